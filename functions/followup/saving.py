"""One change of one follow-up: facts, rev and schedule in one write."""

from dataclasses import replace
from datetime import datetime

from followup import limits
from followup.actions import Change
from followup.errors import ChangedElsewhere
from followup.mailing import Record
from followup.ports import Store
from followup.schedule import expires_at, reschedule

MAX_SAVE_TRIES = 5


def save_once(store: Store, record: Record, change: Change, now: datetime) -> Record | None:
    """The record as it is now; None when somebody else wrote first."""
    follow_up, mailing = record.follow_up, record.mailing
    assert follow_up is not None
    changed = change(follow_up, mailing.sent, now)
    if changed == follow_up:
        return record
    planned = replace(reschedule(mailing, changed, now), rev=mailing.rev + 1)
    expiry = expires_at(changed, planned.sent, now)
    after = replace(record, follow_up=changed, mailing=planned)
    if not store.save(after, mailing, expiry):
        return None
    store.keep_subscriber(record.row.subscriber, expiry)
    if expiry < expires_at(follow_up, mailing.sent, now):
        trim(store, record.row.subscriber, now)
    return after


def trim(store: Store, subscriber: str, now: datetime) -> None:
    """The address goes with the last follow-up.

    Read again after the cut: what was saved in between is seen here, and what is saved after it
    prolongs by itself. So no follow-up outlives its subscriber.
    """
    store.trim_subscriber(subscriber, _longest(store, subscriber, now))
    store.keep_subscriber(subscriber, _longest(store, subscriber, now))


def _longest(store: Store, subscriber: str, now: datetime) -> datetime:
    """A week where nothing is left: whoever removes the last one may want to add another."""
    lives = [
        expires_at(record.follow_up, record.mailing.sent, now)
        for record in store.load_all(subscriber, now)
        if record.follow_up
    ]
    return max([now + limits.PENDING_LIFE, *lives])


def save(store: Store, record: Record, change: Change, now: datetime) -> None:
    """Tried again when a letter settles in between; nothing is to be done once it is gone.

    Raises ChangedElsewhere after five lost tries, without the record: whoever may change a
    follow-up by a letter's button may not always read it.
    """
    found: Record | None = record
    for _ in range(MAX_SAVE_TRIES):
        if found is None or save_once(store, found, change, now):
            return
        found = store.load(record.row, now)
    raise ChangedElsewhere(None)
