"""Subscribers, follow-ups, reminders and letters in the table.

Every write after the creation of an item demands that the item still exists: in DynamoDB an
update is an upsert, and would bring an erased person back.
"""

from datetime import datetime

from followup import limits
from followup.aws import items
from followup.aws.items import Item, facts_key, row_key, subscriber_key
from followup.aws.table import EXISTS, IS_FREE, IS_NEW, Conditions, Table
from followup.documents import write_instant
from followup.mailing import Mailing, Record, RowKey, State, Subscriber

OUT_OF_INDEX: Item = dict.fromkeys(("due_slot", "due_at", "taken_until", "attempt"))
UNCONFIRMED = f"{IS_NEW} OR attribute_not_exists(confirmed_at)"


class DynamoStore:
    """A Store (followup/ports.py) on one DynamoDB table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def load(self, row: RowKey, now: datetime) -> Record | None:
        keys = [subscriber_key(row.subscriber), row_key(row)]
        if not row.is_letter:
            keys.append(facts_key(row))
        found = _live(self._table.get_batch(keys), now)
        return items.read_record(row, found) if len(found) == len(keys) else None

    def load_all(self, subscriber: str, now: datetime) -> list[Record]:
        found = _live(self._table.get_partition(items.partition(subscriber)), now)
        if items.SUBSCRIBER_SORT not in found:
            return []
        ids = [sort[2:] for sort in found if sort.startswith(items.FOLLOW_UP_PREFIX)]
        rows = [RowKey(subscriber, id_) for id_ in ids]
        records = [items.read_record(row, found) for row in rows if items.row_sort(row) in found]
        return sorted(records, key=_interview)

    def subscriber(self, subscriber: str, now: datetime) -> Subscriber | None:
        plain = self._table.get(subscriber_key(subscriber))
        return items.read_subscriber(plain) if plain and items.is_live(plain, now) else None

    def add_subscriber(self, subscriber: Subscriber, expires_at: datetime, now: datetime) -> bool:
        item = items.write_subscriber(subscriber, expires_at)
        return self._table.put(item, IS_FREE, {":now": items.write_expiry(now)})

    def add(self, record: Record, expires_at: datetime) -> bool:
        owner = self._table.check_request(subscriber_key(record.row.subscriber))
        facts = items.write_facts(record, expires_at)
        reminder = items.write_reminder(record, expires_at)
        return self._table.transact(
            [
                {"ConditionCheck": owner},
                {"Put": self._table.put_request(facts, UNCONFIRMED)},
                {"Put": self._table.put_request(reminder)},
            ]
        )

    def add_letter(self, record: Record, expires_at: datetime) -> bool:
        owner = self._table.check_request(subscriber_key(record.row.subscriber))
        letter = self._table.put_request(items.write_letter(record, expires_at), IS_NEW)
        return self._table.transact([{"ConditionCheck": owner}, {"Put": letter}])

    def save(self, record: Record, read: Mailing, expires_at: datetime) -> bool:
        changes = items.write_mailing(record.row, record.mailing)
        changes["expires_at"] = items.write_expiry(expires_at)
        row = self._table.update_request(row_key(record.row), changes, as_read(read))
        facts = self._table.put_request(items.write_facts(record, expires_at), EXISTS)
        return self._table.transact([{"Put": facts}, {"Update": row}])

    def replace(self, record: Record, mailing: Mailing) -> bool:
        changes = items.write_mailing(record.row, mailing)
        key = row_key(record.row)
        return self._table.update(key, changes, as_read(record.mailing)) is None

    def claim(self, record: Record, mailing: Mailing, now: datetime) -> bool:
        # Of a row in flight the index does not say when its time is over. The record does, and
        # holds as long as the attempt is the one it names.
        if record.mailing.due_at is None or record.mailing.due_at > now:
            return False
        changes = items.write_claim(record.row, mailing)
        conditions = as_read(record.mailing) | due_by(now)
        holder = self._table.update(row_key(record.row), changes, conditions)
        # The client retries: when our first try won and its answer was lost, the second
        # finds our own attempt in the row, and we did win.
        return holder is None or holder.get("attempt") == mailing.attempt

    def is_taken(self, row: RowKey, attempt: str) -> bool:
        found = self._table.get_batch([row_key(row)])
        return any(
            plain.get("state") == State.SENDING and plain.get("attempt") == attempt
            for plain in found
        )

    def retire(self, row: RowKey, now: datetime) -> bool:
        changes = OUT_OF_INDEX | {"state": str(State.CLOSED)}
        return self._table.update(row_key(row), changes, due_by(now)) is None

    def push_back(self, row: RowKey, now: datetime) -> bool:
        plain: Item = dict(*self._table.get_batch([row_key(row)]))
        taken_until = plain.get("taken_until")
        if taken_until and str(taken_until) > write_instant(now):
            return False
        refusals = _count(plain) + 1
        is_parked = refusals >= limits.MAX_REFUSALS
        later = {"due_at": write_instant(now + limits.PUSH_BACK), "taken_until": None}
        changes = OUT_OF_INDEX | {"state": str(State.PARKED)} if is_parked else later
        changes |= {"refusals": refusals}
        conditions = due_by(now) | {"taken_until": taken_until}
        return self._table.update(row_key(row), changes, conditions) is None and is_parked

    def rotate(self, subscriber: Subscriber) -> bool:
        changes = {"epoch": subscriber.epoch + 1, "moved_by": None}
        key, conditions = subscriber_key(subscriber.id), {"epoch": subscriber.epoch}
        return self._table.update(key, changes, conditions) is None

    def keep_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        expiry = items.write_expiry(expires_at)
        key = subscriber_key(subscriber)
        self._table.update(key, {"expires_at": expiry}, {"expires_at <": expiry})

    def trim_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        expiry = items.write_expiry(expires_at)
        key = subscriber_key(subscriber)
        self._table.update(key, {"expires_at": expiry}, {"expires_at >": expiry})


def due_by(now: datetime) -> Conditions:
    return {"due_at <=": write_instant(now)}


def as_read(mailing: Mailing) -> Conditions:
    """`rev` for the facts, `state` and `attempt` for the worker: nobody wrote in between."""
    return {"rev": mailing.rev, "state": str(mailing.state), "attempt": mailing.attempt}


def _count(plain: Item) -> int:
    """Whatever stands there instead of a number: this one is for good."""
    refusals = plain.get("refusals")
    return refusals if isinstance(refusals, int) else limits.MAX_REFUSALS


def _live(found: list[Item], now: datetime) -> dict[str, Item]:
    return {plain["sk"]: plain for plain in found if items.is_live(plain, now)}


def _interview(record: Record) -> tuple[str, str]:
    assert record.follow_up is not None
    return record.follow_up.interviewed_on.isoformat(), record.row.id
