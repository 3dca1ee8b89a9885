"""A simulated year: what was really mailed is what was shown, and keeps the rules of the plan."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from itertools import pairwise
from typing import Any

import boto3
import pytest
from moto import mock_aws

import dispatch
import send
from followup.aws import wiring
from followup.aws.due_index import Due
from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.items import read_row, unpack
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.brake import Brake
from followup.business_days import business_days_of
from followup.letter_orders import LetterOrders
from followup.letters import Letters
from followup.local_time import local_time_of
from followup.model import Answer, Record, Reminder, RowKey, Step, StepKey
from followup.pace import Pace
from followup.plan import number_of_check_ins
from followup.tokens import Tokens
from routes import answers
from tests.aws.tables import NOBODY, make_table
from tests.core.memory import MemoryCounters, MemoryForget, MemoryStore
from tests.functions.calls import Api, Stack
from tests.functions.conftest import VARIABLES
from tests.functions.year import END, PLACES, Life, Mailed

SUBSCRIBERS = 200
EVERY_TENTH = 10


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
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (VARIABLES | NOBODY).items():
            patch.setenv(name, value)
        patch.setenv("SEND_RATE", "99999")
        wiring.settings.cache_clear()
        for module in (__import__("api"), dispatch, send):
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
    life.live(Api(Stack(None, None, ""), __import__("api").handler))
    return life


def in_memory(seed: int) -> Life:
    store = MemoryStore()

    def next_due() -> datetime | None:
        return min(
            (r.mailing.due_at for r in store.rows.values() if r.mailing.due_at), default=None
        )

    return Life(seed, store, MemoryForget(store), store.due, next_due)


def on_moto(seed: int, client: Any) -> Life:
    name = f"table-{seed}"
    make_table(client, "Table", name)
    make_table(client, "ForgetTable", f"forget-{seed}")
    table, forgotten = Table(client, name), Table(client, f"forget-{seed}", KEY_NAMES)

    def index() -> list[tuple[datetime, RowKey]]:
        """In one reading, where the sixteen slots would be as many."""
        items = [unpack(item) for item in client.scan(TableName=name, IndexName="due")["Items"]]
        return [(datetime.fromisoformat(each["due_at"]), read_row(each)) for each in items]

    def due(as_of: datetime) -> list[RowKey]:
        return [row for due_at, row in index() if due_at <= as_of]

    def next_due() -> datetime | None:
        return min((due_at for due_at, _ in index()), default=None)

    store, forget = DynamoStore(table), DynamoForget(table, forgotten)
    return Life(seed, store, forget, due, next_due)


@pytest.fixture(scope="module")
def lives(patch: pytest.MonkeyPatch) -> list[Life]:
    patch.setattr(send, "Letters", Blank)
    return [run(patch, in_memory(seed)) for seed in range(SUBSCRIBERS)]


@pytest.fixture(scope="module")
def lives_on_moto(patch: pytest.MonkeyPatch, lives: list[Life]) -> list[Life]:
    """After the others, with every letter in full."""
    assert lives
    patch.setattr(send, "Letters", Letters)
    with mock_aws():
        client = boto3.client("dynamodb")
        return [run(patch, on_moto(seed, client)) for seed in range(0, SUBSCRIBERS, EVERY_TENTH)]


def follow_ups(lives: list[Life]) -> list[list[Mailed]]:
    return [mailed for life in lives for mailed in life.mailed.values()]


def test_the_year_was_a_full_one(lives: list[Life]) -> None:
    mailed = [entry for each in follow_ups(lives) for entry in each]

    assert {life.zone for life in lives} == {zone for zone, _ in PLACES}
    assert {entry.key.step for entry in mailed} == set(Step)
    assert max(entry.key.round for entry in mailed) >= 2
    assert len(mailed) > 2_000
    assert sum(life.presses for life in lives) > 1_000
    assert {entry.at.month for entry in mailed} == set(range(1, 13))


def test_what_was_mailed_is_what_was_shown_none_missing_none_twice(lives: list[Life]) -> None:
    assert [fault for life in lives for fault in surprises(life)] == []


def surprises(life: Life) -> list[object]:
    """Between two presses exactly that leaves which the plan named after the first of them."""
    found: list[object] = []
    for id_, shown in life.shown.items():
        ends = [*(each.at for each in shown[1:]), END]
        for plan, until in zip(shown, ends, strict=True):
            left = [
                (entry.key, entry.at)
                for entry in life.mailed.get(id_, [])
                if plan.at < entry.at <= until
            ]
            due = [(key, at) for key, at in plan.steps if at <= until]
            if left != due:
                found.append((life.seed, id_, plan.at, until, left, due))
    return found


def test_a_letter_leaves_at_the_hour_that_was_chosen_on_both_sides_of_each_change(
    lives: list[Life],
) -> None:
    for each in follow_ups(lives):
        for entry in each:
            local = local_time_of(entry.follow_up)
            clock = local.clock(entry.at)
            is_thanks = entry.key.step is Step.THANK_YOU
            assert clock.hour == entry.follow_up.hour or (is_thanks and clock.hour <= 20)
            assert clock.minute < 15 or is_thanks


def test_at_most_one_letter_a_day_leaves_for_a_follow_up(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        on = [local_time_of(entry.follow_up).day(entry.at) for entry in each]
        assert max(Counter(on).values()) == 1


def test_only_thanks_are_asked_for_on_days_off(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        for entry in each:
            on = local_time_of(entry.follow_up).day(entry.at)
            days = business_days_of(entry.follow_up.country)
            assert days.is_business_day(on) or entry.key.step is Step.THANK_YOU


def test_no_check_in_leaves_before_the_promised_day(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        for entry in (entry for entry in each if entry.key.step is Step.CHECK_IN):
            on = local_time_of(entry.follow_up).day(entry.at)
            assert on > entry.follow_up.interviewed_on
            assert on >= (entry.follow_up.decision_on or on)
            assert entry.key.n <= number_of_check_ins(entry.follow_up)


def test_an_answer_a_stop_and_a_tick_end_what_they_should(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        for entry in each:
            answer, step = entry.follow_up.answer, entry.key.step
            allowed = {
                None: {Step.THANK_YOU, Step.CHECK_IN, Step.ANY_NEWS},
                Answer.OFFER: {Step.REPLY},
                Answer.REJECTION: {Step.REPLY, Step.RECONNECT},
            }
            assert step in allowed.get(answer, set())
            assert entry.follow_up.stopped_at is None
            assert entry.key not in {done.key for done in entry.follow_up.done}
            assert step is not Step.THANK_YOU or not entry.follow_up.all_thanked


def test_a_step_comes_again_only_by_a_snooze_set_since(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        last: dict[object, Mailed] = {}
        for entry in each:
            before = last.get(entry.key)
            snooze = entry.follow_up.snooze
            assert before is None or (snooze is not None and snooze.set_at >= before.at)
            last[entry.key] = entry


def test_check_ins_count_up_by_one(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        check_ins = [entry for entry in each if entry.key.step is Step.CHECK_IN]
        for before, entry in pairwise(check_ins):
            if before.key.round != entry.key.round:
                assert entry.key.round > before.key.round
                continue
            done = {
                tick.key.n for tick in entry.follow_up.done if tick.key.round == entry.key.round
            }
            skipped = set(range(before.key.n + 1, entry.key.n))
            assert entry.key.n >= before.key.n
            assert skipped <= done


def test_nothing_is_left_undone_at_the_end(lives: list[Life]) -> None:
    for life in lives:
        due_at = life.next_due()
        assert due_at is None or due_at >= END


def test_the_tables_on_moto_lead_the_same_lives(
    lives: list[Life], lives_on_moto: list[Life]
) -> None:
    for life in lives_on_moto:
        assert surprises(life) == []
        twin = lives[life.seed]
        assert told(life) == told(twin)


def told(life: Life) -> dict[str, list[tuple[StepKey, datetime]]]:
    """What was mailed, by follow-up."""
    return {id_: [(entry.key, entry.at) for entry in mailed] for id_, mailed in life.mailed.items()}
