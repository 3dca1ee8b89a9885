"""Subscribers, follow-ups, reminders and letters in the table.

Every write after the creation of an item demands that the item still exists: in DynamoDB an
update is an upsert, and would bring an erased person back.
"""

import json
from datetime import datetime

from followup.aws import items
from followup.aws.items import Item
from followup.aws.table import EXISTS, IS_NEW, Conditions, Key, Table
from followup.documents import VERSION, read_follow_up, write_follow_up, write_instant
from followup.model import FollowUp, LetterKind, Mailing, Record, RowKey, Status, Subscriber

UNCONFIRMED = f"{IS_NEW} OR attribute_not_exists(confirmed_at)"
# Any condition at all makes an update demand that the item exists.
IS_STORED: Conditions = {"pk >": " "}


class DynamoStore:
    """A Store (followup/ports.py) on one DynamoDB table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def load(self, row: RowKey, now: datetime) -> Record | None:
        keys = [_subscriber_key(row.subscriber), _row_key(row)]
        if not row.is_letter:
            keys.append(_facts_key(row))
        found = _live(self._table.get_batch(keys), now)
        return _read_record(row, found) if len(found) == len(keys) else None

    def load_all(self, subscriber: str, now: datetime) -> list[Record]:
        found = _live(self._table.get_partition(items.partition(subscriber)), now)
        if items.SUBSCRIBER_SORT not in found:
            return []
        ids = [sort[2:] for sort in found if sort.startswith(items.FOLLOW_UP_PREFIX)]
        rows = [RowKey(subscriber, id_) for id_ in ids]
        records = [_read_record(row, found) for row in rows if items.row_sort(row) in found]
        return sorted(records, key=_interview)

    def subscriber(self, subscriber: str, now: datetime) -> Subscriber | None:
        plain = self._table.get(_subscriber_key(subscriber))
        return items.read_subscriber(plain) if plain and items.is_live(plain, now) else None

    def add_subscriber(self, subscriber: Subscriber, expires_at: datetime) -> bool:
        return self._table.put(items.write_subscriber(subscriber, expires_at), IS_NEW)

    def add_pending(self, record: Record, expires_at: datetime) -> bool:
        facts, mailing = _write_facts(record, expires_at), _write_row(record, expires_at)
        return self._table.transact(
            [
                {"Put": self._table.put_request(facts, UNCONFIRMED)},
                {"Put": self._table.put_request(mailing, UNCONFIRMED)},
            ]
        )

    def add_letter(
        self, row: RowKey, kind: LetterKind, mailing: Mailing, expires_at: datetime
    ) -> None:
        item = _write_head(_row_key(row), expires_at) | items.write_mailing(row, mailing)
        self._table.put(item | {"letter": str(kind)}, IS_NEW)

    def save(self, record: Record, read: Mailing, expires_at: datetime) -> bool:
        changes = items.write_mailing(record.row, record.mailing)
        changes["expires_at"] = items.write_expiry(expires_at)
        row = self._table.update_request(_row_key(record.row), changes, _as_read(read))
        facts = self._table.put_request(_write_facts(record, expires_at), EXISTS)
        return self._table.transact([{"Put": facts}, {"Update": row}])

    def replace(self, record: Record, mailing: Mailing) -> bool:
        changes = items.write_mailing(record.row, mailing)
        key = _row_key(record.row)
        return self._table.update(key, changes, _as_read(record.mailing)) is None

    def claim(self, record: Record, mailing: Mailing, now: datetime) -> bool:
        changes = items.write_mailing(record.row, mailing)
        conditions = _as_read(record.mailing) | {"due_at <=": write_instant(now)}
        holder = self._table.update(_row_key(record.row), changes, conditions)
        # The client retries: when our first try won and its answer was lost, the second
        # finds our own attempt in the row, and we did win.
        return holder is None or holder.get("attempt") == mailing.attempt

    def set_status(self, subscriber: str, status: Status, at: datetime) -> bool:
        stopped_at = write_instant(at) if status is Status.STOPPED else None
        return self._change(subscriber, {"status": str(status), "stopped_at": stopped_at})

    def set_blocked(self, subscriber: str, at: datetime | None) -> bool:
        return self._change(subscriber, {"blocked_at": write_instant(at) if at else None})

    def keep_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        expiry = items.write_expiry(expires_at)
        key = _subscriber_key(subscriber)
        self._table.update(key, {"expires_at": expiry}, {"expires_at <": expiry})

    def _change(self, subscriber: str, changes: Item) -> bool:
        return self._table.update(_subscriber_key(subscriber), changes, IS_STORED) is None


def _subscriber_key(subscriber: str) -> Key:
    return items.partition(subscriber), items.SUBSCRIBER_SORT


def _row_key(row: RowKey) -> Key:
    return items.partition(row.subscriber), items.row_sort(row)


def _facts_key(row: RowKey) -> Key:
    return items.partition(row.subscriber), items.FOLLOW_UP_PREFIX + row.id


def _as_read(mailing: Mailing) -> Conditions:
    """`rev` for the facts, `state` and `attempt` for the worker: nobody wrote in between."""
    return {"rev": mailing.rev, "state": str(mailing.state), "attempt": mailing.attempt}


def _live(found: list[Item], now: datetime) -> dict[str, Item]:
    return {plain["sk"]: plain for plain in found if items.is_live(plain, now)}


def _interview(record: Record) -> tuple[str, str]:
    assert record.follow_up is not None
    return record.follow_up.interviewed_on.isoformat(), record.row.id


def _read_record(row: RowKey, found: dict[str, Item]) -> Record:
    mailing = found[items.row_sort(row)]
    facts = found.get(items.FOLLOW_UP_PREFIX + row.id)
    letter = mailing.get("letter")
    return Record(
        row=row,
        subscriber=items.read_subscriber(found[items.SUBSCRIBER_SORT]),
        mailing=items.read_mailing(mailing),
        follow_up=_read_facts(row, facts) if facts else None,
        letter=LetterKind(letter) if letter else None,
    )


def _read_facts(row: RowKey, plain: Item) -> FollowUp:
    return read_follow_up(json.loads(plain["form"]) | {"id": row.id})


def _write_facts(record: Record, expires_at: datetime) -> Item:
    follow_up = record.follow_up
    assert follow_up is not None
    form = json.dumps(write_follow_up(follow_up), ensure_ascii=False, separators=(",", ":"))
    ready_at = follow_up.ready_at and write_instant(follow_up.ready_at)
    head = _write_head(_facts_key(record.row), expires_at)
    return head | {"form": form, "confirmed_at": ready_at}


def _write_row(record: Record, expires_at: datetime) -> Item:
    head = _write_head(_row_key(record.row), expires_at)
    return head | items.write_mailing(record.row, record.mailing)


def _write_head(key: Key, expires_at: datetime) -> Item:
    return {
        "pk": key[0],
        "sk": key[1],
        "v": VERSION,
        "expires_at": items.write_expiry(expires_at),
    }
