"""The index of what is due: 16 slots, each sorted by time, holding nothing but keys."""

from datetime import datetime
from typing import Any, NamedTuple

from followup import limits
from followup.aws.items import INDEX, pack, read_row, unpack
from followup.documents import read_instant, write_instant
from followup.mailing import RowKey


class Due(NamedTuple):
    """A row somebody must look at, since when."""

    row: RowKey
    due_at: datetime


class DueIndex:
    """Reads the sparse index; `client` is a boto3 DynamoDB client."""

    def __init__(self, client: Any, table: str) -> None:
        self._client = client
        self._table = table

    def due(self, as_of: datetime, most: int) -> list[Due]:
        """At most `most` rows, evenly over the slots, the oldest of each first.

        One query per slot and no cursor: what is left over is found by the next tick.
        """
        each = max(1, most // limits.SLOTS)
        found = [self._due_in(f"{slot:02}", as_of, each) for slot in range(limits.SLOTS)]
        return [due for slot in found for due in slot][:most]

    def _due_in(self, slot: str, as_of: datetime, most: int) -> list[Due]:
        answer = self._client.query(
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="due_slot = :slot AND due_at <= :as_of",
            ExpressionAttributeValues=pack({":slot": slot, ":as_of": write_instant(as_of)}),
            Limit=most,
        )
        found = [unpack(item) for item in answer["Items"]]
        return [Due(read_row(plain), read_instant(plain["due_at"])) for plain in found]
