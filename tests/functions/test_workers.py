"""Dispatch, send and feedback as Lambda calls them, on moto."""

import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from followup.aws import wiring
from followup.aws.mailer import SesMailer
from followup.aws.queue import read_message, write_message
from followup.aws.settings import SettingMissing
from followup.aws.store import DynamoStore
from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Subscriber
from followup.ports import AccountClosed
from tests.core.ses_events import ATTEMPT, an_event
from tests.functions.calls import Context, Stack

NOW = datetime.now(UTC).replace(microsecond=0)
OWNER = Subscriber("ab" * 20, "ada@example.com")


def a_due_letter(n: int, due_at: datetime = NOW) -> RowKey:
    row = RowKey(OWNER.id, f"00000000-0000-4000-8000-{n:012}", is_letter=True)
    store, later = wiring.store(), NOW + timedelta(days=7)
    store.add_subscriber(OWNER, later, NOW)
    letter = Mailing(State.DUE, due_at=due_at)
    store.add_letter(Record(row, OWNER, letter, letter=LetterKind.CONFIRMATION), later)
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


@pytest.mark.usefixtures("stack")
def test_a_tick_without_a_time_is_an_error_and_not_a_guess() -> None:
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

    assert feed({"source": "aws.ses", "detail": {"eventType": "Send"}}) == "refused"
    assert stack.items() == before


def test_an_event_about_somebody_erased_brings_nobody_back(stack: Stack) -> None:
    assert feed(an_event("Complaint")) == "known"
    assert feed(an_event()) == "known"
    assert stack.items() == []


def test_the_switch_stops_all_mail_and_nothing_is_lost(stack: Stack) -> None:
    row = a_due_letter(1)

    with switched("off"):
        assert work(write_message(row, NOW)) == {"batchItemFailures": []}
        assert [item["state"] for item in stack.items_of("L#")] == ["due"]

    work(write_message(row, NOW))
    assert [item["state"] for item in stack.items_of("L#")] == ["closed"]


@pytest.mark.parametrize("value", ["Off", "false", "-", "on!"])
def test_anything_but_on_is_off(stack: Stack, value: str) -> None:
    row = a_due_letter(1)

    with switched(value):
        work(write_message(row, NOW))

    assert [item["state"] for item in stack.items_of("L#")] == ["due"]


@contextmanager
def switched(value: str) -> Iterator[None]:
    """What an operator does; the workers look every 30 seconds."""
    ssm = boto3.client("ssm")
    ssm.put_parameter(Name="sending", Value=value, Overwrite=True)
    wiring.parameters.cache_clear()
    try:
        yield
    finally:
        ssm.put_parameter(Name="sending", Value="on", Overwrite=True)
        wiring.parameters.cache_clear()


def test_a_row_nobody_can_read_stops_no_other_and_rests_after_five_times(stack: Stack) -> None:
    poison, well = a_due_letter(1), a_due_letter(2)
    stack.change(poison, letter="to ada@example.com, about Mr Babbage")

    first = work(write_message(poison, NOW), write_message(well, NOW))
    for hours in range(1, 6):
        work(write_message(poison, NOW + timedelta(hours=hours, minutes=hours)))

    assert first == {"batchItemFailures": []}
    states = {item["sk"]: item["state"] for item in stack.items_of("L#")}
    assert states == {f"L#{poison.id}": "parked", f"L#{well.id}": "closed"}


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code}}, "BatchGetItem")


OUTAGES = [
    EndpointConnectionError(endpoint_url="http://dynamodb"),
    TimeoutError(),
    refusal("ProvisionedThroughputExceededException"),
    refusal("AccessDeniedException"),
]


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda outage: type(outage).__name__)
def test_an_outage_of_the_table_leaves_the_row_as_it_is(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, outage: Exception
) -> None:
    row, before = a_due_letter(1), stack.items()
    monkeypatch.setattr(DynamoStore, "load", failing_with(outage))

    assert work(write_message(row, NOW)) == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    assert stack.items() == before


def test_what_the_table_will_never_take_is_pushed_back(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_due_letter(1)
    monkeypatch.setattr(DynamoStore, "load", failing_with(refusal("ValidationException")))

    assert work(write_message(row, NOW)) == {"batchItemFailures": []}
    assert [item["refusals"] for item in stack.items_of("L#")] == [1]


def failing_with(fault: Exception) -> Callable[..., Any]:
    def fail(*_given: object) -> Any:
        raise fault

    return fail


def test_a_closed_account_ends_the_run_and_the_other_letters_are_not_tried(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [a_due_letter(n) for n in range(5)]
    tried: list[str] = []

    def closed(_mailer: object, recipient: str, *_rest: object) -> str:
        tried.append(recipient)
        raise AccountClosed

    monkeypatch.setattr(SesMailer, "send", closed)

    work(*(write_message(row, NOW) for row in rows))

    assert len(tried) == 1
    assert {item["state"] for item in stack.items_of("L#")} == {"due"}
    assert {item["tries"] for item in stack.items_of("L#")} == {0}


def test_a_row_of_somebody_who_is_gone_is_not_queued_again(stack: Stack) -> None:
    row = a_due_letter(1)
    stack.dynamodb.delete_item(
        TableName="table", Key={"pk": {"S": f"S#{OWNER.id}"}, "sk": {"S": "S"}}
    )

    work(write_message(row, NOW))

    assert tick() == {"queued": 0}


def test_what_happens_is_counted(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [a_due_letter(n, NOW - timedelta(minutes=n)) for n in range(3)]
    stack.change(rows[2], letter="to ada@example.com, about Mr Babbage")
    tick()
    work(*(write_message(row, NOW) for row in rows), "hello")
    feed({"source": "aws.s3"})
    feed(an_event("Reject"))

    counted = metrics_in(capsys.readouterr().out)

    assert counted["Ticks"] == [1.0]
    assert (counted["Queued"], counted["Backlog"], counted["OldestDue"]) == ([3.0], [0.0], [120.0])
    assert (counted["Sent"], counted["Poison"], counted["Failed"]) == ([1.0, 1.0], [1.0], [1.0])
    assert (counted["EventRefused"], counted["EventNoted"]) == ([1.0], [1.0])


def metrics_in(printed: str) -> dict[str, Any]:
    """By name, as CloudWatch's embedded metric format has them (a list of values each)."""
    lines = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    found = [line for line in lines if "_aws" in line]
    return {name: value for line in found for name, value in line.items()}


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


@pytest.mark.usefixtures("stack")
@pytest.mark.parametrize("value", ["", "0", "-1", "fast", "nan", "1e9"])
def test_a_setting_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SEND_RATE", value)

    with pytest.raises(SettingMissing, match="SEND_RATE"):
        tick()


@pytest.mark.usefixtures("stack")
def test_logs_name_no_address_and_no_token(capsys: pytest.CaptureFixture[str]) -> None:
    row = a_due_letter(1)

    tick()
    work(write_message(row, NOW))
    feed(an_event("Complaint", row=f"{row.subscriber}_L_{row.id}"))

    logged = capsys.readouterr().out
    assert json.loads(logged.splitlines()[0])
    assert "ada@example.com" not in logged
    assert OWNER.id not in logged
