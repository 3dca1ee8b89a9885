"""The words of the product as types: a follow-up, its people and its plan.

Days end in ``_on`` (plain dates), instants in ``_at`` (aware UTC datetimes).
Every object is frozen; a change makes a new one with ``dataclasses.replace``.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Step(StrEnum):
    """What a reminder asks for; `any_news` closes a follow-up nobody answered."""

    THANK_YOU = "thank_you"
    CHECK_IN = "check_in"
    ANY_NEWS = "any_news"
    REPLY = "reply"
    RECONNECT = "reconnect"


class Persistence(StrEnum):
    """How often check-ins come after the promised day."""

    GENTLE = "gentle"
    STEADY = "steady"
    BOLD = "bold"


class Answer(StrEnum):
    """What the employer, or the subscriber, decided."""

    OFFER = "offer"
    REJECTION = "rejection"
    ANOTHER_ROUND = "another_round"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """How a check-in is made. The e-mail text always stands beside the call."""

    CALL = "call"
    EMAIL = "email"


class Tone(StrEnum):
    """The one switch of every note."""

    FRIENDLY = "friendly"
    FORMAL = "formal"


class Medium(StrEnum):
    """How a note travels to the person it is for."""

    EMAIL = "email"
    HAND = "hand"
    FAX = "fax"


class Relation(StrEnum):
    """How a person took part in the interview."""

    INTERVIEWER = "interviewer"
    PANEL = "panel"
    RECRUITER = "recruiter"
    RECEPTIONIST = "receptionist"
    HELPER = "helper"
    COORDINATOR = "coordinator"


class Situation(StrEnum):
    """What happened: the first question of the wizard, and `?kind=` in links to it."""

    JUST_INTERVIEWED = "just-interviewed"
    IT_WENT_BADLY = "it-went-badly"
    FORGOT_TO_ASK = "forgot-to-ask"
    WAITING = "waiting"
    MORE_TIME = "more-time"
    ANOTHER_ROUND = "another-round"
    OFFER = "offer"
    REJECTION = "rejection"
    SILENCE = "silence"
    BACK_IN_TOUCH = "back-in-touch"


class Outcome(StrEnum):
    """How an attempt to mail ended."""

    SENT = "sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone met at the interview. `note` is the text as the user edited it, else rendered.

    `reason` says what the `detail` meant to the user. Before, it completed "It stayed with me
    because …": such ones are still stored.
    """

    name: str
    relation: Relation = Relation.INTERVIEWER
    detail: str = ""
    reason: str = ""
    medium: Medium = Medium.EMAIL
    contact: str | None = None
    thanked: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """`Not today`: nothing before the first business day from `until` on."""

    until: date
    set_at: datetime


@dataclass(frozen=True, slots=True, order=True)
class StepKey:
    """The identity of a reminder. `n` counts from 1 within a round and a step."""

    round: int
    step: Step
    n: int


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail that left, or may have left. A snoozed reminder appears once per mailing."""

    key: StepKey
    at: datetime
    outcome: Outcome = Outcome.SENT


@dataclass(frozen=True, slots=True)
class Done:
    """`I called or wrote, no answer yet`: ends that step only."""

    key: StepKey
    at: datetime


@dataclass(frozen=True, slots=True)
class Undo:
    """A press and what it changed: field names with the values they had before."""

    action: str
    at: datetime
    before: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One interview with one employer: what the form says and what happened since.

    `situation` words the thanks; it is one of the three that ask for them. `call_whom` is empty
    where they named nobody to call.
    """

    id: str
    employer: str
    interviewed_on: date
    zone: str
    country: str | None = None
    decision_on: date | None = None
    hour: int = 9
    role: str = ""
    people: tuple[Person, ...] = ()
    persistence: Persistence = Persistence.STEADY
    channel: Channel = Channel.CALL
    max_check_ins: int | None = None
    may_call: bool = False
    call_whom: str = ""
    phone: str = ""
    situation: Situation = Situation.JUST_INTERVIEWED
    your_name: str = ""
    tone: Tone = Tone.FRIENDLY
    locale: str = "en"
    # What happened since. `ready_at` is the confirmation; None means pending.
    ready_at: datetime | None = None
    confirmed_by: str = ""
    replanned_at: datetime | None = None
    round: int = 1
    done: tuple[Done, ...] = ()
    snooze: Snooze | None = None
    answer: Answer | None = None
    answered_at: datetime | None = None
    reconnect: bool = False
    stopped_at: datetime | None = None
    undo: tuple[Undo, ...] = ()

    @property
    def unthanked(self) -> tuple[Person, ...]:
        """The people entered who have not been thanked yet, in the order of the form."""
        return tuple(person for person in self.people if not person.thanked)

    @property
    def all_thanked(self) -> bool:
        """People were entered and every one of them is ticked."""
        return bool(self.people) and not self.unthanked


@dataclass(frozen=True, slots=True)
class Reminder:
    """The step next due to be mailed, and when. `on` is the local day of `due_at`."""

    key: StepKey
    on: date
    due_at: datetime


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One line of a plan. `of` is the number of check-ins where a maximum is set."""

    key: StepKey
    of: int | None
    on: date
    at: datetime
    sent_at: datetime | None = None
    done: bool = False
