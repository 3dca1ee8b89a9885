"""What the private link does over HTTP: add, export, calendar, rotate, move, delete, erase."""

import csv
import io
import json
import uuid
from typing import Any

import icalendar
import pytest

from tests.core.world import stop_token_in, text_of, token_in
from tests.functions.calls import Answer, Api, Deliver, a_form

ADA = "ada@example.com"


def add(api: Api, bearer: str, **changes: Any) -> Answer:
    return api("POST", "/api/follow-ups", a_form(**changes), bearer=bearer)


def events_of(answer: Answer) -> list[Any]:
    assert answer.status == 200, answer.body
    parsed: Any = icalendar.Calendar.from_ical(answer.body)
    return list(parsed.walk("VEVENT"))


def test_an_addition_is_active_at_once_and_points_out_the_older_one(
    api: Api, confirmed: tuple[str, str]
) -> None:
    id_, bearer = confirmed
    # Of two in the same second the higher id counts as the younger.
    form = a_form(id=str(uuid.UUID(int=2**128 - 1)), address=..., employer=" ACME ")

    first, again = (api("POST", "/api/follow-ups", form, bearer=bearer) for _ in range(2))

    assert (first.status, again.status) == (201, 201)
    assert again.body == first.body
    assert (first.body["id"], first.body["same_as"]) == (form["id"], id_)
    assert first.body["follow_up"]["plan"]
    assert len(api.stack.items_of("F#")) == 2


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"address": "eve@example.com"}, 422, "address"),
        ({"address": "nobody"}, 422, "address"),
        ({"employer": ""}, 422, "employer"),
    ],
)
def test_a_bad_addition_is_named_and_stores_nothing(
    api: Api, confirmed: tuple[str, str], changes: dict[str, Any], status: int, field: str
) -> None:
    answer = add(api, confirmed[1], **changes)

    assert (answer.status, list(answer.body["fields"])) == (status, [field])
    assert len(api.stack.items_of("F#")) == 1


def test_a_twenty_first_follow_up_is_refused(api: Api, confirmed: tuple[str, str]) -> None:
    _, bearer = confirmed
    answers = [add(api, bearer, employer=f"Employer {n}") for n in range(20)]

    assert [answer.status for answer in answers] == [201] * 19 + [429]


def test_a_faulty_bearer_is_told_and_no_letter_is_sent_instead(api: Api) -> None:
    answer = add(api, "hello")

    assert (answer.status, answer.body["code"]) == (401, "link_invalid")
    assert api.stack.items() == []


def test_the_private_link_is_shown_whose_it_is_and_a_button_is_not(
    api: Api, confirmed: tuple[str, str], deliver: Deliver
) -> None:
    _, bearer = confirmed
    button = token_in(deliver()[0], "/follow-ups/")

    by_link = api("GET", "/api/follow-ups", bearer=bearer).body
    by_button = api("GET", "/api/follow-ups", bearer=button).body

    assert (by_link["address"], by_link["stopped"], by_link["whole"]) == (ADA, False, True)
    assert (by_button["address"], by_button["stopped"], by_button["whole"]) == (None, None, False)
    assert ADA not in json.dumps(by_button)


HASTY: list[dict[str, Any]] = [{"website": "https://example.com"}, {"seconds": 0}, {"seconds": 2}]


@pytest.mark.parametrize("path", ["/api/follow-ups", "/api/link"])
@pytest.mark.parametrize("trap", HASTY)
def test_a_hasty_form_is_asked_to_press_again_and_then_taken(
    api: Api, path: str, trap: dict[str, Any]
) -> None:
    form = a_form() if path == "/api/follow-ups" else {"address": ADA}

    first = api("POST", path, form | trap)
    assert (first.status, first.body["code"]) == (409, "press_again")
    assert first.body["message"] == "Press the button again to send this."
    assert api.stack.items() == []

    second = api("POST", path, form | trap | {"again": True})
    assert second.status == 202


@pytest.mark.parametrize("calm", [{}, {"seconds": 3}, {"website": "", "seconds": 40}])
def test_a_form_filled_in_by_a_person_is_taken_at_once(api: Api, calm: dict[str, Any]) -> None:
    assert api("POST", "/api/follow-ups", a_form(**calm)).status == 202


@pytest.mark.parametrize("bad", [{"seconds": -1}, {"seconds": "5"}, {"again": "yes"}])
def test_a_trap_with_a_wrong_value_is_named(api: Api, bad: dict[str, Any]) -> None:
    answer = api("POST", "/api/follow-ups", a_form(**bad))

    assert (answer.status, list(answer.body["fields"])) == (422, list(bad))


@pytest.mark.usefixtures("confirmed")
def test_a_link_is_mailed_to_whoever_has_one_and_the_answer_never_tells(
    api: Api, deliver: Deliver
) -> None:
    answers = [api("POST", "/api/link", {"address": each}) for each in (ADA, "eve@example.com")]

    assert [(each.status, each.body) for each in answers] == [(202, {"letter": "queued"})] * 2
    [letter] = deliver()
    assert str(letter["Subject"]) == "Your link to your follow-ups"
    bearer = token_in(letter, "/follow-ups/")
    assert api("GET", "/api/follow-ups", bearer=bearer).body["whole"] is True


@pytest.mark.parametrize("body", [{}, {"address": "nobody"}, {"address": ADA, "token": "x"}])
def test_a_bad_request_for_a_link_is_named(api: Api, body: dict[str, Any]) -> None:
    assert api("POST", "/api/link", body).status == 422


@pytest.mark.parametrize("body", [None, {}])
def test_a_rotation_ends_the_link_it_was_pressed_with(
    api: Api, confirmed: tuple[str, str], body: Any
) -> None:
    _, bearer = confirmed

    fresh = api("POST", "/api/link/rotate", body, bearer=bearer).body["token"]

    assert api("GET", "/api/follow-ups", bearer=bearer).status == 401
    assert api("GET", "/api/follow-ups", bearer=fresh).status == 200


def test_a_new_address_is_asked_and_everything_moves_on_its_press(
    api: Api, confirmed: tuple[str, str], deliver: Deliver
) -> None:
    id_, bearer = confirmed

    asked = api("POST", "/api/address", {"address": "new@example.com"}, bearer=bearer)
    [letter] = deliver()
    token = token_in(letter, "/follow-ups/")
    presses = [api("POST", "/api/address/confirm", {"token": token}) for _ in range(2)]

    assert (asked.status, asked.body) == (202, {"letter": "queued"})
    assert (str(letter["To"]), str(letter["Subject"])) == (
        "new@example.com",
        "Confirm your new address",
    )
    assert api("GET", "/api/follow-ups", bearer=token).status == 401
    assert api("GET", "/api/follow-ups", bearer=bearer).status == 401
    for press in presses:
        opened = api("GET", "/api/follow-ups", bearer=press.body["token"]).body
        assert opened["address"] == "new@example.com"
        assert [item["id"] for item in opened["follow_ups"]] == [id_]
    assert ADA not in json.dumps(api.stack.items(), default=str)
    assert [what for _, what in api.stack.forgotten()] == ["erased"]


@pytest.mark.parametrize("address", [ADA, "ADA@example.com", "nobody", ""])
def test_a_new_address_has_to_be_one(api: Api, confirmed: tuple[str, str], address: str) -> None:
    answer = api("POST", "/api/address", {"address": address}, bearer=confirmed[1])

    assert (answer.status, list(answer.body["fields"])) == (422, ["address"])


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


def test_a_deleted_follow_up_is_gone_however_often_it_is_asked(
    api: Api, confirmed: tuple[str, str]
) -> None:
    id_, bearer = confirmed

    presses = [api("DELETE", f"/api/follow-ups/{id_}", bearer=bearer) for _ in range(2)]

    assert [(each.status, each.body) for each in presses] == [(200, {"deleted": True})] * 2
    assert api("GET", f"/api/follow-ups/{id_}", bearer=bearer).status == 404
    assert api.stack.items_of("F#") + api.stack.items_of("R#") == []


def test_an_erasure_leaves_a_keyed_hash_and_counters_and_nothing_returns(
    api: Api,
    confirmed: tuple[str, str],
    deliver: Deliver,
    capsys: pytest.CaptureFixture[str],
) -> None:
    id_, bearer = confirmed
    [letter] = deliver()
    button = token_in(letter, "/follow-ups/")
    stop = stop_token_in(letter)
    subscriber = api.stack.items_of("S")[0]["pk"].removeprefix("S#")

    erased = api("DELETE", "/api/subscriber", bearer=bearer)

    assert (erased.status, erased.body) == (200, {"erased": True})
    assert api.stack.forgotten() == {(subscriber, "erased")}
    for token in (bearer, button):
        assert api("GET", "/api/follow-ups", bearer=token).status == 401
        assert api("POST", f"/api/follow-ups/{id_}/undo", {}, bearer=token).status == 401
    assert api("POST", f"/api/stop/{stop}").body == {"stopped": True}
    assert api("POST", f"/api/start/{stop}").status == 401
    assert api("DELETE", "/api/subscriber", bearer=bearer).status == 401
    left = json.dumps([api.stack.items(), api.stack.items("forget")], default=str)
    said = left + json.dumps(api.stack.messages()) + capsys.readouterr().out
    assert [item["sk"] for item in api.stack.items() if item["sk"] != "C"] == []
    for canary in (ADA, "Acme", "Babbage", "test bench", "+49 30 123456", id_):
        assert canary not in said, canary


def test_only_the_follow_up_of_a_letter_stops_and_everything_starts_again(
    api: Api, confirmed: tuple[str, str], deliver: Deliver
) -> None:
    id_, bearer = confirmed
    [letter] = deliver()
    stop = stop_token_in(letter)

    only = api("POST", f"/api/stop/{stop}", query={"only": "true"})
    assert (only.status, only.body) == (200, {"stopped": True})
    assert api("GET", f"/api/follow-ups/{id_}", bearer=bearer).body["stopped_at"]
    assert api("GET", "/api/follow-ups", bearer=bearer).body["stopped"] is False

    api("POST", f"/api/stop/{stop}")
    assert api("GET", "/api/follow-ups", bearer=bearer).body["stopped"] is True
    started = api("POST", f"/api/start/{stop}")
    assert (started.status, started.body) == (200, {"stopped": False})
    assert api("GET", "/api/follow-ups", bearer=bearer).body["stopped"] is False
    assert api.stack.forgotten() == set()


@pytest.mark.usefixtures("confirmed")
def test_the_link_letter_leads_to_the_page(api: Api, deliver: Deliver) -> None:
    api("POST", "/api/link", {"address": ADA})

    [letter] = deliver()

    assert "https://follow-up.example.com/follow-ups/?t=" in text_of(letter)
