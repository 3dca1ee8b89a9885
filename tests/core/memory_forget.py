"""What is remembered of those who left, beside a store in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from followup import limits
from followup.mailing import Forgotten, RowKey, Status, Subscriber
from followup.ports import Move
from tests.core.memory_store import MemoryStore


@dataclass
class MemoryForget:
    """A Forget over the same dictionaries."""

    store: MemoryStore
    items: dict[tuple[str, Forgotten], tuple[datetime, datetime]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def remembered(self, subscriber: str, now: datetime) -> dict[Forgotten, datetime]:
        return {
            what: at
            for (id_, what), (at, expires_at) in self.items.items()
            if id_ == subscriber and expires_at > now
        }

    def moved_to(self, subscriber: str, now: datetime) -> str | None:
        is_remembered = Forgotten.ERASED in self.remembered(subscriber, now)
        return self.moved.get(subscriber) if is_remembered else None

    def stop(self, subscriber: str, at: datetime) -> bool:
        owner = self._owner(subscriber)
        if owner is None or owner.stopped_at or owner.status is Status.SUPPRESSED:
            return False
        self._remember(subscriber, Forgotten.STOPPED, at)
        return self.store.change(subscriber, status=Status.STOPPED, stopped_at=at)

    def start(self, subscriber: str) -> bool:
        owner = self._owner(subscriber)
        if owner is None or owner.status is Status.SUPPRESSED:
            return False
        self.items.pop((subscriber, Forgotten.STOPPED), None)
        return self.store.change(subscriber, status=Status.ACTIVE, stopped_at=None)

    def suppress(self, subscriber: str, at: datetime, *, is_stranger: bool = False) -> bool:
        is_known = self.store.change(subscriber, status=Status.SUPPRESSED, stopped_at=None)
        if is_known or is_stranger:
            self._remember(subscriber, Forgotten.SUPPRESSED, at)
        return is_known or is_stranger

    def block(self, subscriber: str, at: datetime) -> None:
        self._remember(subscriber, Forgotten.BLOCKED, at)
        self.store.change(subscriber, blocked_at=at)

    def unblock(self, subscriber: str) -> None:
        self.items.pop((subscriber, Forgotten.BLOCKED), None)
        self.store.change(subscriber, blocked_at=None)

    def delete(self, row: RowKey, at: datetime) -> bool:
        if row not in self.store.facts:
            return False
        del self.store.facts[row], self.store.rows[row]
        self._remember(f"{row.subscriber}#{row.id}", Forgotten.ERASED, at)
        return True

    def erase(self, subscriber: str, at: datetime) -> bool:
        if self.store.subscribers.pop(subscriber, None) is None:
            return False
        self.moved.pop(subscriber, None)
        self._remember(subscriber, Forgotten.ERASED, at)
        for parts in (self.store.facts, self.store.rows):
            for row in [each for each in parts if each.subscriber == subscriber]:
                del parts[row]
        return True

    def move(self, move: Move) -> bool:
        if not self._is_as_read(move):
            return False
        self.erase(move.old.id, move.at)
        self.moved[move.old.id] = move.new.id
        kept = self.store.subscribers[move.new.id][1] if move.was else move.expires_at
        self.store.subscribers[move.new.id] = (move.new, kept)
        for moving in move.moving:
            self.store.put(moving.after, moving.expires_at)
        self.items.pop((move.new.id, Forgotten.STOPPED), None)
        if move.new.stopped_at:
            self._remember(move.new.id, Forgotten.STOPPED, move.new.stopped_at)
        return True

    def _is_as_read(self, move: Move) -> bool:
        old, new = self._owner(move.old.id), self.store.subscriber(move.new.id, move.at)
        are_same = _standing(old) == _standing(move.old) and _standing(new) == _standing(move.was)
        return are_same and all(
            self.store.is_as(each.before.row, each.before.mailing)
            and self.store.load(each.after.row, move.at) is None
            for each in move.moving
        )

    def _owner(self, subscriber: str) -> Subscriber | None:
        return self.store.subscribers.get(subscriber, (None, None))[0]

    def _remember(self, id_: str, what: Forgotten, at: datetime) -> None:
        self.items[id_, what] = (at, at + limits.FORGET_LIFE)


def _standing(subscriber: Subscriber | None) -> object:
    return subscriber and (subscriber.epoch, subscriber.status)
