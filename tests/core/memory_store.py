"""A store in memory. It passes the same contract tests as the table: tests/aws/test_*_contract.py."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from followup import limits
from followup.attempts import is_in_flight, rested
from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Subscriber
from followup.model import FollowUp
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


def _is_shown(stored: Row, as_of: datetime) -> bool:
    return is_due(replace(stored.mailing, due_at=stored.shown_at or stored.mailing.due_at), as_of)


def _identity(mailing: Mailing) -> tuple[int, State, str | None]:
    return mailing.rev, mailing.state, mailing.attempt


def _interview(record: Record) -> tuple[str, str]:
    assert record.follow_up is not None
    return record.follow_up.interviewed_on.isoformat(), record.row.id
