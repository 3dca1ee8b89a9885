"""What SES reports of letters, and what follows."""

from datetime import timedelta
from itertools import permutations

import pytest

from followup.aws import wiring
from followup.aws.queue import write_message
from followup.mailing import Mailing, State
from tests.core.ses_events import ATTEMPT, an_event
from tests.functions.calls import Stack
from tests.functions.working import NOW, a_due_letter, feed, work


def test_a_send_event_settles_a_letter_whose_answer_was_lost(stack: Stack) -> None:
    row = a_due_letter(1)
    store = wiring.store()
    record = store.load(row, NOW)
    assert record is not None
    taken = Mailing(State.SENDING, attempt=ATTEMPT, tries=1, due_at=NOW + timedelta(minutes=45))
    assert store.claim(record, taken, NOW)
    event = an_event(row=f"{row.subscriber}_L_{row.id}")

    assert [feed(event), feed(event)] == ["settled", "known"]
    assert [item["state"] for item in stack.items_of("L#")] == ["closed"]


@pytest.mark.parametrize("kind", ["Complaint", "Bounce"])
def test_a_complaint_or_dead_mailbox_suppresses_the_subscriber(stack: Stack, kind: str) -> None:
    row = a_due_letter(1)
    event = an_event(kind, row=f"{row.subscriber}_L_{row.id}", bounce={"bounceType": "Permanent"})

    assert feed(event) == "suppressed"
    assert stack.items_of("S")[0]["status"] == "suppressed"
    assert work(write_message(row, NOW)) == {"batchItemFailures": []}
    assert [item["state"] for item in stack.items_of("L#")] == ["closed"]


def test_a_foreign_event_changes_nothing(stack: Stack) -> None:
    a_due_letter(1)
    before = stack.items()

    assert feed({"source": "aws.ses", "detail": {"eventType": "Send"}}) == "refused"
    assert stack.items() == before


def test_an_event_about_somebody_erased_brings_nobody_back(stack: Stack) -> None:
    assert feed(an_event("Complaint")) == "known"
    assert feed(an_event()) == "known"
    assert stack.items() == []


def test_a_complaint_about_a_letter_to_a_new_address_does_not_end_the_old_one(
    stack: Stack,
) -> None:
    row = a_due_letter(1)
    event = an_event("Complaint", row=f"{row.subscriber}_L_{row.id}", to="cd" * 20)

    assert feed(event) == "suppressed"

    assert [item["status"] for item in stack.items_of("S")] == ["pending"]
    assert stack.forgotten() == {("cd" * 20, "suppressed")}


def test_events_in_any_order_and_number_end_the_same(stack: Stack) -> None:
    ends = set()
    for order in permutations(["Send", "Bounce", "Complaint", "Send"]):
        stack.empty()
        row = a_due_letter(1)
        record = wiring.store().load(row, NOW)
        assert record is not None
        taken = Mailing(State.SENDING, attempt=ATTEMPT, tries=1, due_at=NOW + timedelta(hours=1))
        assert wiring.store().claim(record, taken, NOW)
        for kind in order:
            bounce = {"bounceType": "Permanent"}
            feed(an_event(kind, row=f"{row.subscriber}_L_{row.id}", bounce=bounce))
        [owner], [letter] = stack.items_of("S"), stack.items_of("L#")
        ends.add((owner["status"], letter["state"]))

    assert ends == {("suppressed", "closed")}
