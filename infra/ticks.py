"""A tick on demand: the outbox's "Deliver the next reminder"."""

import json
import threading
import time
from typing import Any

from infra.cloud import MiniStack
from infra.outbox import Outbox

MAX_MOVES = 5
PATIENCE_S = 45
COUNTS = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


class TickFailed(Exception):
    """The tick could not be finished; the message says why, in a sentence."""


class Ticks:
    """Moves the service's time to the next thing that is due, one press at a time."""

    def __init__(self, cloud: MiniStack, outputs: dict[str, str], outbox: Outbox) -> None:
        self._table = cloud.client("dynamodb")
        self._queue = cloud.client("sqs")
        self._functions = cloud.client("lambda")
        self._outputs = outputs
        self._outbox = outbox
        self._lock = threading.Lock()

    def deliver_next(self) -> dict[str, Any]:
        """`{"as_of", "sent"}`: the time of the tick and the letters it sent; None: nothing due.

        A row may only be moved on at its time (a step that is no longer wanted); then the next
        one is tried.
        """
        with self._lock:
            before, as_of = len(self._outbox), None
            for _ in range(MAX_MOVES):
                earliest = self._earliest()
                if earliest is None or len(self._outbox) > before:
                    break
                as_of = earliest
                self.tick(as_of)
            return {"as_of": as_of, "sent": len(self._outbox) - before}

    def tick(self, as_of: str) -> None:
        """One tick at that time (ISO UTC), until all it queued has been worked on."""
        answer = self._functions.invoke(
            FunctionName=self._outputs["DispatchFunctionName"],
            Payload=json.dumps({"time": as_of}),
        )
        if "FunctionError" in answer:
            raise TickFailed(f"The tick failed: {answer['Payload'].read().decode()}")
        self.wait_until_quiet()

    def wait_until_quiet(self, patience_s: float = PATIENCE_S) -> None:
        """A message the send function failed on stays in the queue for six minutes."""
        deadline = time.monotonic() + patience_s
        while self._waiting():
            if time.monotonic() > deadline:
                raise TickFailed("A message is still in the queue. Look into the log.")
            time.sleep(0.05)

    def _waiting(self) -> int:
        answer = self._queue.get_queue_attributes(
            QueueUrl=self._outputs["QueueUrl"], AttributeNames=list(COUNTS)
        )
        return sum(int(answer["Attributes"][name]) for name in COUNTS)

    def _earliest(self) -> str | None:
        pages = self._table.get_paginator("scan").paginate(
            TableName=self._outputs["TableName"],
            ConsistentRead=True,
            FilterExpression="#state = :due AND attribute_exists(due_at)",
            ProjectionExpression="due_at",
            ExpressionAttributeNames={"#state": "state"},
            ExpressionAttributeValues={":due": {"S": "due"}},
        )
        times = [str(item["due_at"]["S"]) for page in pages for item in page["Items"]]
        return min(times, default=None)
