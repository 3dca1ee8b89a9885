"""What an operator is told about one person: states and dates, never a word of theirs."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from followup.aws import items
from infra.operate.people import describe

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
STORED = json.loads((Path(__file__).parents[2] / "aws" / "stored" / "v1.json").read_text("utf-8"))
ADA = [items.unpack(each) for each in STORED["table"] if each["pk"]["S"].startswith("S#")]


def only(sort: str, **changes: Any) -> list[dict[str, Any]]:
    return [each | changes for each in ADA if each["sk"].startswith(sort)]


def told(found: list[dict[str, Any]], now: datetime = NOW) -> list[str]:
    return list(describe(found, now))


def test_the_person_comes_first_then_each_follow_up_and_letter() -> None:
    lines = told(ADA)

    assert lines[0] == "This person confirmed; reminders leave."
    kinds = [line.partition(" ")[0] for line in lines if not line.startswith(" ")]
    assert kinds == [
        "This",
        *["Follow-up"] * 2,
        *["Confirmation", "Link", "New"],
        *["Reminders"] * 2,
    ]


def test_no_word_of_theirs_is_told() -> None:
    text = "\n".join(told(ADA))

    words = ("Żółć", "Acme", "Babbage", "Byron", "engineer", "bench", "example.com", "+49")
    assert [word for word in words if word in text] == []


def test_what_left_and_what_may_have_left_stand_under_their_reminder() -> None:
    lines = told(only("R#3f"))

    assert lines[0].startswith("Reminders of 3f0f0c7e-")
    assert lines[0].endswith("looked at again on 2026-11-23 10:00 UTC, next: check-in 3")
    assert lines[1:] == [
        "  2026-11-23 10:00 UTC: thank-you note 1 was taken by SES",
        "  2026-11-23 10:00 UTC: check-in 3 may have left; SES did not answer",
    ]


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("pending", "has not confirmed yet"),
        ("stopped", "stopped all e-mails"),
        ("suppressed", "an e-mail came back"),
    ],
)
def test_each_status_is_told_in_words(status: str, wanted: str) -> None:
    [line] = [line for line in told(only("S", status=status)) if line.startswith("This person")]

    assert wanted in line


def test_what_has_expired_is_not_told() -> None:
    assert told(only("S", expires_at=0)) == ["Nothing is stored about this address."]


@pytest.mark.parametrize("changes", [{"state": "nowhere"}, {"tries": "x"}, {"step": "1"}])
def test_a_row_that_cannot_be_read_is_told_and_stops_nothing(changes: dict[str, Any]) -> None:
    lines = told([*only("R#3f", **changes), *only("S")])

    assert "this cannot be read" in lines[-1]
