"""What no function could handle: put back, once the reason is gone."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.operate.account import Account

BATCH = 10  # messages SQS hands out at once
HIDDEN_S = 120
ROUNDS = 1000  # so that a message that comes back at once cannot keep us here


@dataclass(frozen=True, slots=True)
class Redriven:
    """How many of each: rows for the worker, events of SES, old ticks, and what failed again."""

    rows: int = 0
    events: int = 0
    ticks: int = 0
    failed: int = 0


def count(account: Account, url: str) -> int:
    name = "ApproximateNumberOfMessages"
    found = account.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[name])
    return int(found["Attributes"][name])


def redrive(account: Account, outputs: Mapping[str, str]) -> Redriven:
    """Rows go back into their queue: their reminder is sent if it is still due and wanted.
    Events of SES go to their function again; a tick of the past is of no use to anybody."""
    sqs = account.client("sqs")
    rows = events = ticks = failed = 0
    for message in _messages(sqs, outputs["QueueDeadLettersUrl"]):
        sqs.send_message(QueueUrl=outputs["QueueUrl"], MessageBody=message["Body"])
        _delete(sqs, outputs["QueueDeadLettersUrl"], message)
        rows += 1
    for message in _messages(sqs, outputs["EventDeadLettersUrl"]):
        is_event = _source(message["Body"]) == "aws.ses"
        if is_event and not _was_heard(account, outputs["FeedbackFunctionName"], message["Body"]):
            failed += 1
            continue
        _delete(sqs, outputs["EventDeadLettersUrl"], message)
        events, ticks = events + is_event, ticks + (not is_event)
    return Redriven(rows, events, ticks, failed)


def _messages(sqs: Any, url: str) -> Iterator[dict[str, Any]]:
    for _ in range(ROUNDS):
        found = sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=BATCH, VisibilityTimeout=HIDDEN_S, WaitTimeSeconds=1
        ).get("Messages", [])
        if not found:
            return
        yield from found


def _delete(sqs: Any, url: str, message: Mapping[str, Any]) -> None:
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def _source(body: str) -> str:
    try:
        event = json.loads(body)
    except ValueError:
        return ""
    return str(event.get("source", "")) if isinstance(event, dict) else ""


def _was_heard(account: Account, function: str, body: str) -> bool:
    answer = account.client("lambda").invoke(FunctionName=function, Payload=body.encode())
    return "FunctionError" not in answer
