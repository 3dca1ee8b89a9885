"""P6: a worker that drains due reminders, against the bare boto3 calls of the same letters."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench import cpu, events
from tests.bench.events import BATCH
from tests.bench.figures import Figure, Goal, Subject, shown
from tests.bench.inside.calls import ONCE
from tests.bench.task import BUILD, Task, write_events

WARM_BATCHES = 2
WARM = WARM_BATCHES * BATCH
MOST_CALLS = 4
GOAL = 0.85


def measure(task: Task, rounds: int, count: int) -> Subject:
    """`count` letters a round."""
    task.clear()
    recorded, calls = _record(task, count)
    pairs = cpu.in_turn(
        lambda: count / _drained(task, count),
        lambda: count / task.measured("bare_calls", recorded, round(WARM * calls)),
        rounds,
    )
    figures = (
        _rate(pairs, calls),
        Figure("P6", "AWS calls for each letter", Goal("≤", MOST_CALLS), [calls]),
    )
    return Subject(
        figures, {"P6 CPU for each letter": cpu.growth(lambda work: _drained(task, work))}
    )


def _rate(pairs: Sequence[tuple[float, float]], calls: float) -> Figure:
    ours, bare = (median(column) for column in zip(*pairs, strict=True))
    return Figure(
        "P6",
        "Letters for each second of one core",
        Goal("≥", GOAL, "×"),
        [ours / bare for ours, bare in pairs],
        ours=f"{shown(ours)} letters",
        reference=f"the {shown(calls)} bare boto3 calls of a letter: {shown(bare)} letters",
    )


def _drained(task: Task, count: int, **environment: str) -> float:
    """CPU seconds of `count` letters, after the first ones."""
    due = events.due(WARM + count)
    task.put(due.items)
    path = write_events("batches", due.batches)
    return task.measured("calls", "send", path, WARM_BATCHES, **environment)


def _record(task: Task, count: int) -> tuple[Path, float]:
    """The AWS calls of the same letters with their parameters, and how many each one takes."""
    path = BUILD / "letter-calls.pickle"
    before = task.counts()
    _drained(task, count, RECORD=str(path))
    after = task.counts()
    assert after["SendEmail"] - before["SendEmail"] == WARM + count, "Not every letter left."
    made = sum(after[name] - before.get(name, 0) for name in after.keys() - ONCE)
    return path, made / (WARM + count)
