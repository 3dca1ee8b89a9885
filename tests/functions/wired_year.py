"""A life of the simulated year on the real handlers: over the store in memory, or over tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

import api
import dispatch
import send
from followup.aws import wiring
from followup.aws.due_index import Due
from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.items import read_row, unpack
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.brake import Brake
from followup.letter_orders import LetterOrders
from followup.letters import Letters
from followup.mailing import Record, RowKey
from followup.model import Reminder
from followup.pace import Pace
from followup.tokens import Tokens
from routes import answers
from tests.aws.tables import NOBODY
from tests.core.memory import MemoryCounters
from tests.core.memory_forget import MemoryForget
from tests.core.memory_store import MemoryStore
from tests.functions.calls import Api, Stack
from tests.functions.conftest import VARIABLES
from tests.functions.year import Life

SUBSCRIBERS = 200


class Blank(Letters):
    """Reminders without their words, which other tests read: rendering is most of the work."""

    def render(self, record: Record, reminder: Reminder | None, now: datetime) -> EmailMessage:
        return EmailMessage() if reminder else super().render(record, reminder, now)


class Clock(datetime):
    """What the worker takes for the clock."""

    life: Life

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        assert tz is UTC
        return cls.life.now


@dataclass
class Index:
    life: Life

    def due(self, as_of: datetime, most: int) -> list[Due]:
        return [Due(row, as_of) for row in self.life.due(as_of)][:most]


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    """The environment of the functions, without their logs."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (VARIABLES | NOBODY).items():
            patch.setenv(name, value)
        patch.setenv("SEND_RATE", "99999")
        wiring.settings.cache_clear()
        for module in (api, dispatch, send):
            patch.setattr(module, "logger", Silent())
        yield patch
    wiring.settings.cache_clear()


class Silent:
    def info(self, *_message: object, **_more: object) -> None:
        """A year of log lines is read by nobody."""


def run(patch: pytest.MonkeyPatch, life: Life) -> Life:
    """Wires the functions to this life, and lives it."""
    tokens, counters = Tokens(["a signing key for tests"]), MemoryCounters()
    orders = LetterOrders(life.store, counters, life.queue, b"an id key", 10**6)
    parts = {
        "store": life.store,
        "forget": life.forget,
        "tokens": tokens,
        "orders": orders,
        "queue": life.queue,
        "mailer": life,
        "brake": Brake(),
        "pace": Pace(),
        "is_sending": True,
        "due_index": Index(life),
    }
    for name, part in parts.items():
        patch.setattr(wiring, name, lambda part=part: part)
    Clock.life = life
    patch.setattr(send, "datetime", Clock)
    patch.setattr(answers, "now", lambda: life.now)
    life.live(Api(Stack(None, None, ""), api.handler))
    return life


def in_memory(seed: int) -> Life:
    store = MemoryStore()

    def read_index() -> list[tuple[datetime, RowKey]]:
        shown = ((one.shown_at or one.mailing.due_at, row) for row, one in store.rows.items())
        return [(due_at, row) for due_at, row in shown if due_at is not None]

    return Life(seed, store, MemoryForget(store), read_index)


def on_tables(seed: int, client: Any, name: str, forgotten: str) -> Life:
    """The lives before it left nothing in these tables that is due within the year."""
    table = Table(client, name)

    def read_index() -> list[tuple[datetime, RowKey]]:
        """In one reading, where the sixteen slots would be as many."""
        found = client.scan(TableName=name, IndexName="due")["Items"]
        items = [unpack(item) for item in found]
        return [(datetime.fromisoformat(each["due_at"]), read_row(each)) for each in items]

    store = DynamoStore(table)
    forget = DynamoForget(table, Table(client, forgotten, KEY_NAMES))
    return Life(seed, store, forget, read_index)
