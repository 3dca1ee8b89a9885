"""When a thank-you note is due, and when not any more."""

from typing import Any

import pytest

from tests.core.builders import a_person, done
from tests.core.plan_table import BOLD, CASE, GENTLE, THANKED, case, due_next

THANK_YOU = [
    case("confirmed on the interview day: three hours later", "thank_you 1 Mon 11-23 13:00"),
    case(
        "confirmed at 16:59: still on the interview day, before eight in the evening",
        "thank_you 1 Mon 11-23 19:59",
        ready_at="Mon 11-23 16:59",
    ),
    case("confirmed at 17:00: next morning", "thank_you 1 Tue 11-24", ready_at="Mon 11-23 17:00"),
    case("interview yesterday: next morning", "thank_you 1 Wed 11-25", ready_at="Tue 11-24 10:00"),
    case(
        "interview yesterday, confirmed before breakfast: this morning",
        "thank_you 1 Tue 11-24",
        ready_at="Tue 11-24 07:30",
    ),
    case(
        "interview yesterday, confirmed as the clock strikes: this morning",
        "thank_you 1 Tue 11-24",
        ready_at="Tue 11-24 09:00",
    ),
    case(
        "interview ahead: the morning after it", "thank_you 1 Tue 11-24", ready_at="Fri 11-20 12:00"
    ),
    case(
        "interview ahead on a Friday: Saturday morning",
        "thank_you 1 Sat 11-28",
        interviewed_on="Fri 11-27",
    ),
    case(
        "Friday evening: Saturday morning, weekends too",
        "thank_you 1 Sat 11-28",
        interviewed_on="Fri 11-27",
        ready_at="Fri 11-27 18:00",
    ),
    case(
        "interview five business days ago: still",
        "thank_you 1 Tue 12-01",
        ready_at="Mon 11-30 12:00",
    ),
    case(
        "five business days and a weekend ago: still",
        "thank_you 1 Mon 11-30",
        interviewed_on="Fri 11-20",
        ready_at="Sun 11-29 12:00",
    ),
    case(
        "interview six business days ago: not any more",
        "check_in 1 Fri 12-04",
        ready_at="Tue 12-01 08:00",
    ),
    case(
        "a holiday does not count among the five",
        "thank_you 1 Fri 2027-01-01",
        interviewed_on="Wed 12-23",
        decision_on="Fri 2027-01-15",
        ready_at="Thu 12-31 12:00",
    ),
    case("everybody thanked: none", "check_in 1 Fri 12-04", people=THANKED),
    case(
        "one of two thanked: still",
        "thank_you 1 Mon 11-23 13:00",
        people=(a_person(thanked=True), a_person(name="Ms Lovelace")),
    ),
    case("nobody entered: it asks whom", "thank_you 1 Mon 11-23 13:00", people=()),
    case(
        "the promised day has come: none",
        "check_in 1 Tue 11-24",
        decision_on="Tue 11-24",
        ready_at="Mon 11-23 18:00",
    ),
    case(
        "promised for the weekend, thanked on it: the promise counts from Monday",
        "thank_you 1 Sat 11-28",
        interviewed_on="Fri 11-27",
        decision_on="Sat 11-28",
        ready_at="Fri 11-27 18:00",
    ),
    case(
        "the second: one business day later",
        "thank_you 2 Mon 11-30",
        interviewed_on="Fri 11-27",
        letters="thank_you 1 Fri 11-27 13:00",
    ),
    case(
        "no second once everybody is thanked",
        "check_in 1 Fri 12-04",
        people=THANKED,
        letters="thank_you 1 Mon 11-23 13:00",
    ),
    case(
        "no third",
        "check_in 1 Fri 12-04",
        letters="thank_you 1 Mon 11-23 13:00; thank_you 2 Tue 11-24",
    ),
    case(
        "no second on the promised day",
        "check_in 1 Fri 12-04",
        interviewed_on="Wed 12-02",
        letters="thank_you 1 Thu 12-03",
    ),
    case(
        "a check-in beats the second on the same day",
        "check_in 1 Thu 11-26",
        decision_on=None,
        persistence=BOLD,
        letters="thank_you 1 Wed 11-25",
    ),
    case(
        "gentle: no second on the promised day either",
        "check_in 1 Tue 12-08",
        persistence=GENTLE,
        interviewed_on="Wed 12-02",
        letters="thank_you 1 Thu 12-03",
    ),
    case(
        "none after a check-in, though somebody is unthanked",
        "check_in 2 Tue 12-01",
        interviewed_on="Fri 11-20",
        decision_on=None,
        letters="thank_you 1 Thu 11-26; check_in 1 Fri 11-27",
    ),
    case("done: none", "check_in 1 Fri 12-04", done=(done("thank_you 1", "Mon 11-23 11:00"),)),
    case(
        "the first done after it was sent: no second",
        "check_in 1 Fri 12-04",
        letters="thank_you 1 Mon 11-23 13:00",
        done=(done("thank_you 1", "Mon 11-23 15:00"),),
    ),
    case("none in a later round", "check_in 1 in round 2 Fri 12-04", round=2),
    case(
        "with a late hour too: three hours after the confirmation",
        "thank_you 1 Mon 11-23 13:00",
        hour=21,
    ),
    case(
        "interview on 28 February of a leap year: thanked on the 29th",
        "thank_you 1 Tue 2028-02-29",
        interviewed_on="Mon 2028-02-28",
        decision_on="Fri 2028-03-10",
        ready_at="Mon 2028-02-28 17:30",
    ),
]


@pytest.mark.parametrize(CASE, THANK_YOU)
def test_when_to_thank(changes: dict[str, Any], letters: str, now: str, due: str) -> None:
    assert due_next(changes, letters, now) == due
