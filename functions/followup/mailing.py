"""What is stored to mail a follow-up: its subscriber, and where each mailing stands.

As in ``model.py``, every object is frozen, and instants end in ``_at`` (aware UTC datetimes).
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from followup.model import FollowUp, Sent, StepKey


class Status(StrEnum):
    """Where a subscriber stands; only `active` ones get reminders."""

    PENDING = "pending"
    ACTIVE = "active"
    STOPPED = "stopped"
    SUPPRESSED = "suppressed"


class State(StrEnum):
    """Where a reminder or a letter stands in the sending protocol (design, sending)."""

    WAITING = "waiting"
    DUE = "due"
    SENDING = "sending"
    CLOSED = "closed"
    PARKED = "parked"


class LetterKind(StrEnum):
    """The mails that are not reminders."""

    CONFIRMATION = "confirmation"
    LINK = "link"
    NEW_ADDRESS = "new_address"


class Forgotten(StrEnum):
    """What must outlive a restore from a backup."""

    ERASED = "erased"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """The person behind an address. A rising `epoch` ends every link given out before.

    `moved_by` is the letter whose press brought everything here from another address.
    """

    id: str
    address: str
    status: Status = Status.PENDING
    epoch: int = 0
    stopped_at: datetime | None = None
    blocked_at: datetime | None = None
    moved_by: str = ""


@dataclass(frozen=True, slots=True)
class Mailing:
    """The sending record of a reminder or a letter; small, so that writing it is cheap.

    `rev` rises with every change of facts or schedule; `tries` counts unknown outcomes,
    `refusals` definite ones.
    """

    state: State
    key: StepKey | None = None
    due_at: datetime | None = None
    attempt: str | None = None
    tries: int = 0
    refusals: int = 0
    rev: int = 1
    sent: tuple[Sent, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class RowKey:
    """Where a mailing is stored: its subscriber, whether it is a letter, and its id."""

    subscriber: str
    id: str
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mailing with the facts it rests on. A letter has no follow-up.

    `new` is whom a letter goes to that asks about a new address, as they would be. `same_as` is
    an older follow-up about the same interview, where the use case looked for one.
    """

    row: RowKey
    subscriber: Subscriber
    mailing: Mailing
    follow_up: FollowUp | None = None
    letter: LetterKind | None = None
    new: Subscriber | None = None
    same_as: str | None = None

    @property
    def is_pending(self) -> bool:
        return self.follow_up is None or self.follow_up.ready_at is None

    @property
    def address(self) -> str:
        """Where its letter goes."""
        return self.new.address if self.new else self.subscriber.address
