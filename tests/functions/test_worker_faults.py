"""What the worker does when the table or SES fails."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from followup.aws.mailer import SesMailer
from followup.aws.queue import write_message
from followup.aws.store import DynamoStore
from followup.ports import AccountClosed
from tests.functions.calls import Stack
from tests.functions.working import NOW, a_due_letter, work


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
