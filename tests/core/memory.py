"""The world in memory: a store, counters, a queue and a mailbox that hold state.

`MemoryStore` passes the same contract tests as the table (tests/aws/test_store_contract.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import EmailMessage

from followup import limits
from followup.allowance import may_take, recent
from followup.attempts import is_in_flight, rested
from followup.model import (
    FollowUp,
    Forgotten,
    LetterKind,
    Mailing,
    Record,
    RowKey,
    State,
    Status,
    Subscriber,
)
from followup.ports import Move
from followup.sending import is_due


@dataclass
class Row:
    mailing: Mailing
    expires_at: datetime
    letter: LetterKind | None = None
    new: Subscriber | None = None
    shown_at: datetime | None = None  # in the index, where a claim leaves it


@dataclass
class MemoryStore:
    subscribers: dict[str, tuple[Subscriber, datetime]] = field(default_factory=dict)
    facts: dict[RowKey, tuple[FollowUp, datetime]] = field(default_factory=dict)
    rows: dict[RowKey, Row] = field(default_factory=dict)

    def load(self, row: RowKey, now: datetime) -> Record | None:
        owner, stored = self.subscriber(row.subscriber, now), self.rows.get(row)
        follow_up = self._live_facts(row, now)
        if owner is None or stored is None or stored.expires_at <= now:
            return None
        if follow_up is None and not row.is_letter:
            return None
        return Record(row, owner, stored.mailing, follow_up, stored.letter, stored.new)

    def load_all(self, subscriber: str, now: datetime) -> list[Record]:
        found = [self.load(row, now) for row in self.facts if row.subscriber == subscriber]
        return sorted((each for each in found if each), key=_interview)

    def subscriber(self, subscriber: str, now: datetime) -> Subscriber | None:
        found = self.subscribers.get(subscriber)
        return found[0] if found and found[1] > now else None

    def add_subscriber(self, subscriber: Subscriber, expires_at: datetime, now: datetime) -> bool:
        if self.subscriber(subscriber.id, now):
            return False
        self.subscribers[subscriber.id] = (subscriber, expires_at)
        return True

    def add(self, record: Record, expires_at: datetime) -> bool:
        assert record.follow_up is not None
        known = self.facts.get(record.row)
        is_confirmed = known is not None and known[0].ready_at is not None
        if is_confirmed or record.row.subscriber not in self.subscribers:
            return False
        self.put(record, expires_at)
        return True

    def put(self, record: Record, expires_at: datetime) -> None:
        """Without any condition."""
        assert record.follow_up is not None
        self.facts[record.row] = (record.follow_up, expires_at)
        self.rows[record.row] = Row(record.mailing, expires_at)

    def add_letter(self, record: Record, expires_at: datetime) -> bool:
        if record.row.subscriber not in self.subscribers or record.row in self.rows:
            return False
        self.rows[record.row] = Row(record.mailing, expires_at, record.letter, record.new)
        return True

    def save(self, record: Record, read: Mailing, expires_at: datetime) -> bool:
        assert record.follow_up is not None
        if record.row not in self.facts or not self.is_as(record.row, read):
            return False
        self.put(record, expires_at)
        return True

    def rotate(self, subscriber: Subscriber) -> bool:
        stored = self.subscribers.get(subscriber.id)
        if stored is None or stored[0].epoch != subscriber.epoch:
            return False
        return self.change(subscriber.id, epoch=subscriber.epoch + 1, moved_by="")

    def keep_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        if subscriber in self.subscribers:
            owner, kept = self.subscribers[subscriber]
            self.subscribers[subscriber] = (owner, max(kept, expires_at))

    def trim_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        if subscriber in self.subscribers:
            owner, kept = self.subscribers[subscriber]
            self.subscribers[subscriber] = (owner, min(kept, expires_at))

    def claim(self, record: Record, mailing: Mailing, now: datetime) -> bool:
        stored = self.rows.get(record.row)
        if stored is None:
            return False
        due_at = stored.mailing.due_at
        if not self.is_as(record.row, record.mailing) or due_at is None or due_at > now:
            return stored.mailing.attempt == mailing.attempt
        stored.mailing, stored.shown_at = mailing, stored.shown_at or due_at
        return True

    def replace(self, record: Record, mailing: Mailing) -> bool:
        if not self.is_as(record.row, record.mailing):
            return False
        stored = self.rows[record.row]
        stored.mailing, stored.shown_at = mailing, None
        return True

    def is_taken(self, row: RowKey, attempt: str) -> bool:
        stored = self.rows.get(row)
        return stored is not None and is_in_flight(stored.mailing, attempt)

    def retire(self, row: RowKey, now: datetime) -> bool:
        stored = self.rows.get(row)
        if stored is None or not _is_shown(stored, now):
            return False
        stored.mailing, stored.shown_at = rested(stored.mailing, State.CLOSED), None
        return True

    def push_back(self, row: RowKey, now: datetime) -> bool:
        if not self._is_due(row, now):
            return False
        stored = self.rows[row]
        refusals, due_at = stored.mailing.refusals + 1, now + limits.PUSH_BACK
        is_parked = refusals >= limits.MAX_REFUSALS
        stored.mailing = replace(stored.mailing, refusals=refusals, due_at=due_at)
        stored.shown_at = None
        if is_parked:
            stored.mailing = rested(stored.mailing, State.PARKED)
        return is_parked

    def _is_due(self, row: RowKey, now: datetime) -> bool:
        stored = self.rows.get(row)
        return stored is not None and is_due(stored.mailing, now)

    def due(self, as_of: datetime) -> list[RowKey]:
        """What the index finds."""
        return [row for row, stored in self.rows.items() if _is_shown(stored, as_of)]

    def is_as(self, row: RowKey, read: Mailing) -> bool:
        stored = self.rows.get(row)
        return stored is not None and _identity(stored.mailing) == _identity(read)

    def _live_facts(self, row: RowKey, now: datetime) -> FollowUp | None:
        found = self.facts.get(row)
        return found[0] if found and found[1] > now else None

    def change(self, subscriber: str, **changes: object) -> bool:
        if subscriber not in self.subscribers:
            return False
        owner, kept = self.subscribers[subscriber]
        self.subscribers[subscriber] = (replace(owner, **changes), kept)  # type: ignore[arg-type]
        return True


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


@dataclass
class MemoryCounters:
    taken: dict[str, list[datetime]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def take_letter_slot(self, counter: str, now: datetime) -> bool:
        taken = recent(self.taken.get(counter, []), now)
        if not may_take(taken, now):
            return False
        self.taken[counter] = [*taken, now]
        return True

    def free_letter_slots(self, counter: str) -> None:
        self.taken.pop(counter, None)

    def count(self, counter: str, expires_at: datetime) -> int:
        assert expires_at.tzinfo is not None
        self.counts[counter] = self.counts.get(counter, 0) + 1
        return self.counts[counter]


@dataclass
class MemoryQueue:
    messages: list[tuple[RowKey, datetime]] = field(default_factory=list)

    def put(self, rows: Sequence[RowKey], as_of: datetime) -> None:
        self.messages += [(row, as_of) for row in rows]

    def backlog(self) -> int:
        return len(self.messages)


@dataclass
class MemoryMailer:
    """A mailbox. `faults` are raised by the next sends, in order; `accepts_first` makes a
    fault come after the letter was taken, as with a lost answer."""

    letters: list[tuple[str, EmailMessage, dict[str, str]]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    accepts_first: bool = False

    def send(self, recipient: str, letter: EmailMessage, tags: dict[str, str]) -> str:
        fault = self.faults.pop(0) if self.faults else None
        if fault is None or self.accepts_first:
            self.letters.append((recipient, letter, tags))
        if fault is not None:
            raise fault
        return f"message-{len(self.letters)}"


def _is_shown(stored: Row, as_of: datetime) -> bool:
    return is_due(replace(stored.mailing, due_at=stored.shown_at or stored.mailing.due_at), as_of)


def _identity(mailing: Mailing) -> tuple[int, State, str | None]:
    return mailing.rev, mailing.state, mailing.attempt


def _standing(subscriber: Subscriber | None) -> object:
    return subscriber and (subscriber.epoch, subscriber.status)


def _interview(record: Record) -> tuple[str, str]:
    assert record.follow_up is not None
    return record.follow_up.interviewed_on.isoformat(), record.row.id
