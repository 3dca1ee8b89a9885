"""Dispatch, send and feedback as Lambda calls them, on moto."""

import importlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from followup.aws import wiring
from followup.aws.queue import read_message, write_message
from followup.aws.settings import SettingMissing
from followup.model import LetterKind, Mailing, RowKey, State, Subscriber
from tests.core.test_events import ATTEMPT, an_event
from tests.functions.calls import Context, Stack

NOW = datetime.now(UTC).replace(microsecond=0)
OWNER = Subscriber("ab" * 20, "ada@example.com")


def a_due_letter(n: int, due_at: datetime = NOW) -> RowKey:
    row = RowKey(OWNER.id, f"00000000-0000-4000-8000-{n:012}", is_letter=True)
    store, later = wiring.store(), NOW + timedelta(days=7)
    store.add_subscriber(OWNER, later)
    store.add_letter(row, LetterKind.CONFIRMATION, Mailing(State.DUE, due_at=due_at), later)
    return row


def tick(time: datetime = NOW) -> Any:
    return importlib.import_module("dispatch").handler({"time": time.isoformat()}, Context())


def work(*bodies: str) -> Any:
    records = [{"messageId": str(n), "body": body} for n, body in enumerate(bodies)]
    return importlib.import_module("send").handler({"Records": records}, Context())


def feed(event: Any) -> Any:
    return importlib.import_module("feedback").handler(event, Context())["result"]


def test_a_tick_queues_what_is_due_with_its_own_time(stack: Stack) -> None:
    rows = {a_due_letter(n) for n in range(12)}
    a_due_letter(99, NOW + timedelta(minutes=1))

    assert tick() == {"queued": 12}

    read = [read_message(body) for body in stack.messages()]
    assert {row for row, _ in read} == rows
    assert {as_of for _, as_of in read} == {NOW}


def test_a_tick_queues_nothing_while_the_queue_is_full(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEND_RATE", "0.05")  # room for 6
    for n in range(40):
        a_due_letter(n)

    first, second = tick(), tick()

    assert (first, second) == ({"queued": 6}, {"queued": 0})
    assert len(stack.messages()) == 6


def test_a_tick_without_a_time_is_an_error_and_not_a_guess(stack: Stack) -> None:
    assert stack
    with pytest.raises(KeyError):
        importlib.import_module("dispatch").handler({}, Context())


def test_a_worker_mails_what_it_is_given_and_settles_it(stack: Stack) -> None:
    row = a_due_letter(1)

    answer = work(write_message(row, NOW))

    assert answer == {"batchItemFailures": []}
    assert [item["state"] for item in stack.items_of("L#")] == ["closed"]


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"pk": "S#x"}', "null", '{"pk":1,"sk":2}'])
def test_a_poisoned_message_fails_alone(stack: Stack, body: str) -> None:
    row = a_due_letter(1)

    answer = work(body, write_message(row, NOW))

    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    assert [item["state"] for item in stack.items_of("L#")] == ["closed"]


def test_a_message_of_the_future_does_not_mail_before_its_time(stack: Stack) -> None:
    row = a_due_letter(1, NOW + timedelta(hours=1))

    work(write_message(row, NOW))

    assert [item["state"] for item in stack.items_of("L#")] == ["due"]


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

    assert feed({"source": "aws.ses", "detail": {"eventType": "Send"}}) == "ignored"
    assert stack.items() == before


def test_an_event_about_somebody_erased_brings_nobody_back(stack: Stack) -> None:
    assert feed(an_event("Complaint")) == "suppressed"
    assert feed(an_event()) == "known"
    assert stack.items() == []


@pytest.mark.parametrize("value", ["", "0", "-1", "fast", "nan", "1e9"])
def test_a_setting_that_cannot_be_is_named(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    assert stack
    monkeypatch.setenv("SEND_RATE", value)

    with pytest.raises(SettingMissing, match="SEND_RATE"):
        tick()


def test_logs_name_no_address_and_no_token(
    stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    row = a_due_letter(1)

    tick()
    work(write_message(row, NOW))
    feed(an_event("Complaint", row=f"{row.subscriber}_L_{row.id}"))

    assert stack
    logged = capsys.readouterr().out
    assert json.loads(logged.splitlines()[0])
    assert "ada@example.com" not in logged
    assert OWNER.id not in logged
