"""What the use cases need from the world: a store, a mailer, a queue.

`followup/aws/` holds the real ones; `tests/core/memory_store.py` holds one in memory that
passes the same contract tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

from followup.mailing import Forgotten, Mailing, Record, RowKey, Subscriber


class Store(Protocol):
    """Reads are consistent and never show an expired item. A lost write is `False`."""

    def load(self, row: RowKey, now: datetime) -> Record | None:
        """Subscriber, follow-up and mailing in one read; None when any needed one is gone."""

    def load_all(self, subscriber: str, now: datetime) -> list[Record]:
        """Every follow-up of a subscriber, pending ones included, oldest interview first."""

    def subscriber(self, subscriber: str, now: datetime) -> Subscriber | None: ...

    def add_subscriber(self, subscriber: Subscriber, expires_at: datetime, now: datetime) -> bool:
        """Stores a subscriber nobody knew; False when there is one that has not expired."""

    def add(self, record: Record, expires_at: datetime) -> bool:
        """Stores a follow-up, or replaces an unconfirmed one; False when it is confirmed or
        its subscriber is gone."""

    def add_letter(self, record: Record, expires_at: datetime) -> bool:
        """False when its subscriber is gone, or such a letter is stored already."""

    def save(self, record: Record, read: Mailing, expires_at: datetime) -> bool:
        """Writes facts and mailing in one transaction, if the mailing is still as `read`."""

    def rotate(self, subscriber: Subscriber) -> bool:
        """Raises the epoch by one, if it is still as read."""

    def keep_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        """Lets the subscriber live at least as long as this; never shortens."""

    def trim_subscriber(self, subscriber: str, expires_at: datetime) -> None:
        """Lets the subscriber live no longer than this; never prolongs."""

    def claim(self, record: Record, mailing: Mailing, now: datetime) -> bool:
        """Takes the row for one attempt; True also when an earlier try of this call won."""

    def replace(self, record: Record, mailing: Mailing) -> bool:
        """Writes the mailing if its rev, state and attempt are still those of the record."""

    def is_taken(self, row: RowKey, attempt: str) -> bool:
        """Whether this attempt is in flight; a smaller read than `load`."""

    def retire(self, row: RowKey, now: datetime) -> bool:
        """Takes a due row out of the index that `load` does not show; False: nothing to do."""

    def push_back(self, row: RowKey, now: datetime) -> bool:
        """An hour ahead with a row nobody can handle, if it is due; whether that parked it for
        good, after five times. Reads nothing of it but that count."""


@dataclass(frozen=True, slots=True)
class Moving:
    """One follow-up as it was read, and as it will be stored elsewhere."""

    before: Record
    after: Record
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """Follow-ups on their way from one subscriber to another. `was` is the subscriber at the
    new address as read, None where there is none yet."""

    old: Subscriber
    new: Subscriber
    was: Subscriber | None
    moving: tuple[Moving, ...]
    at: datetime
    expires_at: datetime


class Forget(Protocol):
    """What ends mail or removes data. Each such write is remembered in the same transaction
    for 400 days, so that a restored backup brings nobody back. False: nothing to be done."""

    def remembered(self, subscriber: str, now: datetime) -> dict[Forgotten, datetime]:
        """What is remembered of a subscriber, and since when."""

    def moved_to(self, subscriber: str, now: datetime) -> str | None:
        """Where somebody went who is gone from here; None where nobody moved."""

    def stop(self, subscriber: str, at: datetime) -> bool:
        """False when stopped already, suppressed or gone."""

    def start(self, subscriber: str) -> bool:
        """Makes the subscriber active, whom nobody suppressed."""

    def suppress(self, subscriber: str, at: datetime, *, is_stranger: bool = False) -> bool:
        """`is_stranger`: remembered even where no such subscriber is stored."""

    def block(self, subscriber: str, at: datetime) -> None:
        """Also where no such subscriber is stored (any more)."""

    def unblock(self, subscriber: str) -> None: ...

    def delete(self, row: RowKey, at: datetime) -> bool:
        """Removes one follow-up with its reminder."""

    def erase(self, subscriber: str, at: datetime) -> bool:
        """Removes all there is: the subscriber first, so that nothing is added meanwhile."""

    def move(self, move: Move) -> bool:
        """All or nothing; False when somebody wrote in between. What did not move is erased, and
        where the rest went is remembered."""


class Counters(Protocol):
    """Who had how many; kept apart from the people by another key."""

    def take_letter_slot(self, counter: str, now: datetime) -> bool:
        """Counts one letter of a kind; False when the address had its share."""

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


class Unreachable(Throttled):
    """No connection came about, so nothing was sent."""


class Rejected(MailError):
    """Definitely not accepted because of this very letter."""


class AccountClosed(MailError):
    """Sending is paused or the sender is not verified; no letter would go out."""


class OutcomeUnknown(MailError):
    """No answer, or one that proves nothing. The letter may be on its way."""
