"""Plans as calendar files (RFC 5545): one event for each step, in UTC, with a lasting identity.

Calendar programs keep what they once saw. So a step that was planned and no longer is stays in
the file for a while, as canceled. Which those are is read from the presses a follow-up remembers:
the plan as it was before each of them, less the plan as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from followup import limits
from followup.documents import restore_fields
from followup.mailing import Record
from followup.model import FollowUp, PlannedStep, Step, StepKey
from followup.plan import plan
from followup.views import as_mailed

PRODUCT = "-//Interview Follow-Up//EN"
NAME = "Interview follow-ups"
SUMMARIES = {
    Step.THANK_YOU: "Thank the people you met",
    Step.CHECK_IN: "Check in",
    Step.ANY_NEWS: "Any news?",
    Step.REPLY: "Reply",
    Step.RECONNECT: "Get back in touch",
}

Steps = dict[StepKey, PlannedStep]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the events of one follow-up share. `employer` is empty where no name may travel."""

    id: str
    employer: str
    rev: int


def write_plan(steps: Iterable[PlannedStep], id_: str, site_url: str, now: datetime) -> bytes:
    """The plan of days alone; `id_` tells it from the plan of other days."""
    calendar, entry = _calendar(), Entry(id_, "", 1)
    for step in _by_key(steps).values():
        calendar.add_component(_event(entry, step, site_url, now))
    return bytes(calendar.to_ical())


def write_records(records: Iterable[Record], site_url: str, now: datetime) -> bytes:
    """Every step of these follow-ups: mailed, planned, and lately canceled."""
    calendar = _calendar()
    for record in records:
        assert record.follow_up is not None
        entry = Entry(record.row.id, record.follow_up.employer, record.mailing.rev)
        steps = _by_key(plan(as_mailed(record), record.mailing.sent, now))
        gone = canceled_steps(record, steps.keys(), now)
        for step in steps.values():
            calendar.add_component(_event(entry, step, site_url, now))
        for step in gone.values():
            calendar.add_component(_event(entry, step, site_url, now, is_canceled=True))
    return bytes(calendar.to_ical())


def canceled_steps(record: Record, wanted: Iterable[StepKey], now: datetime) -> Steps:
    """Steps that the plans before the remembered presses held and today's does not."""
    known, gone = set(wanted), Steps()
    for earlier in _earlier_states(record, now):
        for key, step in _by_key(plan(earlier, record.mailing.sent, now)).items():
            if key not in known:
                gone.setdefault(key, step)
    return gone


def _earlier_states(record: Record, now: datetime) -> list[FollowUp]:
    """As it is without a stop of everything, then one press back after the other."""
    assert record.follow_up is not None
    states = [record.follow_up]
    for press in reversed(record.follow_up.undo):
        if now - press.at > limits.CANCELED_SHOWN_FOR:
            break
        states.append(restore_fields(states[-1], press.before))
    return states


def _by_key(steps: Iterable[PlannedStep]) -> Steps:
    """Of a letter that a snooze brings again, the later one: it is one event that moved."""
    return {step.key: step for step in steps}


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    return calendar


def _event(
    entry: Entry, step: PlannedStep, site_url: str, now: datetime, *, is_canceled: bool = False
) -> Event:
    key, event = step.key, Event()
    at = step.at.replace(microsecond=0)
    host = urlsplit(site_url).hostname
    event.add("uid", f"{entry.id}-{key.round}-{key.step}-{key.n}@{host}")
    event.add("sequence", entry.rev)
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("dtstart", at)
    event.add("dtend", at + limits.EVENT_LENGTH)
    event.add("summary", summary_of(key, entry.employer))
    event.add("status", "CANCELLED" if is_canceled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{site_url}/follow-ups/")
    return event


def summary_of(key: StepKey, employer: str) -> str:
    words = SUMMARIES[key.step]
    counted = f"{words} {key.n}" if key.step is Step.CHECK_IN else words
    return f"{counted}: {employer}" if employer else counted
