"""Mail events: only well-formed ones about our own letters mean anything."""

from typing import Any

import pytest

from followup.events import POLICY, Effect, SesEvent, read_event
from followup.mailing import RowKey
from tests.core.ses_events import ATTEMPT, ID, ROW, SUBSCRIBER, a_bounce, a_complaint, an_event


def test_a_send_event_names_its_row_and_attempt() -> None:
    expected = SesEvent(RowKey(SUBSCRIBER, ID), ATTEMPT, SUBSCRIBER, "Send", Effect.SETTLE)

    assert read_event(an_event()) == expected


def test_a_letters_event_is_told_from_a_reminders() -> None:
    read = read_event(an_event(row=f"{SUBSCRIBER}_L_{ID}"))

    assert read is not None
    assert read.row.is_letter


def test_an_event_names_whom_the_letter_was_to() -> None:
    read = read_event(an_event(to="cd" * 20))

    assert read is not None
    assert read.to == "cd" * 20


@pytest.mark.parametrize(
    ("event", "effect"),
    [
        (an_event("Send"), Effect.SETTLE),
        (a_bounce("Permanent"), Effect.SUPPRESS),
        (a_bounce("Transient"), Effect.NOTE),
        (a_bounce("Undetermined"), Effect.NOTE),
        (an_event("Complaint"), Effect.SUPPRESS),
        (a_complaint(None), Effect.SUPPRESS),
        (a_complaint("abuse"), Effect.SUPPRESS),
        (a_complaint("a type of next year"), Effect.SUPPRESS),
        (a_complaint("not-spam"), Effect.NOTE),
        (a_complaint("auth-failure"), Effect.NOTE),
        (a_complaint("virus"), Effect.NOTE),
        (an_event("Reject"), Effect.NOTE),
    ],
)
def test_the_policy_says_what_each_kind_does(event: Any, effect: Effect) -> None:
    read = read_event(event)

    assert read is not None
    assert read.effect is effect


@pytest.mark.parametrize("kind", POLICY)
def test_every_row_of_the_policy_has_a_reason(kind: str) -> None:
    _effect, reason = POLICY[kind]

    assert reason.endswith(".")


FOREIGN: list[Any] = [
    None,
    [],
    {},
    {"detail": None},
    {"source": "aws.ses", "detail": {}},
    an_event() | {"source": "com.example"},
    an_event(row="S"),
    an_event(row=f"{SUBSCRIBER}_S_{ID}"),
    an_event(row=ROW + "x"),
    an_event(attempt="<script>"),
    an_event(to="ada@example.com"),
    an_event("Open"),
    an_event("Bounce"),
    a_bounce("Sideways"),
    an_event("Complaint", complaint=None),
    {"source": "aws.ses", "detail": {"eventType": "Send", "mail": {"tags": {"row": []}}}},
    {"source": "aws.ses", "detail": {"eventType": "Send", "mail": {"tags": [ROW]}}},
    {"source": "aws.ses", "detail": "Send"},
]


@pytest.mark.parametrize("event", FOREIGN)
def test_a_foreign_or_malformed_event_means_nothing(event: Any) -> None:
    assert read_event(event) is None
