"""CPU time of whole processes, and of two kinds of them in turn: a busy machine hits both."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from statistics import median

Measure = Callable[[], float]

WORK = (10, 100, 1_000)
FIRST_RUNS = 5  # little work is measured less exactly


class Failed(Exception):
    """A measured process did not end well; what it said."""


def seconds_of(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """User and system time of one process from its start to its end."""
    with subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(said.decode(errors="replace")[-2_000:])
    return usage.ru_utime + usage.ru_stime


def growth(seconds_for: Callable[[int], float]) -> tuple[float, ...]:
    """What one unit costs as the work grows tenfold and a hundredfold, the first being 1."""
    least, *more = WORK
    first = median(seconds_for(least) / least for _ in range(FIRST_RUNS))
    return (1.0, *(seconds_for(work) / work / first for work in more))


def in_turn(ours: Measure, reference: Measure, rounds: int) -> list[tuple[float, float]]:
    """Pairs of both, measured one right after the other: A B A B …"""
    return [(ours(), reference()) for _ in range(rounds)]
