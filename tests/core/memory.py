"""The rest of the world in memory: counters, a queue and a mailbox that hold state."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage

from followup.allowance import may_take, recent
from followup.mailing import RowKey


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
