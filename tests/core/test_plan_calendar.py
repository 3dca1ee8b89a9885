"""Weekends, holidays, zones, and the nights on which the clocks change."""

from typing import Any

import pytest

from followup.model import Answer
from followup.plan import next_reminder
from tests.core.builders import a_follow_up, at
from tests.core.plan_table import CASE, answered, case, checking_in, due_next, reminder_words

WEEKENDS_AND_HOLIDAYS = [
    checking_in(
        "Germany on Christmas Day: after the weekend",
        "check_in 1 Mon 12-28",
        decision_on="Fri 12-25",
    ),
    checking_in(
        "Germany from Christmas Eve to the New Year",
        "check_in 2 Tue 12-29",
        decision_on="Thu 12-24",
        letters="check_in 1 Thu 12-24",
    ),
    checking_in(
        "Germany over the turn of the year",
        "check_in 2 Mon 2027-01-04",
        decision_on="Wed 12-30",
        letters="check_in 1 Wed 12-30",
    ),
    checking_in(
        "Germany over Easter",
        "check_in 2 Tue 2027-03-30",
        decision_on="Wed 2027-03-24",
        letters="check_in 1 Wed 2027-03-24",
    ),
    checking_in(
        "no country: holidays are not known, Christmas is a Friday",
        "check_in 1 Fri 12-25",
        country=None,
        decision_on="Fri 12-25",
    ),
    checking_in(
        "United States on Thanksgiving",
        "check_in 1 Fri 11-27",
        zone="America/New_York",
        country="US",
        decision_on="Thu 11-26",
    ),
    checking_in(
        "the employer's country counts, not the subscriber's zone",
        "check_in 1 Fri 11-27",
        country="US",
        decision_on="Thu 11-26",
    ),
    checking_in(
        "Saudi Arabia rests on Friday and Saturday",
        "check_in 1 Sun 12-06",
        zone="Asia/Riyadh",
        country="SA",
    ),
    checking_in(
        "Israel rests on Friday and Saturday",
        "check_in 1 Sun 12-06",
        zone="Asia/Jerusalem",
        country="IL",
    ),
    checking_in(
        "Egypt: two business days after a Thursday",
        "check_in 2 Mon 12-07",
        zone="Africa/Cairo",
        country="EG",
        decision_on="Thu 12-03",
        letters="check_in 1 Thu 12-03",
    ),
    checking_in("Iran rests on Friday", "check_in 1 Sat 12-05", zone="Asia/Tehran", country="IR"),
    checking_in(
        "Brunei rests on Friday and Sunday",
        "check_in 2 Mon 12-07",
        zone="Asia/Brunei",
        country="BN",
        decision_on="Thu 12-03",
        letters="check_in 1 Thu 12-03",
    ),
    checking_in(
        "the Emirates rest on Saturday and Sunday, and on their national days",
        "check_in 1 Fri 12-04",
        zone="Asia/Dubai",
        country="AE",
        decision_on="Wed 12-02",
    ),
    checking_in(
        "Japan in the golden week",
        "check_in 1 Thu 2027-05-06",
        zone="Asia/Tokyo",
        country="JP",
        decision_on="Mon 2027-05-03",
    ),
    case(
        "thank-you notes go out on a holiday",
        "thank_you 1 Fri 12-25",
        interviewed_on="Thu 12-24",
        decision_on="Fri 2027-01-15",
        ready_at="Thu 12-24 17:30",
    ),
]


ZONES = [
    case(
        "Los Angeles: four in the afternoon is tomorrow in UTC, but still today",
        "thank_you 1 Mon 11-23 19:00",
        zone="America/Los_Angeles",
        country="US",
        ready_at="Mon 11-23 16:00",
    ),
    checking_in(
        "Honolulu: not a day early",
        "check_in 1 Fri 12-04",
        zone="Pacific/Honolulu",
        country="US",
        hour=21,
    ),
    checking_in(
        "Pago Pago: the gap counts from the local day of the letter",
        "check_in 2 Tue 12-08",
        zone="Pacific/Pago_Pago",
        country="AS",
        hour=21,
        letters="check_in 1 Fri 12-04 21:00",
    ),
    checking_in(
        "Kiritimati: not a day late",
        "check_in 1 Fri 12-04",
        zone="Pacific/Kiritimati",
        country="KI",
        hour=6,
    ),
    checking_in("Kathmandu", "check_in 1 Fri 12-04", zone="Asia/Katmandu", country="NP"),
    answered(
        "Los Angeles: an answer on Sunday evening is Monday in UTC",
        "reply 1 Mon 12-07",
        Answer.OFFER,
        zone="America/Los_Angeles",
        country="US",
        answered_at="Sun 12-06 20:00",
    ),
    checking_in(
        "a zone nobody knows counts as UTC",
        "check_in 1 Fri 12-04",
        zone="Mars/Olympus_Mons",
        ready_at=at("Mon 11-23 10:00", "UTC"),
        now="Mon 11-23 10:00 UTC",
    ),
]


@pytest.mark.parametrize(CASE, [*WEEKENDS_AND_HOLIDAYS, *ZONES])
def test_what_the_calendar_makes_of_a_day(
    changes: dict[str, Any], letters: str, now: str, due: str
) -> None:
    assert due_next(changes, letters, now) == due


# Both changes of the clock, as the instants they are: (zone, interview, at what UTC it is due).
CLOCK_CHANGES = [
    ("Europe/Berlin", "Fri 2027-03-26", "2027-03-27 08:00"),
    ("Europe/Berlin", "Sat 2027-03-27", "2027-03-28 07:00"),
    ("Europe/Berlin", "Fri 10-23", "2026-10-24 07:00"),
    ("Europe/Berlin", "Sat 10-24", "2026-10-25 08:00"),
    ("America/New_York", "Fri 2027-03-12", "2027-03-13 14:00"),
    ("America/New_York", "Sat 2027-03-13", "2027-03-14 13:00"),
    ("America/New_York", "Fri 10-30", "2026-10-31 13:00"),
    ("America/New_York", "Sat 10-31", "2026-11-01 14:00"),
    ("Australia/Sydney", "Fri 2027-04-02", "2027-04-02 22:00"),
    ("Australia/Sydney", "Sat 2027-04-03", "2027-04-03 23:00"),
    ("Australia/Sydney", "Fri 10-02", "2026-10-02 23:00"),
    ("Australia/Sydney", "Sat 10-03", "2026-10-03 22:00"),
    ("Australia/Lord_Howe", "Fri 2027-04-02", "2027-04-02 22:00"),
    ("Australia/Lord_Howe", "Sat 2027-04-03", "2027-04-03 22:30"),
    ("Australia/Lord_Howe", "Sat 10-03", "2026-10-03 22:00"),
    ("Asia/Kolkata", "Sat 10-03", "2026-10-04 03:30"),
]


@pytest.mark.parametrize(("zone", "interviewed_on", "due"), CLOCK_CHANGES)
def test_nine_in_the_morning_is_nine_after_the_clocks_change(
    zone: str, interviewed_on: str, due: str
) -> None:
    follow_up = a_follow_up(
        zone=zone,
        interviewed_on=interviewed_on,
        decision_on="Fri 2027-06-04",
        ready_at=f"{interviewed_on} 18:00",
    )

    reminder = next_reminder(follow_up, [], at(f"{interviewed_on} 18:00", zone))

    assert reminder is not None
    assert f"{reminder.due_at:%Y-%m-%d %H:%M}" == due


def test_three_hours_are_three_hours_in_the_night_the_clocks_change() -> None:
    follow_up = a_follow_up(
        interviewed_on="Sun 2027-03-28",
        decision_on="Fri 2027-04-09",
        ready_at="Sun 2027-03-28 01:00",
    )

    reminder = next_reminder(follow_up, [], at("Sun 2027-03-28 01:00"))

    assert reminder_words(reminder, follow_up) == "thank_you 1 Sun 2027-03-28 05:00"
