"""P1 and P2: what a new process costs before it has answered once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from statistics import median

from tests.bench import events
from tests.bench.figures import Figure, Goal, Subject, milliseconds, ratios, shown
from tests.bench.task import Task, write_events

HOUR = timedelta(hours=1)
REFERENCE = "a process that imports boto3 and makes one DynamoDB client"


def measure(task: Task, rounds: int) -> Subject:
    """One new process after the other, ours and bare in turn."""
    task.clear()
    due = events.due(1)
    paths = {
        "api": write_events("first-sign-up", events.sign_ups(1)),
        "dispatch": write_events("first-tick", [events.tick(due.at - HOUR)]),
        "send": write_events("first-letter", due.batches),
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in paths}
    empty: list[tuple[float, float]] = []
    task.measured("bare_client")  # what the disk was slow at, once
    for _ in range(rounds):
        for name, path in paths.items():
            task.put(due.items)
            found[name].append((task.cold(name, path), task.measured("bare_client")))
        empty.append((task.measured("bare_resolver"), task.measured("bare_client")))
    least = f"With an empty Powertools resolver that validates: {shown(median(ratios(empty)))}×."
    return Subject(
        (
            replace(
                _figure(
                    "P1", "Cold start of the API, to its first POST /follow-ups", 1.5, found["api"]
                ),
                note=least,
            ),
            _figure("P2", "Cold start of the tick, to its first answer", 1.3, found["dispatch"]),
            _figure("P2", "Cold start of the worker, to its first letter", 1.3, found["send"]),
        )
    )


def _figure(number: str, what: str, limit: float, pairs: Sequence[tuple[float, float]]) -> Figure:
    ours, bare = zip(*pairs, strict=True)
    return Figure(
        number,
        what,
        Goal("≤", limit, "×"),
        ratios(pairs),
        ours=milliseconds(ours),
        reference=f"{REFERENCE}: {milliseconds(bare)}",
    )
