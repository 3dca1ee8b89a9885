"""The sending protocol: read, decide, claim, send, settle (design, sending, steps 2 to 6).

One rule carries the rest: a letter leaves only between a won claim and its settling, and a
claim is one conditional write. A second worker, a second message or a second tick finds the
row taken; a crash in between leaves it taken for 45 minutes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum

from followup import limits
from followup.model import Mailing, Outcome, Record, Reminder, RowKey, Sent, State, Status
from followup.plan import next_reminder
from followup.ports import Mailer, OutcomeUnknown, Rejected, Store, Throttled
from followup.schedule import resting_state, schedule

Render = Callable[[Record, Reminder | None, datetime], EmailMessage]


class Result(StrEnum):
    """What became of one queue message; counted, never logged with a name."""

    SENT = "sent"
    NOTHING_DUE = "nothing_due"
    MOVED = "moved"
    LOST_CLAIM = "lost_claim"
    UNKNOWN = "unknown"
    THROTTLED = "throttled"
    REFUSED = "refused"
    NO_TIME = "no_time"


@dataclass(frozen=True, slots=True)
class Sending:
    """One worker. `new_attempt` makes random ids; `time_left` is the function's own."""

    store: Store
    mailer: Mailer
    render: Render
    new_attempt: Callable[[], str]
    time_left: Callable[[], timedelta]

    def send(self, row: RowKey, now: datetime) -> Result:
        """Mails one row if it is due and still wanted. Raises only what nobody foresaw."""
        record = self.store.load(row, now)
        if record is None or not is_due(record.mailing, now):
            return Result.NOTHING_DUE
        moved = move_on(record, now)
        if moved is not None:
            self.store.replace(record, moved)
            return Result.MOVED
        return self._mail(record, now)

    def _mail(self, record: Record, now: datetime) -> Result:
        reminder = wanted(record, now)
        letter = self.render(record, reminder, now)
        if self.time_left() < limits.LEAVE_WHEN_UNDER:
            return Result.NO_TIME
        claim = claimed(record.mailing, reminder, self.new_attempt(), now)
        if not self.store.claim(record, claim, now):
            return Result.LOST_CLAIM
        taken = replace(record, mailing=claim)
        try:
            self.mailer.send(record.subscriber.address, letter, tags(record.row, claim))
        except OutcomeUnknown:
            return Result.UNKNOWN
        except Throttled:
            self.store.replace(taken, released(record.mailing, claim, now))
            return Result.THROTTLED
        except Rejected:
            self.store.replace(taken, refused(record.mailing, claim, now))
            return Result.REFUSED
        settle(self.store, record.row, claim.attempt, Outcome.SENT, now)
        return Result.SENT


def settle(store: Store, row: RowKey, attempt: str | None, outcome: Outcome, now: datetime) -> bool:
    """Writes down one attempt's end and plans what comes next from the facts as they are.

    False when the attempt is settled already, by us or by the provider's event, or erased.
    """
    for _ in range(limits.MAX_SETTLE_TRIES):
        record = store.load(row, now)
        if record is None or record.mailing.attempt != attempt:
            return False
        if store.replace(record, settled(record, outcome, now)):
            return True
    return False


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
    reminder = wanted(record, now) if is_active else None
    if mailing.state is State.SENDING and (reminder is None or reminder.key != mailing.key):
        # It may have left: it must not leave again should the subscriber come back.
        return settled(record, Outcome.UNKNOWN, now)
    if reminder is None:
        return rested(mailing, resting_state(follow_up) if is_active else State.WAITING)
    if reminder.due_at > now:
        return replace(mailing, state=State.DUE, key=reminder.key, due_at=reminder.due_at)
    return None


def is_spent(record: Record) -> bool:
    """Two attempts ended unknown: a third could be a third copy."""
    mailing = record.mailing
    return mailing.state is State.SENDING and mailing.tries >= limits.MAX_TRIES


def may_have_letter(record: Record) -> bool:
    """A confirmation is mailed unless its address said it did not ask, or is refused."""
    owner = record.subscriber
    return owner.blocked_at is None and owner.status is not Status.SUPPRESSED


def claimed(mailing: Mailing, reminder: Reminder | None, attempt: str, now: datetime) -> Mailing:
    return replace(
        mailing,
        state=State.SENDING,
        key=reminder.key if reminder else None,
        attempt=attempt,
        tries=mailing.tries + 1,
        due_at=now + limits.LEASE,
    )


def settled(record: Record, outcome: Outcome, now: datetime) -> Mailing:
    mailing = record.mailing
    if record.letter is not None:
        parks = outcome is Outcome.UNKNOWN
        return rested(mailing, State.PARKED if parks else State.CLOSED)
    assert record.follow_up is not None
    assert mailing.key is not None
    at = claimed_at(mailing) or now
    sent = (*mailing.sent, Sent(mailing.key, at, outcome))
    return schedule(mailing, record.follow_up, sent, max(now, at))


def claimed_at(mailing: Mailing) -> datetime | None:
    """When the letter in flight was taken up. It counts as sent then, whoever settles it:
    the worker, the provider's event, or time."""
    if mailing.state is not State.SENDING or mailing.due_at is None:
        return None
    return mailing.due_at - limits.LEASE


def released(before: Mailing, claim: Mailing, now: datetime) -> Mailing:
    """Nothing was sent: the try does not count, the wait doubles up to an hour."""
    minutes = min(2**before.refusals, 60)
    return replace(
        claim,
        state=State.DUE,
        attempt=None,
        tries=before.tries,
        refusals=before.refusals + 1,
        due_at=now + timedelta(minutes=minutes),
    )


def refused(before: Mailing, claim: Mailing, now: datetime) -> Mailing:
    waiting = released(before, claim, now)
    if waiting.refusals < limits.MAX_REFUSALS:
        return waiting
    return rested(waiting, State.PARKED)


def rested(mailing: Mailing, state: State) -> Mailing:
    return replace(mailing, state=state, due_at=None, attempt=None)


def tags(row: RowKey, claim: Mailing) -> dict[str, str]:
    """What the provider's events carry back: the row and the attempt, no name, no address."""
    kind = "L" if row.is_letter else "R"
    return {"row": f"{row.subscriber}_{kind}_{row.id}", "attempt": claim.attempt or ""}
