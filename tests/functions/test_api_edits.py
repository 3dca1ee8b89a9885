"""What an edit of a follow-up changes, and what it refuses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.functions.calls import Api


def test_a_later_day_is_an_edit_of_the_follow_up(api: Api, confirmed: tuple[str, str]) -> None:
    path, bearer, before = read(api, confirmed)
    rev = before["rev"]
    later = str(datetime.now(UTC).date() + timedelta(days=20))

    edited = api("PATCH", path, {"rev": rev, "decision_on": later}, bearer=bearer)
    stale = api("PATCH", path, {"rev": rev, "role": "Nurse"}, bearer=bearer)

    assert (edited.status, edited.body["decision_on"]) == (200, later)
    assert (stale.status, stale.body["code"]) == (409, "changed_elsewhere")
    assert stale.body["current"]["decision_on"] == later


def read(api: Api, confirmed: tuple[str, str]) -> tuple[str, str, dict[str, Any]]:
    """Where the follow-up is, the bearer that opens it, and the item as it is."""
    id_, bearer = confirmed
    path = f"/api/follow-ups/{id_}"
    return path, bearer, api("GET", path, bearer=bearer).body


def test_an_edited_reason_is_in_the_item_and_in_the_note(
    api: Api, confirmed: tuple[str, str]
) -> None:
    path, bearer, before = read(api, confirmed)
    people = [before["people"][0] | {"reason": "Because I built one."}]

    edited = api("PATCH", path, {"rev": before["rev"], "people": people}, bearer=bearer)

    assert before["people"][0]["reason"] == ""
    assert edited.body["people"][0]["reason"] == "Because I built one."
    thanks = edited.body["notes"][0]
    assert (thanks["kind"], "I built one" in thanks["body"]) == ("thank_interviewer", True)


def test_what_happened_and_whom_to_call_are_kept_and_can_be_changed(
    api: Api, confirmed: tuple[str, str]
) -> None:
    path, bearer, before = read(api, confirmed)
    changes = {"situation": "it-went-badly", "call_whom": "Mrs Reyes"}

    edited = api("PATCH", path, {"rev": before["rev"]} | changes, bearer=bearer)

    assert (before["situation"], before["call_whom"]) == ("just-interviewed", "")
    assert changes.items() <= api("GET", path, bearer=bearer).body.items()
    assert edited.body["notes"][0]["kind"] == "thank_went_badly"


BAD_EDITS: list[tuple[dict[str, Any], str]] = [
    ({}, "rev"),
    ({"rev": "1"}, "rev"),
    ({"rev": 1, "employer": ""}, "employer"),
    ({"rev": 1, "decision_on": "2020-01-01"}, "decision_on"),
    ({"rev": 1, "interviewed_on": None}, "interviewed_on"),
    ({"rev": 1, "people": None}, "people"),
    ({"rev": 1, "people": [{"name": ""}]}, "people.0.name"),
    ({"rev": 1, "people": [{"name": "Ada", "reason": "A" * 201}]}, "people.0.reason"),
    ({"rev": 1, "zone": "Mars"}, "zone"),
    ({"rev": 1, "situation": "offer"}, "situation"),
    ({"rev": 1, "situation": None}, "situation"),
    ({"rev": 1, "call_whom": "A" * 81}, "call_whom"),
    ({"rev": 1, "ready_at": None}, "ready_at"),
    ({"rev": 1, "address": "eve@example.com"}, "address"),
]


@pytest.mark.parametrize(("body", "field"), BAD_EDITS)
def test_a_bad_edit_is_named_and_changes_nothing(
    api: Api, confirmed: tuple[str, str], body: dict[str, Any], field: str
) -> None:
    id_, bearer = confirmed
    before = api("GET", f"/api/follow-ups/{id_}", bearer=bearer).body

    answer = api("PATCH", f"/api/follow-ups/{id_}", body, bearer=bearer)

    assert answer.status == 422
    assert field in answer.body["fields"]
    assert api("GET", f"/api/follow-ups/{id_}", bearer=bearer).body == before
