"""The same interview, entered twice: pointed out to whoever may see both, never merged."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from followup.mailing import Record

Interview = tuple[str, date]


def with_same_as(records: Iterable[Record]) -> list[Record]:
    """In the same order, each with the id of the oldest one about the same interview.

    The records are all of one subscriber. A pending one is younger than any that is confirmed.
    """
    known = list(records)
    oldest: dict[Interview, str] = {}
    for record in sorted(known, key=_age):
        oldest.setdefault(_interview(record), record.row.id)
    return [_marked(record, oldest[_interview(record)]) for record in known]


def _marked(record: Record, oldest: str) -> Record:
    return replace(record, same_as=None if oldest == record.row.id else oldest)


def _interview(record: Record) -> Interview:
    """Case and spaces make no other employer."""
    assert record.follow_up is not None
    return " ".join(record.follow_up.employer.casefold().split()), record.follow_up.interviewed_on


def _age(record: Record) -> tuple[bool, float, str]:
    assert record.follow_up is not None
    ready_at = record.follow_up.ready_at
    return ready_at is None, ready_at.timestamp() if ready_at else 0.0, record.row.id
