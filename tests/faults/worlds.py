"""The worlds of the model: a row, the workers, the events on their way, and what was accepted."""

from typing import NamedTuple

STEPS = (1, 2)
MAX_TRIES = 2
NOBODY = 0

Pair = tuple[str, str]
Counts = tuple[int, int]
Event = tuple[int, int]  # attempt and step
Seen = tuple[int, str, int]  # rev, state and attempt: what a write asks to be still so


class Row(NamedTuple):
    """`is_due`: its time has come. `waits`: it was refused and comes again soon."""

    step: int = 1
    state: str = "due"  # due, sending, over
    attempt: int = NOBODY
    tries: int = 0
    rev: int = 0
    is_due: bool = True
    waits: bool = False
    planned_answered: bool = False
    outcomes: Pair = ("", "")


class Worker(NamedTuple):
    """`seen` is the row as it read it, `saw_end` whether a stop or an erasure came before."""

    at: str = "idle"
    seen: Seen = (0, "", NOBODY)
    attempt: int = NOBODY
    saw_answer: bool = False
    saw_end: bool = False
    step: int = 0


class World(NamedTuple):
    """`excuses`: how often an accepted letter of a step lost its event, or had it too late."""

    workers: tuple[Worker, ...]
    action: str
    faults: int
    row: Row | None = Row()
    answered: bool = False
    stopped: bool = False
    erased: bool = False
    user: Seen | None = None
    events: frozenset[Event] = frozenset()
    heard: frozenset[Event] = frozenset()
    feedback: tuple[Event, Seen, bool] | None = None
    accepted: Counts = (0, 0)
    excuses: Counts = (0, 0)
    fault_free: bool = True


def start(workers: int, faults: int, action: str = "") -> World:
    """`action`: answer, edit, stop, erase, or none; it may come at any moment or never."""
    return World((Worker(),) * workers, action, faults)


def next_row(row: Row, outcome: str, answered: bool, goes_on: bool) -> Row:
    """This step ended so; the next one is planned for tomorrow, unless nothing is wanted."""
    outcomes = list(row.outcomes)
    outcomes[row.step - 1] = outcome
    goes_on = goes_on and not answered and row.step < len(STEPS)
    if not goes_on:
        left = [each or "ended" for each in outcomes]
        return row._replace(
            state="over", attempt=NOBODY, is_due=False, tries=0, outcomes=(left[0], left[1])
        )
    return Row(row.step + 1, rev=row.rev, is_due=False, outcomes=(outcomes[0], outcomes[1]))


def seen(row: Row) -> Seen:
    return row.rev, row.state, row.attempt


def put(world: World, place: int, worker: Worker) -> World:
    """Which worker is which does not matter."""
    others = world.workers[:place] + world.workers[place + 1 :]
    return world._replace(workers=tuple(sorted((*others, worker))))


def fail(world: World) -> World:
    return world._replace(faults=world.faults - 1, fault_free=False)


def excuse(world: World, step: int) -> World:
    return world._replace(excuses=more(world.excuses, step))


def more(counts: Counts, step: int) -> Counts:
    first, second = counts
    return (first + 1, second) if step == 1 else (first, second + 1)


def unused(world: World) -> int:
    """A fresh attempt: the smallest number nobody remembers, which keeps the worlds few."""
    known = {event[0] for event in world.events | world.heard}
    for worker in world.workers:
        known |= {worker.attempt, worker.seen[2]}
    known |= {world.row.attempt} if world.row else set()
    known |= {world.user[2]} if world.user else set()
    known |= {world.feedback[0][0], world.feedback[1][2]} if world.feedback else set()
    return next(number for number in range(1, 99) if number not in known)
