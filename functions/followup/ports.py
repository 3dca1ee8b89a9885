"""What the use cases need from the world: a store, a mailer, a queue.

`followup/aws/` holds the real ones; `tests/core/memory.py` holds one store in memory that
passes the same contract tests.
"""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

from followup.model import LetterKind, Mailing, Record, RowKey, Status, Subscriber


class Store(Protocol):
    """Reads are consistent and never show an expired item. A lost write is `False`."""

    def load(self, row: RowKey, now: datetime) -> Record | None:
        """Subscriber, follow-up and mailing in one read; None when any needed one is gone."""

    def load_all(self, subscriber: str, now: datetime) -> list[Record]:
        """Every follow-up of a subscriber, pending ones included, oldest interview first."""

    def subscriber(self, subscriber: str, now: datetime) -> Subscriber | None: ...

    def add_subscriber(self, subscriber: Subscriber, expires_at: datetime) -> bool:
        """Stores a subscriber nobody knew; False when there is one."""

    def add_pending(self, record: Record, expires_at: datetime) -> bool:
        """Stores an unconfirmed follow-up, or replaces it; False when it is confirmed."""

    def add_letter(
        self, row: RowKey, kind: LetterKind, mailing: Mailing, expires_at: datetime
    ) -> None: ...

    def save(self, record: Record, read: Mailing, expires_at: datetime) -> bool:
        """Writes facts and mailing in one transaction, if the mailing is still as `read`."""

    def set_status(self, subscriber: str, status: Status, at: datetime) -> bool:
        """False when the subscriber is gone."""

    def set_blocked(self, subscriber: str, at: datetime | None) -> bool: ...

    def keep_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        """Lets the subscriber live at least as long as this; never shortens."""

    def claim(self, record: Record, mailing: Mailing, now: datetime) -> bool:
        """Takes the row for one attempt; True also when an earlier try of this call won."""

    def replace(self, record: Record, mailing: Mailing) -> bool:
        """Writes the mailing if its rev, state and attempt are still those of the record."""


class Counters(Protocol):
    """Who had how many; kept apart from the people by another key."""

    def take_letter_slot(self, counter: str, now: datetime) -> bool:
        """Counts one confirmation letter; False when the address had its share."""

    def free_letter_slots(self, counter: str) -> None: ...

    def count(self, counter: str, expires_at: datetime) -> int:
        """Adds one to a counter of a fixed window and answers the sum."""


class Mailer(Protocol):
    def send(self, recipient: str, letter: EmailMessage, tags: dict[str, str]) -> str:
        """Hands one letter over; the provider's message id. Raises a MailError."""


class Queue(Protocol):
    def put(self, rows: Sequence[RowKey], as_of: datetime) -> None: ...

    def backlog(self) -> int:
        """How many messages wait or are being worked on, roughly."""


class MailError(Exception):
    """The provider's answer, sorted by what it means for another try."""


class Throttled(MailError):
    """Too fast. Nothing was sent; try again later, as often as it takes."""


class Rejected(MailError):
    """Definitely not accepted because of this very letter."""


class AccountClosed(MailError):
    """Sending is paused or the sender is not verified; no letter would go out."""


class OutcomeUnknown(MailError):
    """No answer, or one that proves nothing. The letter may be on its way."""
