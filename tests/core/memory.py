"""The world in memory: a store, counters, a queue and a mailbox that hold state.

`MemoryStore` passes the same contract tests as the table (tests/aws/test_store_contract.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import EmailMessage

from followup.allowance import may_take, recent
from followup.model import FollowUp, LetterKind, Mailing, Record, RowKey, State, Status, Subscriber


@dataclass
class Row:
    mailing: Mailing
    expires_at: datetime
    letter: LetterKind | None = None


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
        return Record(row, owner, stored.mailing, follow_up, stored.letter)

    def load_all(self, subscriber: str, now: datetime) -> list[Record]:
        found = [self.load(row, now) for row in self.facts if row.subscriber == subscriber]
        return sorted((each for each in found if each), key=_interview)

    def subscriber(self, subscriber: str, now: datetime) -> Subscriber | None:
        found = self.subscribers.get(subscriber)
        return found[0] if found and found[1] > now else None

    def add_subscriber(self, subscriber: Subscriber, expires_at: datetime) -> bool:
        if subscriber.id in self.subscribers:
            return False
        self.subscribers[subscriber.id] = (subscriber, expires_at)
        return True

    def add_pending(self, record: Record, expires_at: datetime) -> bool:
        assert record.follow_up is not None
        known = self.facts.get(record.row)
        if known and known[0].ready_at is not None:
            return False
        self.facts[record.row] = (record.follow_up, expires_at)
        self.rows[record.row] = Row(record.mailing, expires_at)
        return True

    def add_letter(
        self, row: RowKey, kind: LetterKind, mailing: Mailing, expires_at: datetime
    ) -> None:
        self.rows.setdefault(row, Row(mailing, expires_at, kind))

    def save(self, record: Record, read: Mailing, expires_at: datetime) -> bool:
        assert record.follow_up is not None
        if record.row not in self.facts or not self._is_as(record.row, read):
            return False
        self.facts[record.row] = (record.follow_up, expires_at)
        self.rows[record.row] = Row(record.mailing, expires_at)
        return True

    def set_status(self, subscriber: str, status: Status, at: datetime) -> bool:
        stopped_at = at if status is Status.STOPPED else None
        return self._change(subscriber, status=status, stopped_at=stopped_at)

    def set_blocked(self, subscriber: str, at: datetime | None) -> bool:
        return self._change(subscriber, blocked_at=at)

    def keep_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        if subscriber in self.subscribers:
            owner, kept = self.subscribers[subscriber]
            self.subscribers[subscriber] = (owner, max(kept, expires_at))

    def claim(self, record: Record, mailing: Mailing, now: datetime) -> bool:
        stored = self.rows.get(record.row)
        if stored is None:
            return False
        due_at = stored.mailing.due_at
        if not self._is_as(record.row, record.mailing) or due_at is None or due_at > now:
            return stored.mailing.attempt == mailing.attempt
        stored.mailing = mailing
        return True

    def replace(self, record: Record, mailing: Mailing) -> bool:
        if not self._is_as(record.row, record.mailing):
            return False
        self.rows[record.row].mailing = mailing
        return True

    def due(self, as_of: datetime) -> list[RowKey]:
        """What the index finds."""
        open_states = (State.DUE, State.SENDING)
        return [
            row
            for row, stored in self.rows.items()
            if stored.mailing.state in open_states
            and stored.mailing.due_at
            and stored.mailing.due_at <= as_of
        ]

    def _is_as(self, row: RowKey, read: Mailing) -> bool:
        stored = self.rows.get(row)
        return stored is not None and _identity(stored.mailing) == _identity(read)

    def _live_facts(self, row: RowKey, now: datetime) -> FollowUp | None:
        found = self.facts.get(row)
        return found[0] if found and found[1] > now else None

    def _change(self, subscriber: str, **changes: object) -> bool:
        if subscriber not in self.subscribers:
            return False
        owner, kept = self.subscribers[subscriber]
        self.subscribers[subscriber] = (replace(owner, **changes), kept)  # type: ignore[arg-type]
        return True


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


def _identity(mailing: Mailing) -> tuple[int, State, str | None]:
    return mailing.rev, mailing.state, mailing.attempt


def _interview(record: Record) -> tuple[str, str]:
    assert record.follow_up is not None
    return record.follow_up.interviewed_on.isoformat(), record.row.id
