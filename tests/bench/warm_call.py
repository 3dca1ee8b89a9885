"""P4: a warm `POST /follow-ups`, against as many bare `put_item` calls as it makes AWS calls."""

import pickle
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from followup.aws import items
from tests.bench import cpu, events
from tests.bench.figures import Figure, Goal, Subject, ratios, shown
from tests.bench.inside.calls import ONCE
from tests.bench.task import BUILD, Task, write_events

WARM = 20
GOAL = 1.35


def measure(task: Task, rounds: int, count: int) -> Subject:
    """`count` requests a round."""
    task.clear()
    calls = _calls_each(task)
    bare = _bare_puts(count, calls)
    pairs = cpu.in_turn(
        lambda: _spent(task, count) / count,
        lambda: task.measured("bare_calls", bare, WARM) / count,
        rounds,
    )
    growth = cpu.growth(lambda work: _spent(task, work))
    return Subject((_figure(pairs, calls),), {"P4 CPU for each request": growth})


def _figure(pairs: Sequence[tuple[float, float]], calls: int) -> Figure:
    ours, bare = (1000 * median(column) for column in zip(*pairs, strict=True))
    return Figure(
        "P4",
        "Warm POST /follow-ups",
        Goal("≤", GOAL, "×"),
        ratios(pairs),
        ours=f"{shown(ours)} ms for {calls} AWS calls",
        reference=f"{calls} bare put_item calls: {shown(bare)} ms",
    )


def _calls_each(task: Task) -> int:
    """AWS calls of one more request in the same process."""
    made = [_calls_of(task, WARM + extra) for extra in (0, 10)]
    return (made[1] - made[0]) // 10


def _calls_of(task: Task, count: int) -> int:
    before = task.counts()
    path = write_events("counted", events.sign_ups(count))
    task.measured("calls", "api", path, 0)
    after = task.counts()
    return sum(after[name] - before.get(name, 0) for name in after.keys() - ONCE)


def _bare_puts(count: int, calls: int) -> Path:
    """What a request stores is put as often: the facts of a follow-up, as boto3 takes them."""
    due = events.due(1)
    item = items.pack(items.write_facts(due.records[0], due.at + events.LONG))
    path = BUILD / "bare-puts.pickle"
    one = ("dynamodb", "PutItem", {"TableName": "table", "Item": item})
    path.write_bytes(pickle.dumps([one] * (WARM + count * calls)))
    return path


def _spent(task: Task, count: int) -> float:
    """CPU seconds of `count` requests, after the first ones."""
    path = write_events("sign-ups", events.sign_ups(WARM + count))
    return task.measured("calls", "api", path, WARM)
