"""A hundred thousand letters due at once, with time as data: drained, at the rate, in order."""

import heapq
import importlib
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from followup import limits
from followup.aws import items, wiring
from followup.aws.due_index import Due
from followup.aws.settings import Settings
from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Subscriber
from followup.pace import Pace
from followup.sending import Sending
from tests.core.memory import MemoryMailer, MemoryQueue
from tests.core.memory_store import MemoryStore
from tests.core.world import a_row
from tests.functions.calls import Context

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OWNER = Subscriber("ab" * 20, "ada@example.com")
RATE = 14
MINUTE = 60.0
LONG = timedelta(days=30)
Entry = tuple[datetime, str, RowKey]


@dataclass
class IndexedStore(MemoryStore):
    """With the index of the table: sixteen slots by time. `looked_at` counts what a tick read."""

    slots: list[list[Entry]] = field(default_factory=lambda: [[] for _ in range(limits.SLOTS)])
    looked_at: int = 0

    def put_letter(self, row: RowKey, due_at: datetime) -> None:
        letter = Mailing(State.DUE, due_at=due_at)
        record = Record(row, OWNER, letter, letter=LetterKind.CONFIRMATION)
        assert self.add_letter(record, NOW + LONG)
        self._enter(row)

    def claim(self, record: Record, mailing: Mailing, now: datetime) -> bool:
        return super().claim(record, mailing, now) and self._enter(record.row)

    def replace(self, record: Record, mailing: Mailing) -> bool:
        return super().replace(record, mailing) and self._enter(record.row)

    def look(self, as_of: datetime, most: int) -> list[Due]:
        each = max(1, most // limits.SLOTS)
        return [due for slot in self.slots for due in self._look_in(slot, as_of, each)]

    def _look_in(self, slot: list[Entry], as_of: datetime, most: int) -> list[Due]:
        found: list[Entry] = []
        while slot and slot[0][0] <= as_of and len(found) < most:
            entry = heapq.heappop(slot)
            self.looked_at += 1
            if self.rows[entry[2]].mailing.due_at == entry[0]:
                found.append(entry)
        for entry in found:
            heapq.heappush(slot, entry)
        return [Due(row, due_at) for due_at, _, row in found]

    def _enter(self, row: RowKey) -> bool:
        due_at = self.rows[row].mailing.due_at
        if due_at:
            heapq.heappush(self.slots[int(items.slot_of(row))], (due_at, row.id, row))
        return True


@dataclass
class Clocked:
    """One worker with a clock of its own, in seconds since the start."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Night:
    """`most` is the longest the queue ever was; `starts` the seconds at which letters left."""

    store: IndexedStore
    patch: pytest.MonkeyPatch
    workers: int = 2
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    mailer: MemoryMailer = field(default_factory=MemoryMailer)
    starts: list[float] = field(default_factory=list)
    most: int = 0

    def __post_init__(self) -> None:
        index = self
        for name, part in {"queue": self.queue, "due_index": index}.items():
            self.patch.setattr(wiring, name, lambda part=part: part)
        self.patch.setattr(wiring, "settings", lambda: Settings({"SEND_RATE": str(RATE)}))
        self.clocks = [Clocked() for _ in range(self.workers)]
        self.crew = [self._hire(clock) for clock in self.clocks]

    def due(self, as_of: datetime, most: int) -> list[Due]:
        return self.store.look(as_of, most)

    def minute(self, number: int) -> None:
        """A tick, then whatever the workers manage until the next one."""
        tick = NOW + timedelta(minutes=number)
        importlib.import_module("dispatch").handler({"time": tick.isoformat()}, Context())
        self.most = max(self.most, self.queue.backlog())
        waiting = deque(self.queue.messages)
        start, end = number * MINUTE, (number + 1) * MINUTE
        for clock in self.clocks:
            clock.now = max(clock.now, start)
        while waiting:
            place = min(range(self.workers), key=lambda each: self.clocks[each].now)
            if self.clocks[place].now >= end:
                break
            row, as_of = waiting.popleft()
            self.crew[place].send(row, max(as_of, tick))
        self.queue.messages = list(waiting)

    def _hire(self, clock: Clocked) -> Sending:
        pace = Pace(self.workers / RATE, clock, clock.sleep)

        def render(*_moment: object) -> EmailMessage:
            self.starts.append(clock.now)
            return EmailMessage()

        return Sending(
            self.store,
            self.mailer,
            render,
            new_attempt=lambda: f"attempt-{len(self.starts)}",
            time_left=lambda: timedelta(seconds=60),
            pace=pace,
        )


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> Night:
    store = IndexedStore()
    store.add_subscriber(OWNER, NOW + LONG, NOW)
    monkeypatch.setattr(importlib.import_module("dispatch").logger, "info", lambda *_a, **_k: None)
    return Night(store, monkeypatch)


def test_a_hundred_thousand_letters_are_drained_at_the_rate_and_none_is_lost(
    night: Night,
) -> None:
    many = 100_000
    for place in range(many):
        night.store.put_letter(a_row(place, is_letter=True), NOW - timedelta(seconds=place % 3600))

    minutes = 0
    while len(night.mailer.letters) < many and minutes < 200:
        night.minute(minutes)
        minutes += 1

    states = {row.mailing.state for row in night.store.rows.values()}
    rows = {tags["row"] for _, _, tags in night.mailer.letters}
    assert (len(night.mailer.letters), len(rows), states) == (many, many, {State.CLOSED})
    assert most_in_a_second(night.starts) <= RATE
    assert minutes <= 1.1 * many / (RATE * MINUTE)
    assert night.most <= 2 * 2 * MINUTE * RATE


def most_in_a_second(starts: list[float]) -> int:
    """Of any second, wherever it begins."""
    times, first, most = sorted(starts), 0, 0
    for last, time in enumerate(times):
        while times[first] <= time - 1 + 1e-6:
            first += 1
        most = max(most, last - first + 1)
    return most


def test_what_is_not_due_costs_the_tick_nothing(night: Night) -> None:
    for place in range(20):
        night.store.put_letter(a_row(place, is_letter=True), NOW)
    night.due(NOW, 1_680)
    alone = night.store.looked_at
    for place in range(20, 20_020):
        later = NOW + timedelta(days=1 + place % 300)
        night.store.put_letter(a_row(place, is_letter=True), later)

    night.store.looked_at = 0
    night.due(NOW, 1_680)

    assert night.store.looked_at == alone == 20


@pytest.mark.usefixtures("stack")
def test_the_table_is_asked_the_same_whatever_is_not_due() -> None:
    asked: list[str] = []
    store, client = wiring.store(), wiring.client("dynamodb")
    store.add_subscriber(OWNER, NOW + LONG, NOW)

    def count(**given: Any) -> None:
        answer = given["parsed"]
        asked.append(f"{answer['Count']} of {answer['ScannedCount']}")

    client.meta.events.register("after-call.dynamodb.Query", count)
    letter = Record(a_row(1, is_letter=True), OWNER, Mailing(State.DUE, due_at=NOW))
    store.add_letter(replace(letter, letter=LetterKind.CONFIRMATION), NOW + LONG)
    wiring.due_index().due(NOW, 1_680)
    alone = asked.copy()
    asked.clear()
    for place in range(2, 60):
        later = replace(letter.mailing, due_at=NOW + timedelta(days=place))
        row = a_row(place, is_letter=True)
        record = replace(letter, row=row, mailing=later, letter=LetterKind.CONFIRMATION)
        store.add_letter(record, NOW + LONG)

    wiring.due_index().due(NOW, 1_680)

    client.meta.events.unregister("after-call.dynamodb.Query", count)
    assert asked == alone
    assert len(asked) == limits.SLOTS
