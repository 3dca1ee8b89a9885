"""The queue between the tick and the workers. Messages hold keys and a time, nothing else."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from followup.aws.items import read_row, write_row
from followup.documents import read_instant, write_instant
from followup.mailing import RowKey

MAX_BATCH = 10  # SQS takes ten entries a call


class SqsQueue:
    """A Queue (followup/ports.py) on SQS."""

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    def put(self, rows: Sequence[RowKey], as_of: datetime) -> None:
        """A message SQS refuses is not tried again here: the next tick finds its row."""
        for start in range(0, len(rows), MAX_BATCH):
            entries = [
                {"Id": str(place), "MessageBody": write_message(row, as_of)}
                for place, row in enumerate(rows[start : start + MAX_BATCH])
            ]
            self._client.send_message_batch(QueueUrl=self._url, Entries=entries)

    def backlog(self) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self._client.get_queue_attributes(QueueUrl=self._url, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)


def write_message(row: RowKey, as_of: datetime) -> str:
    return json.dumps(write_row(row) | {"as_of": write_instant(as_of)})


def read_message(body: str) -> tuple[RowKey, datetime]:
    """Raises ValueError or KeyError for anything `write_message` did not write."""
    message = json.loads(body)
    return read_row(message), read_instant(message["as_of"])
