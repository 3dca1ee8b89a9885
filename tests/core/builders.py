"""Follow-ups, people and letters for tests; say only what the test is about.

Days may be written as "Fri 12-04" (in 2026) or "Mon 2027-01-04", instants as "Fri 12-04 14:00" (at
nine without a time), local to the follow-up's zone. A wrong weekday is an error: no table can lie.
"""

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from followup.model import Done, FollowUp, Person, Sent, Snooze, Step, StepKey

BERLIN = "Europe/Berlin"
LETTER = re.compile(r"(\w+ \d+(?: in round \d+)?) ([A-Z][^;]+)")


def a_person(**changes: Any) -> Person:
    return Person(**{"name": "Mr Babbage", **changes})


def a_follow_up(**changes: Any) -> FollowUp:
    """Interviewed on Monday, promised an answer for Friday week, confirmed at ten that Monday."""
    form = {
        "id": "",
        "employer": "Acme",
        "interviewed_on": "Mon 11-23",
        "decision_on": "Fri 12-04",
        "zone": BERLIN,
        "country": "DE",
        "people": (a_person(),),
        "ready_at": "Mon 11-23 10:00",
    }
    form |= changes
    return FollowUp(**{name: _read(name, value, form["zone"]) for name, value in form.items()})


def day(text: str) -> date:
    weekday, digits = text.split()
    written = date.fromisoformat(digits if len(digits) == len("2026-12-04") else f"2026-{digits}")
    assert f"{written:%a}" == weekday, text
    return written


def day_words(written: date) -> str:
    return f"{written:%a %m-%d}" if written.year == 2026 else f"{written:%a %Y-%m-%d}"


def at(text: str, zone: str = BERLIN) -> datetime:
    weekday, digits, *clock = text.split()
    local = time.fromisoformat(*clock or ["09:00"])
    return datetime.combine(day(f"{weekday} {digits}"), local, ZoneInfo(zone)).astimezone(UTC)


def key(text: str) -> StepKey:
    """ "check_in 2", or "check_in 2 in round 2"."""
    step, n, *rest = text.split()
    return StepKey(int(rest[-1]) if rest else 1, Step(step), int(n))


def key_words(step_key: StepKey) -> str:
    later_round = f" in round {step_key.round}" if step_key.round > 1 else ""
    return f"{step_key.step} {step_key.n}{later_round}"


def letters_of(text: str, zone: str = BERLIN) -> list[Sent]:
    """ "check_in 1 Fri 12-04; …" as letters, the newest first: nobody may rely on their order."""
    return [sent(what, when, zone) for what, when in reversed(LETTER.findall(text))]


def sent(what: str, when: str, zone: str = BERLIN) -> Sent:
    return Sent(key(what), at(when, zone))


def done(what: str, when: str, zone: str = BERLIN) -> Done:
    return Done(key(what), at(when, zone))


def a_snooze(until: str, set_at: str, zone: str = BERLIN) -> Snooze:
    return Snooze(day(until), at(set_at, zone))


def _read(name: str, value: Any, zone: Any) -> Any:
    if isinstance(value, str) and name.endswith("_on"):
        return day(value)
    if isinstance(value, str) and name.endswith("_at"):
        return at(value, zone)
    return value
