"""Reminders that are due, as the table holds them, and the instants they are looked at."""

import uuid
from datetime import UTC, datetime, timedelta

from followup.mailing import Mailing, Record, RowKey, State, Status, Subscriber
from followup.model import FollowUp, Person
from followup.plan import next_reminder
from followup.ports import Store

LONG = timedelta(days=365)
A_MINUTE = timedelta(minutes=1)


def a_working_morning() -> datetime:
    """Ahead of the clock, so that a test moves time as it likes."""
    day = datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=2)
    while day.weekday() > 3:
        day += timedelta(days=1)
    return day


def a_due_reminder(now: datetime, id_: str = "") -> Record:
    """A check-in by call, due since the promised day. Sundays apart, no country's holidays."""
    form = FollowUp(
        id=id_ or str(uuid.uuid4()),
        employer="Acme",
        interviewed_on=now.date() - timedelta(days=20),
        decision_on=now.date() - timedelta(days=8),
        zone="Etc/UTC",
        people=(Person("Mr Babbage", thanked=True),),
        ready_at=now - timedelta(days=20),
    )
    reminder = next_reminder(form, (), now)
    assert reminder is not None
    assert reminder.due_at <= now
    owner = Subscriber(f"{uuid.uuid4().hex}{'0' * 8}", "ada@example.com", Status.ACTIVE)
    mailing = Mailing(State.DUE, reminder.key, reminder.due_at)
    return Record(RowKey(owner.id, form.id), owner, mailing, form)


def put(store: Store, record: Record, now: datetime) -> RowKey:
    assert store.add_subscriber(record.subscriber, now + LONG, now)
    assert store.add(record, now + LONG)
    return record.row
