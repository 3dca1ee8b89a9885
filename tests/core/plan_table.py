"""The rules of the plan as tables: a situation, and the reminder that is due next.

Without another word the follow-up is that of `a_follow_up`: interview on Monday 23 November 2026,
decision promised for Friday 4 December, Berlin, steady, nine o'clock, one person unthanked,
confirmed on Monday at ten; and now is the moment of the confirmation. A date without a year is
in 2026; a reminder without a time comes at the follow-up's hour, a letter without one at nine.
"""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup.model import Answer, FollowUp, Persistence, Reminder
from followup.plan import next_reminder
from tests.core.builders import a_follow_up, a_person, at, day_words, key_words, letters_of

GENTLE, STEADY, BOLD = Persistence.GENTLE, Persistence.STEADY, Persistence.BOLD
THANKED = (a_person(thanked=True),)
CASE = ("changes", "letters", "now", "due")


def case(title: str, due: str, *, letters: str = "", now: str = "", **changes: Any) -> Any:
    """`letters`: those sent so far, such as "check_in 1 Fri 12-04; …"."""
    return pytest.param(changes, letters, now, due, id=title)


def checking_in(title: str, due: str, **changes: Any) -> Any:
    """A case in which everybody has been thanked, so that only check-ins are left."""
    return case(title, due, **{"people": THANKED, **changes})


def answered(title: str, due: str, answer: Answer, **changes: Any) -> Any:
    """A case with an answer, recorded on Saturday afternoon after one check-in."""
    facts = {
        "answer": answer,
        "answered_at": "Sat 12-05 15:00",
        "letters": "check_in 1 Fri 12-04",
        "now": "Sat 12-05 15:00",
    }
    return case(title, due, **{**facts, **changes})


def due_next(changes: dict[str, Any], letters: str, now: str) -> str:
    follow_up = a_follow_up(**changes)

    reminder = next_reminder(follow_up, letters_of(letters, follow_up.zone), _now(now, follow_up))

    return reminder_words(reminder, follow_up)


def reminder_words(reminder: Reminder | None, follow_up: FollowUp) -> str:
    if reminder is None:
        return "nothing"
    known_zone = "UTC" if follow_up.zone.startswith("Mars") else follow_up.zone
    local = reminder.due_at.astimezone(ZoneInfo(known_zone))
    assert local.date() == reminder.on
    clock = "" if local.time() == time(follow_up.hour) else f" {local:%H:%M}"
    return f"{key_words(reminder.key)} {day_words(reminder.on)}{clock}"


def _now(text: str, follow_up: FollowUp) -> datetime:
    if text.endswith(" UTC"):
        return at(text.removesuffix(" UTC"), "UTC")
    if text:
        return at(text, follow_up.zone)
    assert follow_up.ready_at is not None
    return follow_up.ready_at
