"""A restored table made fit to mail from: everything that was to be forgotten is forgotten
again, and what may have left since the backup does not leave a second time.

For whoever operates the service, while sending is off. Doing it twice changes nothing more.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from followup import limits
from followup.aws import items
from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.items import Item, facts_key, read_row, row_key, subscriber_key, unpack
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.documents import read_instant, write_instant
from followup.mailing import Forgotten, RowKey
from followup.restoring import is_older, moved_on

# Erasures first: nothing else is done to somebody who is gone.
ORDER = (Forgotten.ERASED, Forgotten.STOPPED, Forgotten.BLOCKED, Forgotten.SUPPRESSED)


class Restore:
    """`client` is a boto3 DynamoDB client, the others are the names of both tables."""

    def __init__(self, client: Any, table: str, forgotten: str) -> None:
        self._client = client
        self._names = (table, forgotten)
        self._table = Table(client, table)
        self._store = DynamoStore(self._table)
        self._forget = DynamoForget(self._table, Table(client, forgotten, KEY_NAMES))

    def replay(self, now: datetime) -> Counter[Forgotten]:
        """Carries out every ending again that is remembered; how many found somebody."""
        remembered = [item for item in self._scan(self._names[1]) if items.is_live(item, now)]
        remembered.sort(key=lambda item: ORDER.index(Forgotten(item["what"])))
        found: Counter[Forgotten] = Counter()
        for item in remembered:
            found[Forgotten(item["what"])] += self._end(item, read_instant(item["at"]))
        return found

    def move_on(self, mailed_until: datetime, now: datetime) -> int:
        """Takes what was due by then for mailed, as its claim may have been; how many rows.

        Rows nobody can read are left to the worker, which parks them.
        """
        return sum(self._move(row, mailed_until, now) for row in self._open_rows(mailed_until))

    def _end(self, item: Item, at: datetime) -> bool:
        what, (id_, _, follow_up) = Forgotten(item["what"]), item["id"].partition("#")
        if what is Forgotten.ERASED:
            return self._delete(id_, follow_up, at) if follow_up else self._erase(id_, at)
        owner = self._table.get(subscriber_key(id_))
        if not owner:
            return False
        if what is Forgotten.STOPPED:
            return is_older(int(owner["epoch"]), at) and self._forget.stop(id_, at)
        if what is Forgotten.SUPPRESSED:
            return self._forget.suppress(id_, at)
        self._forget.block(id_, at)
        return True

    def _erase(self, subscriber: str, at: datetime) -> bool:
        """Without a word in the forget table: what it says of a move must stay."""
        owner = self._table.get(subscriber_key(subscriber))
        if owner and not is_older(int(owner["epoch"]), at):
            return False
        found = self._table.get_partition(items.partition(subscriber))
        for plain in sorted(found, key=lambda plain: plain["sk"] != items.SUBSCRIBER_SORT):
            self._table.delete((plain["pk"], plain["sk"]))
        return bool(found)

    def _delete(self, subscriber: str, follow_up: str, at: datetime) -> bool:
        """Unless it was confirmed once more since."""
        row = RowKey(subscriber, follow_up)
        facts = self._table.get(facts_key(row))
        if not facts or facts.get("confirmed_at", "") > write_instant(at):
            return False
        for key in (facts_key(row), row_key(row)):
            self._table.delete(key)
        return True

    def _move(self, row: RowKey, mailed_until: datetime, now: datetime) -> bool:
        try:
            record = self._store.load(row, now)
        except (KeyError, TypeError, ValueError):
            return False
        newer = moved_on(record, mailed_until) if record else None
        return bool(record and newer and self._store.replace(record, newer))

    def _open_rows(self, mailed_until: datetime) -> list[RowKey]:
        """Those in flight too: whoever met one put it where its time is over. Not from the index,
        which may lag behind what was just put back."""
        until = write_instant(mailed_until + limits.LEASE)
        found = self._scan(
            self._names[0],
            FilterExpression="attribute_exists(due_at)",
            ProjectionExpression="pk, sk, due_at",
        )
        return [read_row(item) for item in found if item["due_at"] <= until]

    def _scan(self, table: str, **more: str) -> Iterator[Item]:
        scan = self._client.get_paginator("scan")
        for page in scan.paginate(TableName=table, ConsistentRead=True, **more):
            yield from map(unpack, page["Items"])
