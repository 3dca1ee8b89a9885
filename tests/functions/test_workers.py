"""Dispatch, send and feedback as Lambda calls them, on moto."""

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import boto3
import pytest

from followup.aws import wiring
from followup.aws.queue import read_message, write_message
from followup.aws.settings import SettingMissing
from tests.core.ses_events import an_event
from tests.functions.calls import Context, Stack
from tests.functions.working import NOW, OWNER, a_due_letter, feed, tick, work


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
