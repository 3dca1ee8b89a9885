"""What one attempt to mail does to its row: from a mailing to the next one, pure."""

from dataclasses import replace
from datetime import datetime

from followup import limits
from followup.mailing import Mailing, Record, State
from followup.model import Outcome, Reminder, Sent
from followup.schedule import schedule


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


def released(claim: Mailing, until: datetime) -> Mailing:
    """Nothing was sent: this try does not count, the ones before it do."""
    return replace(claim, state=State.DUE, attempt=None, tries=claim.tries - 1, due_at=until)


def refused(claim: Mailing, now: datetime) -> Mailing:
    """A definite no to this very letter: again in 1, 2, 4, 8 minutes, then parked."""
    waiting = released(claim, now + limits.BACKOFF * 2**claim.refusals)
    waiting = replace(waiting, refusals=claim.refusals + 1)
    is_last = waiting.refusals >= limits.MAX_REFUSALS
    return rested(waiting, State.PARKED) if is_last else waiting


def rested(mailing: Mailing, state: State) -> Mailing:
    return replace(mailing, state=state, due_at=None, attempt=None)


def is_in_flight(mailing: Mailing, attempt: str | None) -> bool:
    return mailing.state is State.SENDING and mailing.attempt == attempt


def tags(record: Record, claim: Mailing) -> dict[str, str]:
    """What the provider's events carry back: the row, the attempt and whom the letter was to,
    as ids. A letter about a new address is stored under the old one, and must end neither."""
    row, kind = record.row, "L" if record.row.is_letter else "R"
    to = record.new.id if record.new else row.subscriber
    return {"row": f"{row.subscriber}_{kind}_{row.id}", "attempt": claim.attempt or "", "to": to}
