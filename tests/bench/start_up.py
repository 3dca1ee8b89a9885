"""P11: `make run` until it is ready, for the second time; and the last whole `make test`."""

import re
import time
from pathlib import Path

from infra.processes import free_port
from tests.bench.figures import Figure, Goal, Subject
from tests.bench.task import BUILD
from tests.infra.running.processes import Run

# The Makefile writes how many seconds the last `make test` took that found no fault.
TESTED = BUILD.parent / "make-test-seconds"
RUN_GOAL = 15
TEST_GOAL = 8
MINUTE = 60


def measure(runs: int, tested: Path = TESTED) -> Subject:
    """The first start makes what the others find. Data of their own, not the user's."""
    waits = [start_once(BUILD / "local") for _ in range(1 + runs)][1:]
    ready = Figure("P11", "make run to Ready, second time", Goal("≤", RUN_GOAL, " s"), waits)
    return Subject((ready, last_test(tested)))


def start_once(data: Path) -> float:
    """Seconds on the clock: somebody waits for it."""
    run = Run(data, free_port(), ())
    began = time.monotonic()
    try:
        run.wait_until_ready()
        return time.monotonic() - began
    finally:
        run.end()


def last_test(tested: Path) -> Figure:
    goal = Goal("≤", TEST_GOAL, " min")
    if not tested.exists():
        note = "Run `make test` first: its time is kept."
        return Figure("P11", "make test", goal, [], note=note)
    seconds = int(re.findall(r"\d+", tested.read_text())[0])
    return Figure("P11", "make test, when it ran last", goal, [seconds / MINUTE])
