"""The functions behind the queue, called as Lambda does, and a letter that is due."""

import importlib
from datetime import UTC, datetime, timedelta
from typing import Any

from followup.aws import wiring
from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Subscriber
from tests.functions.calls import Context

NOW = datetime.now(UTC).replace(microsecond=0)
OWNER = Subscriber("ab" * 20, "ada@example.com")


def a_due_letter(n: int, due_at: datetime = NOW) -> RowKey:
    row = RowKey(OWNER.id, f"00000000-0000-4000-8000-{n:012}", is_letter=True)
    store, later = wiring.store(), NOW + timedelta(days=7)
    store.add_subscriber(OWNER, later, NOW)
    letter = Mailing(State.DUE, due_at=due_at)
    store.add_letter(Record(row, OWNER, letter, letter=LetterKind.CONFIRMATION), later)
    return row


def tick(time: datetime = NOW) -> Any:
    return importlib.import_module("dispatch").handler({"time": time.isoformat()}, Context())


def work(*bodies: str) -> Any:
    records = [{"messageId": str(n), "body": body} for n, body in enumerate(bodies)]
    return importlib.import_module("send").handler({"Records": records}, Context())


def feed(event: Any) -> Any:
    return importlib.import_module("feedback").handler(event, Context())["result"]
