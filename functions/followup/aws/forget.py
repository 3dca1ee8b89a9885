"""Endings, and the table that remembers them: stops, blocks, suppressions, erasures, moves.

Its items are `id` (a subscriber, or subscriber#follow-up), `what`, `at`, `expires_at`, and after
a move `to`, the subscriber at the new address. They hold keyed hashes and random ids only, and outlive a restore of the other table.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from followup import limits
from followup.aws import items
from followup.aws.items import Key, facts_key, row_key, subscriber_key
from followup.aws.store import as_read
from followup.aws.table import IS_FREE, IS_STORED, Table
from followup.documents import VERSION, read_instant, write_instant
from followup.mailing import Forgotten, RowKey, Status
from followup.ports import Move, Moving

Request = dict[str, Any]

KEY_NAMES = ("id", "what")
MOST = 100  # actions DynamoDB takes in one transaction
CLEARINGS = 5


class DynamoForget:
    """A Forget (followup/ports.py) on the main table and the one that remembers."""

    def __init__(self, table: Table, forgotten: Table) -> None:
        self._table = table
        self._forgotten = forgotten

    def remembered(self, subscriber: str, now: datetime) -> dict[Forgotten, datetime]:
        found = self._forgotten.get_partition(subscriber)
        live = [plain for plain in found if items.is_live(plain, now)]
        return {Forgotten(plain["what"]): read_instant(plain["at"]) for plain in live}

    def moved_to(self, subscriber: str, now: datetime) -> str | None:
        found = self._forgotten.get((subscriber, str(Forgotten.ERASED)))
        return found.get("to") if found and items.is_live(found, now) else None

    def stop(self, subscriber: str, at: datetime) -> bool:
        changes = {"status": str(Status.STOPPED), "stopped_at": write_instant(at)}
        conditions = {"stopped_at": None, "status <>": str(Status.SUPPRESSED)}
        update = self._table.update_request(subscriber_key(subscriber), changes, conditions)
        return self._table.transact(
            [{"Update": update}, self._remember(subscriber, Forgotten.STOPPED, at)]
        )

    def start(self, subscriber: str) -> bool:
        changes = {"status": str(Status.ACTIVE), "stopped_at": None}
        conditions = {"status <>": str(Status.SUPPRESSED)}
        update = self._table.update_request(subscriber_key(subscriber), changes, conditions)
        return self._table.transact([{"Update": update}, self._lift(subscriber, Forgotten.STOPPED)])

    def suppress(self, subscriber: str, at: datetime, *, is_stranger: bool = False) -> bool:
        changes = {"status": str(Status.SUPPRESSED), "stopped_at": None}
        remember = self._remember(subscriber, Forgotten.SUPPRESSED, at)
        update = self._table.update_request(subscriber_key(subscriber), changes, IS_STORED)
        if self._table.transact([{"Update": update}, remember]):
            return True
        return is_stranger and self._table.transact([remember])

    def block(self, subscriber: str, at: datetime) -> None:
        remember = self._remember(subscriber, Forgotten.BLOCKED, at)
        changes = {"blocked_at": write_instant(at)}
        update = self._table.update_request(subscriber_key(subscriber), changes, IS_STORED)
        _ = self._table.transact([{"Update": update}, remember]) or self._table.transact([remember])

    def unblock(self, subscriber: str) -> None:
        lift = self._lift(subscriber, Forgotten.BLOCKED)
        changes = {"blocked_at": None}
        update = self._table.update_request(subscriber_key(subscriber), changes, IS_STORED)
        _ = self._table.transact([{"Update": update}, lift]) or self._table.transact([lift])

    def delete(self, row: RowKey, at: datetime) -> bool:
        return self._table.transact(
            [
                {"Delete": self._table.delete_request(facts_key(row), IS_STORED)},
                {"Delete": self._table.delete_request(row_key(row))},
                self._remember(f"{row.subscriber}#{row.id}", Forgotten.ERASED, at),
            ]
        )

    def erase(self, subscriber: str, at: datetime) -> bool:
        first = [
            {"Delete": self._table.delete_request(subscriber_key(subscriber), IS_STORED)},
            self._remember(subscriber, Forgotten.ERASED, at),
        ]
        keys = self._keys_beside(subscriber)
        room = MOST - len(first)
        if not self._table.transact([*first, *self._deletions(keys[:room])]):
            return False
        self._clear(subscriber)
        return True

    def move(self, move: Move) -> bool:
        old = move.old.id
        conditions = {"epoch": move.old.epoch, "status": str(move.old.status)}
        requests = [
            {"Delete": self._table.delete_request(subscriber_key(old), conditions)},
            self._remember(old, Forgotten.ERASED, move.at, to=move.new.id),
            self._settle_in(move),
            self._remember(move.new.id, Forgotten.STOPPED, move.new.stopped_at)
            if move.new.stopped_at
            else self._lift(move.new.id, Forgotten.STOPPED),
        ]
        for moving in move.moving:
            requests += self._carry(moving, move.at)
        if not self._table.transact(requests):
            return False
        self._clear(old)
        return True

    def _settle_in(self, move: Move) -> Request:
        """The subscriber at the new address: stored, or changed if still as read."""
        new = move.new
        item = items.write_subscriber(new, move.expires_at)
        if move.was is None:
            values = {":now": items.write_expiry(move.at)}
            return {"Put": self._table.put_request(item, IS_FREE, values)}
        names = ("status", "moved_by", "stopped_at")
        changes = {name: item.get(name) for name in names}
        conditions = {"epoch": move.was.epoch, "status": str(move.was.status)}
        return {"Update": self._table.update_request(subscriber_key(new.id), changes, conditions)}

    def _carry(self, moving: Moving, at: datetime) -> list[Request]:
        row, after = moving.before.row, moving.after
        now = {":now": items.write_expiry(at)}
        facts = items.write_facts(after, moving.expires_at)
        reminder = items.write_reminder(after, moving.expires_at)
        is_as_read = as_read(moving.before.mailing)
        return [
            {"Delete": self._table.delete_request(facts_key(row), IS_STORED)},
            {"Delete": self._table.delete_request(row_key(row), is_as_read)},
            {"Put": self._table.put_request(facts, IS_FREE, now)},
            {"Put": self._table.put_request(reminder, IS_FREE, now)},
        ]

    def _clear(self, subscriber: str) -> None:
        """Removes what no transaction held any more, unless somebody signed up again."""
        for _ in range(CLEARINGS):
            keys = self._keys_beside(subscriber)
            if not keys or self._table.get(subscriber_key(subscriber)):
                return
            self._table.transact(self._deletions(keys[:MOST]))

    def _keys_beside(self, subscriber: str) -> list[Key]:
        found = self._table.get_partition(items.partition(subscriber))
        keys: list[Key] = [(plain["pk"], plain["sk"]) for plain in found]
        return [key for key in keys if key[1] != items.SUBSCRIBER_SORT]

    def _deletions(self, keys: Sequence[Key]) -> list[Request]:
        return [{"Delete": self._table.delete_request(key)} for key in keys]

    def _remember(
        self, id_: str, what: Forgotten, at: datetime, *, to: str | None = None
    ) -> Request:
        expiry = items.write_expiry(at + limits.FORGET_LIFE)
        item = {"id": id_, "what": str(what), "to": to, "v": VERSION, "at": write_instant(at)}
        return {"Put": self._forgotten.put_request(item | {"expires_at": expiry})}

    def _lift(self, id_: str, what: Forgotten) -> Request:
        return {"Delete": self._forgotten.delete_request((id_, str(what)))}
