"""Forms, histories and presses for the properties of the plan, as Hypothesis draws them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from followup.model import (
    Answer,
    Done,
    FollowUp,
    Persistence,
    Sent,
    Snooze,
    Step,
    StepKey,
)
from followup.plan import (
    next_reminder,
)
from tests.core.builders import a_person

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Pago_Pago",
    "Pacific/Kiritimati",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Asia/Jerusalem",
    "UTC",
]
COUNTRIES = [None, "DE", "US", "SA", "IL", "IR", "BN", "JP", "AU", "CN"]
Changes = st.SearchStrategy[dict[str, Any]]
# The follow-up, the letters that left, and now.
Situation = tuple[FollowUp, list[Sent], datetime]
MINUTES_OF_A_MONTH = 30 * 24 * 60
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
spans = st.integers(0, MINUTES_OF_A_MONTH).map(lambda minutes: timedelta(minutes=minutes))
delays = st.sampled_from([0, 0, 0, 1, 30, 600, 2_000, 9_000]).map(lambda m: timedelta(minutes=m))
keys = st.builds(StepKey, st.integers(1, 2), st.sampled_from(Step), st.integers(1, 5))


def around(day: date) -> st.SearchStrategy[date]:
    return st.integers(-5, 40).map(lambda ahead: day + timedelta(days=ahead))


def hours(earliest: int, latest: int) -> st.SearchStrategy[timedelta]:
    minutes = st.integers(earliest * 60, latest * 60)
    return minutes.map(lambda minute: timedelta(minutes=minute))


@st.composite
def forms(draw: st.DrawFn) -> FollowUp:
    """Confirmed at some time from ten days before the interview to three weeks after it."""
    interviewed_on = draw(days)
    ready_at = datetime.combine(interviewed_on, time(), UTC) - timedelta(days=10) + draw(spans)
    ahead = draw(st.none() | st.integers(-10, 60))
    return FollowUp(
        id=draw(st.sampled_from(["", "a", "b", "c"])),
        employer="Acme",
        interviewed_on=interviewed_on,
        decision_on=None if ahead is None else interviewed_on + timedelta(days=ahead),
        zone=draw(st.sampled_from(ZONES)),
        country=draw(st.sampled_from(COUNTRIES)),
        hour=draw(st.integers(6, 21)),
        people=draw(st.sampled_from([(), (a_person(),), (a_person(thanked=True),)])),
        persistence=draw(st.sampled_from(Persistence)),
        max_check_ins=draw(st.none() | st.integers(1, 20)),
        ready_at=ready_at,
    )


@st.composite
def lived(draw: st.DrawFn) -> Situation:
    """Letters that left, each somewhat after it was due; then, around the time the next one is
    due, the subscriber does something, and the service looks again."""
    follow_up = draw(forms())
    letters, now = mailed(follow_up, draw(st.lists(delays, max_size=4)))
    upcoming = next_reminder(follow_up, letters, now)
    at = max(now, (upcoming.due_at if upcoming else now) + draw(hours(-3, 9)))
    for press in draw(st.lists(st.sampled_from(PRESSES), min_size=1, max_size=2)):
        follow_up = replace(follow_up, **draw(press(at)))
    return follow_up, letters, at + draw(delays | hours(0, 100))


def answers(at: datetime) -> Changes:
    given_answer = st.sampled_from(Answer)
    return st.fixed_dictionaries(
        {"answer": given_answer, "answered_at": st.just(at), "reconnect": st.booleans()}
    )


def edits(at: datetime) -> Changes:
    return st.fixed_dictionaries(
        {"replanned_at": st.just(at)},
        optional={"hour": st.integers(6, 21), "persistence": st.sampled_from(Persistence)},
    )


def snoozes(at: datetime) -> Changes:
    return st.fixed_dictionaries({"snooze": st.builds(Snooze, around(at.date()), st.just(at))})


def moves_in_flight(at: datetime) -> Changes:
    """A later day named while a letter was leaving: the round could not yet be another."""
    return st.fixed_dictionaries({"decision_on": around(at.date()), "replanned_at": st.just(at)})


PRESSES = [answers, edits, snoozes, moves_in_flight]


@st.composite
def wild(draw: st.DrawFn) -> Situation:
    follow_up = draw(forms())
    moments = spans.map(lambda span: ready_at_of(follow_up) + span)
    letters = draw(st.lists(st.builds(Sent, keys, moments), max_size=6))
    answer = draw(st.none() | st.sampled_from(Answer))
    changed = replace(
        follow_up,
        round=draw(st.integers(1, 2)),
        done=tuple(draw(st.lists(st.builds(Done, keys, moments), max_size=4))),
        snooze=draw(st.none() | st.builds(Snooze, around(follow_up.interviewed_on), moments)),
        answer=answer,
        answered_at=draw(st.none() | moments) if answer else None,
        reconnect=draw(st.booleans()),
        replanned_at=draw(st.none() | moments),
    )
    return changed, letters, draw(moments)


situations = st.one_of(lived(), wild())


def mailed(follow_up: FollowUp, lateness: list[timedelta]) -> tuple[list[Sent], datetime]:
    """A service that looks each time so much after a letter was due; and when it looked last."""
    letters: list[Sent] = []
    now = ready_at_of(follow_up)
    for late in lateness:
        reminder = next_reminder(follow_up, letters, now)
        if reminder is None:
            break
        now = max(now, reminder.due_at) + late
        due = next_reminder(follow_up, letters, now)
        if due is not None and due.due_at <= now:
            letters.append(Sent(due.key, now))
    return letters, now


def ready_at_of(follow_up: FollowUp) -> datetime:
    assert follow_up.ready_at is not None
    return follow_up.ready_at
