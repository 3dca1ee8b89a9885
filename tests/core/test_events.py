"""Mail events: only well-formed ones about our own letters mean anything."""

from typing import Any

import pytest

from followup.events import SesEvent, read_event
from followup.model import RowKey

SUBSCRIBER, ID = "ab" * 20, "00000000-0000-4000-8000-000000000001"
ATTEMPT = "00000000-0000-4000-8000-000000000002"
ROW = f"{SUBSCRIBER}_R_{ID}"


def an_event(kind: str = "Send", row: str = ROW, attempt: str = ATTEMPT, **more: Any) -> Any:
    tags = {"row": [row], "attempt": [attempt], "ses:configuration-set": ["letters"]}
    return {
        "source": "aws.ses",
        "detail-type": f"Email {kind}",
        "detail": {"eventType": kind, "mail": {"tags": tags}, **more},
    }


def test_a_send_event_names_its_row_and_attempt() -> None:
    assert read_event(an_event()) == SesEvent(RowKey(SUBSCRIBER, ID), ATTEMPT, False)


def test_a_letters_event_is_told_from_a_reminders() -> None:
    read = read_event(an_event(row=f"{SUBSCRIBER}_L_{ID}"))

    assert read is not None
    assert read.row.is_letter


@pytest.mark.parametrize(
    ("kind", "more"),
    [("Complaint", {}), ("Bounce", {"bounce": {"bounceType": "Permanent"}})],
)
def test_a_complaint_and_a_permanent_bounce_end_mailing(kind: str, more: Any) -> None:
    read = read_event(an_event(kind, **more))

    assert read is not None
    assert read.ends_mailing


@pytest.mark.parametrize("bounce", ["Transient", "Undetermined"])
def test_a_full_mailbox_ends_nothing(bounce: str) -> None:
    assert read_event(an_event("Bounce", bounce={"bounceType": bounce})) is None


FOREIGN: list[Any] = [
    {},
    {"detail": None},
    {"source": "aws.ses", "detail": {}},
    an_event() | {"source": "com.example"},
    an_event(row="S"),
    an_event(row=f"{SUBSCRIBER}_S_{ID}"),
    an_event(row=ROW + "x"),
    an_event(attempt="<script>"),
    an_event("Open"),
    an_event("Bounce"),
    {"source": "aws.ses", "detail": {"eventType": "Send", "mail": {"tags": {"row": []}}}},
    {"source": "aws.ses", "detail": {"eventType": "Send", "mail": {"tags": [ROW]}}},
    {"source": "aws.ses", "detail": "Send"},
]


@pytest.mark.parametrize("event", FOREIGN)
def test_a_foreign_or_malformed_event_means_nothing(event: Any) -> None:
    assert read_event(event) is None
