"""Rows to store: a subscriber, a follow-up of theirs, a letter, a claim."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Subscriber
from followup.model import FollowUp, Step, StepKey
from followup.ports import Store
from tests.core.builders import a_follow_up

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
OWNER = Subscriber("ab" * 20, "ada@example.com")
KEY = StepKey(1, Step.CHECK_IN, 1)


def a_record(mailing: Mailing | None = None, **changes: Any) -> Record:
    follow_up = a_follow_up(**{"id": str(uuid.uuid4()), "ready_at": None} | changes)
    return Record(
        RowKey(OWNER.id, follow_up.id), OWNER, mailing or Mailing(State.WAITING), follow_up
    )


def put(store: Store, record: Record, expires_at: datetime = LATER) -> Record:
    store.add_subscriber(OWNER, expires_at, NOW)
    assert store.add(record, expires_at)
    return record


def a_letter(**changes: Any) -> Record:
    row = RowKey(OWNER.id, str(uuid.uuid4()), is_letter=True)
    plain = Record(row, OWNER, Mailing(State.DUE, due_at=NOW), letter=LetterKind.CONFIRMATION)
    return replace(plain, **changes)


def a_due_record(store: Store) -> Record:
    return put(store, a_record(Mailing(State.DUE, KEY, NOW)))


def claim_of(record: Record, attempt: str = "mine") -> Mailing:
    return replace(record.mailing, state=State.SENDING, attempt=attempt, tries=1, due_at=LATER)


def facts(record: Record) -> FollowUp:
    assert record.follow_up is not None
    return record.follow_up
