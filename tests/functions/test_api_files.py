"""The calendar feed, files of a plan, and the export."""

import csv
import io
import uuid
from typing import Any

import icalendar
import pytest

from tests.core.world import token_in
from tests.functions.calls import Answer, Api, Deliver, a_form

ADA = "ada@example.com"


def events_of(answer: Answer) -> list[Any]:
    assert answer.status == 200, answer.body
    parsed: Any = icalendar.Calendar.from_ical(answer.body)
    return list(parsed.walk("VEVENT"))


def test_the_feed_has_an_event_for_each_step_until_the_links_are_ended(
    api: Api, confirmed: tuple[str, str]
) -> None:
    id_, bearer = confirmed
    path = api("POST", "/api/calendar", bearer=bearer).body["path"]

    feed = api("GET", path)

    item = api("GET", f"/api/follow-ups/{id_}", bearer=bearer).body
    assert feed.headers["Content-Type"].startswith("text/calendar")
    assert len(events_of(feed)) == len(item["plan"])
    assert "Acme" in feed.body
    api("POST", "/api/link/rotate", {}, bearer=bearer)
    ended = api("GET", path)
    assert (ended.status, ended.body["code"]) == (404, "not_found")


@pytest.mark.parametrize("file", ["hello.ics", "hello", "..", "a" * 1_900, "%2e%2e%2fplan"])
def test_anything_else_is_no_calendar(api: Api, file: str) -> None:
    answer = api("GET", f"/api/calendar/{file}")

    assert (answer.status, answer.body["code"]) == (404, "not_found")


def test_one_follow_up_is_a_file_for_the_link_and_for_its_button(
    api: Api, confirmed: tuple[str, str], deliver: Deliver
) -> None:
    id_, bearer = confirmed
    button = token_in(deliver()[0], "/follow-ups/")
    path = f"/api/follow-ups/{id_}/calendar.ics"

    files = [api("GET", path, bearer=token) for token in (bearer, button)]

    assert events_of(files[0])
    assert [str(e["uid"]) for e in events_of(files[0])] == [
        str(e["uid"]) for e in events_of(files[1])
    ]
    assert api("GET", path).status == 401
    assert api("GET", path.replace(id_, str(uuid.uuid4())), bearer=bearer).status == 404


def test_a_plan_is_a_file_without_a_name_and_the_same_days(api: Api) -> None:
    form = a_form()
    query = {name: form[name] for name in ("interviewed_on", "decision_on", "zone")}

    events = events_of(api("GET", "/api/plan.ics", query=query))

    steps = api("GET", "/api/plan", query=query).body["plan"]
    assert len(events) == len(steps)
    assert [each["dtstart"].dt.date().isoformat() for each in events] == [s["on"] for s in steps]
    again = events_of(api("GET", "/api/plan.ics", query=query))
    assert [each["uid"] for each in again] == [each["uid"] for each in events]
    assert api.stack.items() == []


@pytest.mark.parametrize("path", ["/api/plan", "/api/plan.ics"])
@pytest.mark.parametrize("name", ["hour", "max_check_ins"])
@pytest.mark.parametrize("number", ["1_0", "+9", " 9", "9.0", "９", "0x9", "", "-9", "true"])
def test_an_odd_number_in_a_query_is_refused(api: Api, path: str, name: str, number: str) -> None:
    form = a_form()
    query = {each: form[each] for each in ("interviewed_on", "zone")} | {name: number}

    answer = api("GET", path, query=query)

    assert (answer.status, list(answer.body["fields"])) == (422, [name])


def test_the_export_is_a_download_of_everything(api: Api, confirmed: tuple[str, str]) -> None:
    _, bearer = confirmed

    whole = api("GET", "/api/export", bearer=bearer)
    table = api("GET", "/api/export", bearer=bearer, query={"format": "csv"})

    assert whole.body["you"]["address"] == ADA
    assert whole.headers["Content-Disposition"] == 'attachment; filename="follow-ups.json"'
    [line] = csv.DictReader(io.StringIO(table.body.removeprefix("\ufeff")))
    assert (line["employer"], line["person: name"]) == ("Acme", "Mr Babbage")
    assert line["phone"] == "'+49 30 123456"
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("query", [{"format": "xml"}, {"format": ""}])
def test_an_export_in_an_unknown_format_is_refused(
    api: Api, confirmed: tuple[str, str], query: dict[str, str]
) -> None:
    answer = api("GET", "/api/export", bearer=confirmed[1], query=query)

    assert (answer.status, list(answer.body["fields"])) == (422, ["format"])
