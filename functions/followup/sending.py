"""The sending protocol: read, decide, claim, send (design, sending, steps 2 to 6).

One rule carries the rest: a letter leaves only between a won claim and its settling, and a
claim is one conditional write. A second worker, a second message or a second tick finds the
row taken; a crash in between leaves it taken for 45 minutes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum
from functools import partial

from followup import limits
from followup.attempts import claimed, refused, released, rested, settled, tags
from followup.brake import Brake
from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Status
from followup.model import Outcome, Reminder
from followup.pace import Pace
from followup.plan import next_reminder
from followup.ports import (
    AccountClosed,
    Mailer,
    MailError,
    OutcomeUnknown,
    Store,
    Throttled,
    Unreachable,
)
from followup.schedule import reschedule
from followup.settling import finish, settle

Render = Callable[[Record, Reminder | None, datetime], EmailMessage]


class Result(StrEnum):
    """What became of one queue message; counted, never logged with a name."""

    SENT = "sent"
    NOTHING_DUE = "nothing_due"
    MOVED = "moved"
    RETIRED = "retired"
    LOST_CLAIM = "lost_claim"
    UNKNOWN = "unknown"
    GAVE_UP = "gave_up"
    THROTTLED = "throttled"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    PARKED = "parked"
    ACCOUNT_CLOSED = "account_closed"
    HELD = "held"
    NO_TIME = "no_time"
    POISON = "poison"


Ending = tuple[Result, Callable[[Mailing], Mailing]]


@dataclass(frozen=True, slots=True)
class Sending:
    """One worker. `new_attempt` makes random ids; `time_left` is the function's own. `brake`
    and `pace` outlive it: they belong to the process."""

    store: Store
    mailer: Mailer
    render: Render
    new_attempt: Callable[[], str]
    time_left: Callable[[], timedelta]
    brake: Brake = field(default_factory=Brake)
    pace: Pace = field(default_factory=Pace)

    def send(self, row: RowKey, now: datetime) -> Result:
        """Mails one row if it is due and still wanted. Raises only what nobody foresaw."""
        if self.brake.is_on(now):
            return Result.HELD
        self.pace.wait()
        record = self.store.load(row, now)
        if record is None:
            return Result.RETIRED if self.store.retire(row, now) else Result.NOTHING_DUE
        if not is_due(record.mailing, now):
            return self._leave(record)
        moved = move_on(record, now)
        return self._mail(record, now) if moved is None else self._move(record, moved)

    def push_back(self, row: RowKey, now: datetime) -> Result:
        """For a row on which `send` raised: it must not come again with each tick. One whose
        letter may have left stays taken, and tells of it all the same."""
        return Result.PARKED if self.store.push_back(row, now) else Result.POISON

    def _leave(self, record: Record) -> Result:
        """In flight, the index still shows a row where it was due: usually it is settled before
        anybody asks again. Who meets it puts it where its time is over, so that the tick does
        not bring it each minute."""
        if record.mailing.state is State.SENDING:
            self.store.replace(record, record.mailing)
        return Result.NOTHING_DUE

    def _move(self, record: Record, moved: Mailing) -> Result:
        if not self.store.replace(record, moved):
            return Result.LOST_CLAIM
        return Result.GAVE_UP if is_spent(record) else Result.MOVED

    def _mail(self, record: Record, now: datetime) -> Result:
        reminder = wanted(record, now)
        letter = self.render(record, reminder, now)
        if self.time_left() < limits.LEAVE_WHEN_UNDER:
            return Result.NO_TIME
        claim = claimed(record.mailing, reminder, self.new_attempt(), now)
        if not self.store.claim(record, claim, now):
            return Result.LOST_CLAIM
        self.pace.start()
        try:
            self.mailer.send(record.address, letter, tags(record, claim))
        except OutcomeUnknown:
            self.brake.note_unknown(now)
            return Result.UNKNOWN
        except MailError as fault:
            return self._release(record.row, claim, fault, now)
        self.brake.release()
        self._settle(replace(record, mailing=claim), now)
        return Result.SENT

    def _settle(self, record: Record, now: datetime) -> None:
        """The facts read before the claim hold as long as `rev` does, and the write asks for it.
        So they are read again only where somebody wrote meanwhile."""
        if not self.store.replace(record, settled(record, Outcome.SENT, now)):
            settle(self.store, record.row, record.mailing.attempt, Outcome.SENT, now)

    def _release(self, row: RowKey, claim: Mailing, fault: MailError, now: datetime) -> Result:
        """Nothing left. The row is due again, with whatever was pressed meanwhile."""
        result, end = self._ending(fault, claim, now)
        finish(self.store, row, claim.attempt, lambda record: end(record.mailing), now)
        return result

    def _ending(self, fault: MailError, claim: Mailing, now: datetime) -> Ending:
        if isinstance(fault, AccountClosed):
            return Result.ACCOUNT_CLOSED, partial(released, until=self.brake.hold(now))
        if isinstance(fault, Throttled):
            is_reached = not isinstance(fault, Unreachable)
            result = Result.THROTTLED if is_reached else Result.UNREACHABLE
            return result, partial(released, until=self.brake.slow_down(now))
        is_parked = refused(claim, now).state is State.PARKED
        return Result.PARKED if is_parked else Result.REFUSED, partial(refused, now=now)


def is_due(mailing: Mailing, now: datetime) -> bool:
    is_open = mailing.state in (State.DUE, State.SENDING)
    return is_open and mailing.due_at is not None and mailing.due_at <= now


def wanted(record: Record, now: datetime) -> Reminder | None:
    """The reminder the facts ask for now; None for a letter, which carries no step."""
    if record.follow_up is None:
        return None
    return next_reminder(record.follow_up, record.mailing.sent, now)


def move_on(record: Record, now: datetime) -> Mailing | None:
    """The row's next state where no letter should leave now; None where one should."""
    if is_spent(record):
        return settled(record, Outcome.UNKNOWN, now)
    if record.letter is not None:
        return None if may_have_letter(record) else rested(record.mailing, State.CLOSED)
    return _move_reminder_on(record, now)


def _move_reminder_on(record: Record, now: datetime) -> Mailing | None:
    follow_up, mailing = record.follow_up, record.mailing
    assert follow_up is not None
    is_active = record.subscriber.status is Status.ACTIVE
    if mailing.state is State.SENDING:
        reminder = wanted(record, now) if is_active else None
        if reminder is None or reminder.key != mailing.key:
            # It may have left: it must not leave again should the subscriber come back.
            return settled(record, Outcome.UNKNOWN, now)
    if not is_active:
        return rested(mailing, State.WAITING)
    planned = reschedule(replace(mailing, state=State.DUE), follow_up, now)
    is_as_read = planned.sent == mailing.sent
    return None if is_due(planned, now) and is_as_read else planned


def is_spent(record: Record) -> bool:
    """Two attempts ended unknown: a third could be a third copy."""
    mailing = record.mailing
    return mailing.state is State.SENDING and mailing.tries >= limits.MAX_TRIES


def may_have_letter(record: Record) -> bool:
    """Not where the address said it did not ask, or is refused. The private link goes to
    those who confirmed something; whether a new address refused was looked up when asked."""
    owner = record.subscriber
    if record.letter is LetterKind.NEW_ADDRESS:
        return True
    is_known = owner.status in (Status.ACTIVE, Status.STOPPED)
    is_wanted = is_known or record.letter is not LetterKind.LINK
    return is_wanted and owner.blocked_at is None and owner.status is not Status.SUPPRESSED
