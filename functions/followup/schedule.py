"""From facts to the row that is mailed next, and how long everything is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from followup import limits
from followup.mailing import Mailing, State
from followup.model import FollowUp, Outcome, Sent
from followup.plan import next_reminder, plan


def reschedule(mailing: Mailing, follow_up: FollowUp, now: datetime) -> Mailing:
    """The mailing as the facts want it now. A letter in flight keeps its row: settling it
    reads the facts again (design, sending, step 6).

    A try that ended unknown is not forgotten: it counts while the same step is wanted, and the
    step counts as perhaps sent once another one is. Else an edit would allow a third copy.
    """
    if mailing.state is State.SENDING:
        return mailing
    planned = schedule(mailing, follow_up, mailing.sent, now)
    if mailing.tries == 0 or mailing.key is None:
        return planned
    if planned.key == mailing.key:
        return replace(planned, tries=mailing.tries)
    perhaps = Sent(mailing.key, now, Outcome.UNKNOWN)
    return schedule(mailing, follow_up, (*mailing.sent, perhaps), now)


def schedule(mailing: Mailing, follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> Mailing:
    reminder = next_reminder(follow_up, sent, now)
    fresh = replace(mailing, attempt=None, tries=0, refusals=0, sent=tuple(sent))
    if reminder is None:
        return replace(fresh, state=resting_state(follow_up), key=None, due_at=None)
    return replace(fresh, state=State.DUE, key=reminder.key, due_at=reminder.due_at)


def resting_state(follow_up: FollowUp) -> State:
    """WAITING can come back by itself (confirmed, started again); CLOSED only by an edit."""
    is_waiting = follow_up.ready_at is None or follow_up.stopped_at is not None
    return State.WAITING if is_waiting else State.CLOSED


def expires_at(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> datetime:
    """When the follow-up is deleted: 90 days after the last planned step, or after now."""
    if follow_up.ready_at is None:
        return now + limits.PENDING_LIFE
    ahead = [step.at for step in plan(follow_up, sent, now)]
    return max([now, *ahead]) + limits.AFTER_LAST_STEP
