"""After the table was restored from a backup: what has ended since, and what left since.

Pure decisions; `aws/restore.py` carries them out while sending is off.
"""

from dataclasses import replace
from datetime import datetime

from followup.attempts import claimed_at, rested
from followup.mailing import Mailing, Record, State
from followup.model import FollowUp, Outcome, Sent
from followup.schedule import schedule


def is_older(epoch: int, ended_at: datetime) -> bool:
    """Whether a subscriber signed up before that ending: an epoch begins with the clock."""
    return epoch <= ended_at.timestamp()


def moved_on(record: Record, mailed_until: datetime) -> Mailing | None:
    """The mailing as it would be by now, where letters may have left that the backup does not
    know; None where none may have. `mailed_until` is when sending was switched off.

    Each step that was due counts as perhaps sent on its day, so that none is mailed again and
    the next one comes when it would have come. A letter that was asked for rests: whoever still
    needs it asks again.
    """
    mailing = record.mailing
    if not may_have_left(mailing, mailed_until):
        return None
    newer = replace(mailing, rev=mailing.rev + 1)
    if record.follow_up is None:
        return rested(newer, State.PARKED)
    while may_have_left(newer, mailed_until):
        newer = _after(newer, record.follow_up)
    return newer


def may_have_left(mailing: Mailing, mailed_until: datetime) -> bool:
    if mailing.state is State.SENDING:
        return True
    is_due = mailing.due_at is not None and mailing.due_at <= mailed_until
    return mailing.state is State.DUE and is_due


def _after(mailing: Mailing, follow_up: FollowUp) -> Mailing:
    at = claimed_at(mailing) or mailing.due_at
    assert at is not None
    assert mailing.key is not None
    sent = (*mailing.sent, Sent(mailing.key, at, Outcome.UNKNOWN))
    return schedule(mailing, follow_up, sent, at)
