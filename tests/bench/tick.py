"""P5: what a tick with nothing to do asks of AWS, however much is stored."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from followup.aws import items
from tests.bench import events
from tests.bench.figures import Figure, Goal, Subject
from tests.bench.task import Task, write_events

STORED = (0, 1_000, 10_000, 100_000)
NAMED = (0, 1_000, 100_000)  # those of the table; the others are for the chart
GOAL = 16


def measure(task: Task) -> Subject:
    """One table that fills up; a tick after each filling."""
    task.clear()
    asked: dict[int, int] = {}
    now = datetime.now(UTC)
    path = write_events("tick", [events.tick(now)])
    for before, stored in zip((0, *STORED), STORED, strict=False):
        task.put(_ahead(range(before, stored), now))
        asked[stored] = _calls_of(task, path)
    first = asked[STORED[1]]
    growth = tuple(asked[stored] / first for stored in STORED[1:])
    return Subject(
        tuple(_figure(stored, asked[stored]) for stored in NAMED),
        {"P5 requests of an empty tick": growth},
    )


def _figure(stored: int, asked: int) -> Figure:
    what = f"Requests of an empty tick, {stored:,} follow-ups ahead"
    return Figure("P5", what, Goal("=", GOAL), [asked])


def _calls_of(task: Task, path: Path) -> int:
    before = task.counts()
    task.cold("dispatch", path)
    return task.counts().total() - before.total()


def _ahead(places: range, now: datetime) -> list[Any]:
    """Reminders due in the next months and not yet: the item of a follow-up that is indexed."""
    (record,) = events.due(1).records
    found = []
    for place in places:
        row = replace(record.row, id=events.id_of(place))
        mailing = replace(record.mailing, due_at=now + timedelta(minutes=1 + place))
        later = replace(record, row=row, mailing=mailing)
        found.append(items.pack(items.write_reminder(later, now + events.LONG)))
    return found
