"""The rules of the plan as a table: a situation, and the reminder that is due next.

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
from tests.core.builders import (
    a_follow_up,
    a_person,
    a_snooze,
    at,
    day_words,
    done,
    key_words,
    letters_of,
)

GENTLE, STEADY, BOLD = Persistence.GENTLE, Persistence.STEADY, Persistence.BOLD
THANKED = (a_person(thanked=True),)


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

FIRST_CHECK_IN = [
    checking_in("on the promised day", "check_in 1 Fri 12-04"),
    checking_in("promised for a Sunday: Monday", "check_in 1 Mon 12-07", decision_on="Sun 12-06"),
    checking_in(
        "the promised day is past: one, the next business morning",
        "check_in 1 Tue 12-01",
        decision_on="Wed 11-25",
        ready_at="Mon 11-30 12:00",
    ),
    checking_in(
        "confirmed days late, on a Saturday: Monday",
        "check_in 1 Mon 12-14",
        ready_at="Sat 12-12 08:00",
    ),
    checking_in(
        "confirmed on the promised day before the hour: that morning",
        "check_in 1 Fri 12-04",
        ready_at="Fri 12-04 08:59",
    ),
    checking_in(
        "confirmed on the promised day at the hour: the next business morning",
        "check_in 1 Mon 12-07",
        ready_at="Fri 12-04 09:00",
    ),
    checking_in(
        "promised for the interview day itself: the business day after",
        "check_in 1 Tue 11-24",
        decision_on="Mon 11-23",
    ),
    checking_in(
        "promised for a day before the interview: the business day after it",
        "check_in 1 Mon 11-30",
        interviewed_on="Fri 11-27",
        decision_on="Tue 11-24",
    ),
    checking_in(
        "gentle: two business days after the promised day",
        "check_in 1 Tue 12-08",
        persistence=GENTLE,
    ),
    checking_in(
        "gentle, promised for a Sunday: two business days after Monday",
        "check_in 1 Wed 12-09",
        persistence=GENTLE,
        decision_on="Sun 12-06",
    ),
    checking_in("bold: on the promised day", "check_in 1 Fri 12-04", persistence=BOLD),
    checking_in(
        "no day known, steady: five business days after the interview",
        "check_in 1 Mon 11-30",
        decision_on=None,
    ),
    checking_in(
        "no day known, bold: three", "check_in 1 Thu 11-26", decision_on=None, persistence=BOLD
    ),
    checking_in(
        "no day known, gentle: ten", "check_in 1 Mon 12-07", decision_on=None, persistence=GENTLE
    ),
    checking_in(
        "no day known, interview ahead: counted from the interview",
        "check_in 1 Mon 12-14",
        interviewed_on="Mon 12-07",
        decision_on=None,
    ),
    checking_in(
        "promised for 29 February",
        "check_in 1 Tue 2028-02-29",
        interviewed_on="Mon 2028-02-21",
        decision_on="Tue 2028-02-29",
        ready_at="Mon 2028-02-21 10:00",
    ),
]

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

LATER_CHECK_INS = [
    checking_in(
        "steady: every second business day", "check_in 2 Tue 12-08", letters="check_in 1 Fri 12-04"
    ),
    checking_in(
        "steady: and on",
        "check_in 3 Thu 12-10",
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08",
    ),
    checking_in(
        "bold: the second, one business day later",
        "check_in 2 Mon 12-07",
        persistence=BOLD,
        letters="check_in 1 Fri 12-04",
    ),
    checking_in(
        "bold: the third, one business day later",
        "check_in 3 Tue 12-08",
        persistence=BOLD,
        letters="check_in 1 Fri 12-04; check_in 2 Mon 12-07",
    ),
    checking_in(
        "bold: the fourth, two business days later",
        "check_in 4 Thu 12-10",
        persistence=BOLD,
        letters="check_in 1 Fri 12-04; check_in 2 Mon 12-07;check_in 3 Tue 12-08",
    ),
    checking_in(
        "gentle: five business days later",
        "check_in 2 Tue 12-15",
        persistence=GENTLE,
        letters="check_in 1 Tue 12-08",
    ),
    checking_in(
        "gentle after three: any news, thirty days later",
        "any_news 1 Thu 2027-01-21",
        persistence=GENTLE,
        letters="check_in 1 Tue 12-08; check_in 2 Tue 12-15;check_in 3 Tue 12-22",
    ),
    checking_in(
        "less often after the fourth: gentle, but the number set holds",
        "check_in 5 Mon 12-21",
        persistence=GENTLE,
        max_check_ins=7,
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08; "
        "check_in 3 Thu 12-10; check_in 4 Mon 12-14",
    ),
    checking_in(
        "one is enough: any news on the first business day after thirty days",
        "any_news 1 Mon 2027-01-04",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04",
    ),
    checking_in(
        "any news over 29 February",
        "any_news 1 Thu 2028-03-30",
        max_check_ins=1,
        interviewed_on="Mon 2028-02-21",
        decision_on="Tue 2028-02-29",
        letters="check_in 1 Tue 2028-02-29",
    ),
    checking_in(
        "after any news: nothing",
        "nothing",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04; any_news 1 Mon 2027-01-04",
    ),
    checking_in(
        "fewer than were sent already: any news",
        "any_news 1 Thu 2027-01-07",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08",
    ),
    checking_in(
        "any news done: nothing",
        "nothing",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04",
        done=(done("any_news 1", "Mon 12-14 09:00"),),
    ),
    checking_in(
        "one that left late: the next counts from the day it left",
        "check_in 2 Fri 12-11",
        letters="check_in 1 Wed 12-09",
    ),
    checking_in(
        "from 29 February on",
        "check_in 2 Thu 2028-03-02",
        interviewed_on="Mon 2028-02-21",
        decision_on="Tue 2028-02-29",
        letters="check_in 1 Tue 2028-02-29",
    ),
]

DONE = [
    checking_in(
        "done before it was sent: the next counts from that day",
        "check_in 2 Tue 12-08",
        done=(done("check_in 1", "Fri 12-04 08:00"),),
    ),
    checking_in(
        "done long before the promised day: the next waits for that day",
        "check_in 2 Fri 12-04",
        done=(done("check_in 1", "Wed 11-25 15:00"),),
    ),
    checking_in(
        "done months before the promised day: no asking for news before it",
        "check_in 2 Fri 2027-01-29",
        decision_on="Fri 2027-01-29",
        done=(done("check_in 1", "Wed 11-25 15:00"),),
    ),
    checking_in(
        "done after it was sent: the next counts from the letter",
        "check_in 2 Tue 12-08",
        letters="check_in 1 Fri 12-04",
        done=(done("check_in 1", "Mon 12-07 15:00"),),
    ),
    checking_in(
        "the second done ahead of the first: the first still comes",
        "check_in 1 Fri 12-04",
        done=(done("check_in 2", "Thu 12-03 15:00"),),
    ),
    checking_in(
        "the second done ahead of the first: the third counts from the first",
        "check_in 3 Tue 12-08",
        letters="check_in 1 Fri 12-04",
        done=(done("check_in 2", "Thu 12-03 15:00"),),
    ),
    checking_in(
        "the only one done before it was sent: any news",
        "any_news 1 Mon 2027-01-04",
        max_check_ins=1,
        done=(done("check_in 1", "Fri 12-04 08:00"),),
    ),
    checking_in(
        "done in another round: changes nothing here",
        "check_in 1 in round 2 Fri 12-18",
        round=2,
        decision_on="Fri 12-18",
        done=(done("check_in 1", "Fri 12-04 08:00"),),
    ),
]

ANSWERS = [
    answered("an offer on Saturday", "reply 1 Mon 12-07", Answer.OFFER),
    answered("a rejection on Saturday", "reply 1 Mon 12-07", Answer.REJECTION),
    answered(
        "recorded before breakfast: this morning",
        "reply 1 Mon 12-07",
        Answer.OFFER,
        answered_at="Mon 12-07 08:00",
    ),
    answered(
        "recorded at the hour: the next business morning",
        "reply 1 Tue 12-08",
        Answer.OFFER,
        answered_at="Mon 12-07 09:00",
    ),
    answered(
        "recorded before the day's letter left: the reply waits a day",
        "reply 1 Mon 12-07",
        Answer.OFFER,
        answered_at="Fri 12-04 08:50",
        now="Fri 12-04 09:30",
    ),
    answered(
        "the second reply: one business day later",
        "reply 2 Mon 12-14",
        Answer.OFFER,
        letters="reply 1 Fri 12-11",
    ),
    answered(
        "no third reply", "nothing", Answer.OFFER, letters="reply 1 Mon 12-07; reply 2 Tue 12-08"
    ),
    answered(
        "reply done: nothing", "nothing", Answer.OFFER, done=(done("reply 1", "Sat 12-05 16:00"),)
    ),
    answered(
        "first reply done: no second",
        "nothing",
        Answer.REJECTION,
        letters="reply 1 Mon 12-07",
        done=(done("reply 1", "Mon 12-07 16:00"),),
    ),
    answered("withdrawn: nothing", "nothing", Answer.WITHDRAWN, reconnect=True),
    answered("another interview: nothing", "nothing", Answer.ANOTHER_ROUND, reconnect=True),
    answered(
        "withdrawn while a thank-you note was open: nothing",
        "nothing",
        Answer.WITHDRAWN,
        letters="",
        answered_at="Mon 11-23 11:00",
    ),
    answered(
        "a rejection, keeping in touch: ninety days later",
        "reconnect 1 Fri 2027-03-05",
        Answer.REJECTION,
        reconnect=True,
        letters="reply 1 Mon 12-07; reply 2 Tue 12-08",
    ),
    answered(
        "ninety days later is a Sunday: Monday",
        "reconnect 1 Mon 2027-03-08",
        Answer.REJECTION,
        reconnect=True,
        answered_at="Mon 12-07 15:00",
        done=(done("reply 1", "Mon 12-07 16:00"),),
    ),
    answered(
        "kept in touch: nothing more",
        "nothing",
        Answer.REJECTION,
        reconnect=True,
        letters="reply 1 Mon 12-07; reply 2 Tue 12-08;reconnect 1 Fri 2027-03-05",
    ),
    answered(
        "keeping in touch done: nothing",
        "nothing",
        Answer.REJECTION,
        reconnect=True,
        letters="reply 1 Mon 12-07; reply 2 Tue 12-08",
        done=(done("reconnect 1", "Fri 2027-01-08 09:00"),),
    ),
    answered(
        "an offer asks for no keeping in touch",
        "nothing",
        Answer.OFFER,
        reconnect=True,
        letters="reply 1 Mon 12-07; reply 2 Tue 12-08",
    ),
]

SNOOZES = [
    checking_in(
        "over a check-in: the newest again, and nothing between",
        "check_in 1 Wed 12-16",
        letters="check_in 1 Fri 12-04",
        snooze=a_snooze("Wed 12-16", "Fri 12-04 10:00"),
    ),
    checking_in(
        "until the day of the next one: the newest again goes before it",
        "check_in 1 Tue 12-08",
        letters="check_in 1 Fri 12-04",
        snooze=a_snooze("Tue 12-08", "Fri 12-04 10:00"),
    ),
    checking_in(
        "until a Saturday: Monday",
        "check_in 1 Mon 12-14",
        letters="check_in 1 Fri 12-04",
        snooze=a_snooze("Sat 12-12", "Fri 12-04 10:00"),
    ),
    checking_in(
        "mailed again: later ones count from that",
        "check_in 2 Fri 12-18",
        letters="check_in 1 Fri 12-04; check_in 1 Wed 12-16",
        snooze=a_snooze("Wed 12-16", "Fri 12-04 10:00"),
    ),
    checking_in(
        "mailed again late: over all the same",
        "check_in 2 Mon 12-21",
        letters="check_in 1 Fri 12-04; check_in 1 Thu 12-17",
        snooze=a_snooze("Wed 12-16", "Fri 12-04 10:00"),
    ),
    checking_in(
        "nothing sent yet: the next due one waits",
        "check_in 1 Thu 12-10",
        snooze=a_snooze("Thu 12-10", "Tue 12-01 10:00"),
    ),
    checking_in(
        "nothing sent yet, until before it is due: its own day",
        "check_in 1 Fri 12-04",
        snooze=a_snooze("Wed 12-02", "Tue 12-01 10:00"),
    ),
    case(
        "a thank-you note not sent yet waits",
        "thank_you 1 Thu 11-26",
        snooze=a_snooze("Thu 11-26", "Mon 11-23 11:00"),
    ),
    case(
        "a thank-you note again",
        "thank_you 1 Thu 11-26",
        letters="thank_you 1 Mon 11-23 13:00",
        snooze=a_snooze("Thu 11-26", "Mon 11-23 14:00"),
    ),
    case(
        "a thank-you note until the promised day: the check-in comes",
        "check_in 1 Fri 12-04",
        letters="thank_you 1 Mon 11-23 13:00",
        snooze=a_snooze("Fri 12-04", "Mon 11-23 14:00"),
    ),
    case(
        "a thank-you note and a check-in put off to the same day: the check-in comes",
        "check_in 1 Wed 12-02",
        decision_on=None,
        letters="thank_you 1 Mon 11-23 13:00",
        snooze=a_snooze("Wed 12-02", "Mon 11-23 14:00"),
    ),
    case(
        "a thank-you note, everybody thanked meanwhile: the check-in waits",
        "check_in 1 Tue 12-08",
        people=THANKED,
        letters="thank_you 1 Mon 11-23 13:00",
        snooze=a_snooze("Tue 12-08", "Mon 11-23 14:00"),
    ),
    case(
        "a thank-you note until long after the interview: the days count from the snooze",
        "thank_you 1 Tue 12-08",
        decision_on="Fri 12-18",
        letters="thank_you 1 Mon 11-23 13:00",
        snooze=a_snooze("Tue 12-08", "Mon 11-23 14:00"),
    ),
    checking_in(
        "a check-in that is done does not come again; the next waits",
        "check_in 2 Wed 12-16",
        letters="check_in 1 Fri 12-04",
        done=(done("check_in 1", "Fri 12-04 11:00"),),
        snooze=a_snooze("Wed 12-16", "Fri 12-04 12:00"),
    ),
    checking_in(
        "a check-in of an earlier round does not come again",
        "check_in 1 in round 2 Fri 12-18",
        round=2,
        decision_on="Fri 12-18",
        letters="check_in 1 Fri 12-04",
        snooze=a_snooze("Wed 12-16", "Fri 12-04 12:00"),
    ),
    checking_in(
        "a check-in beyond the number now set does not come again",
        "any_news 1 Thu 2027-01-07",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08",
        snooze=a_snooze("Wed 12-16", "Tue 12-08 12:00"),
    ),
    checking_in(
        "the last check-in, beyond any news: the check-in again",
        "check_in 1 Wed 2027-01-13",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04",
        snooze=a_snooze("Wed 2027-01-13", "Fri 12-04 12:00"),
    ),
    checking_in(
        "a check-in that left while a later day was named: not again before that day",
        "check_in 1 Fri 12-18",
        decision_on="Fri 12-18",
        letters="check_in 1 Fri 12-04",
        snooze=a_snooze("Wed 12-16", "Fri 12-04 10:00"),
    ),
    checking_in(
        "any news again",
        "any_news 1 Wed 2027-01-13",
        max_check_ins=1,
        letters="check_in 1 Fri 12-04; any_news 1 Mon 2027-01-04",
        snooze=a_snooze("Wed 2027-01-13", "Mon 2027-01-04 12:00"),
    ),
    answered(
        "a reply again",
        "reply 1 Thu 12-10",
        Answer.OFFER,
        letters="reply 1 Mon 12-07",
        snooze=a_snooze("Thu 12-10", "Mon 12-07 10:00"),
    ),
    answered(
        "a reply mailed again: the second counts from that",
        "reply 2 Fri 12-11",
        Answer.OFFER,
        letters="reply 1 Mon 12-07; reply 1 Thu 12-10",
        snooze=a_snooze("Thu 12-10", "Mon 12-07 10:00"),
    ),
    answered(
        "a reply not sent yet waits, and is not late",
        "reply 1 Mon 2027-01-11",
        Answer.OFFER,
        snooze=a_snooze("Mon 2027-01-11", "Sun 12-06 10:00"),
        now="Mon 2027-01-11 09:30",
    ),
    answered(
        "keeping in touch again",
        "reconnect 1 Mon 2027-03-15",
        Answer.REJECTION,
        reconnect=True,
        letters="reply 2 Tue 12-08; reconnect 1 Fri 2027-03-05",
        done=(done("reply 1", "Mon 12-07 16:00"),),
        snooze=a_snooze("Mon 2027-03-15", "Fri 2027-03-05 10:00"),
    ),
    answered(
        "a snooze from before the answer is over",
        "reply 1 Mon 12-07",
        Answer.OFFER,
        snooze=a_snooze("Fri 12-18", "Fri 12-04 10:00"),
    ),
    answered(
        "snoozed after the answer: no check-in again, the reply waits",
        "reply 1 Wed 12-16",
        Answer.OFFER,
        snooze=a_snooze("Wed 12-16", "Sat 12-05 16:00"),
    ),
]

EDITS = [
    checking_in(
        "a later day after two check-ins: a new round",
        "check_in 1 in round 2 Fri 12-18",
        round=2,
        decision_on="Fri 12-18",
        replanned_at="Tue 12-08 11:00",
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08",
    ),
    checking_in(
        "the second of a later round counts within it",
        "check_in 2 in round 2 Tue 12-22",
        round=2,
        decision_on="Fri 12-18",
        letters="check_in 1 Fri 12-04; check_in 2 Tue 12-08; check_in 1 in round 2 Fri 12-18",
    ),
    checking_in(
        "a later day before any check-in: the same round",
        "check_in 1 Fri 12-18",
        decision_on="Fri 12-18",
        replanned_at="Tue 12-01 11:00",
    ),
    checking_in(
        "an earlier day, already past: the next business morning",
        "check_in 1 Wed 12-02",
        decision_on="Fri 11-27",
        replanned_at="Tue 12-01 11:00",
    ),
    checking_in(
        "another persistence keeps n",
        "check_in 2 Mon 12-07",
        persistence=BOLD,
        replanned_at="Fri 12-04 12:00",
        letters="check_in 1 Fri 12-04",
    ),
    checking_in(
        "what would have been due before the edit comes the next business morning",
        "check_in 2 Mon 12-14",
        replanned_at="Fri 12-11 09:30",
        letters="check_in 1 Fri 12-04",
    ),
    checking_in(
        "what is due at the very moment of the edit comes then",
        "check_in 2 Tue 12-08",
        replanned_at="Tue 12-08 09:00",
        letters="check_in 1 Fri 12-04",
    ),
    checking_in(
        "a first check-in at the very moment of the edit waits a day",
        "check_in 1 Mon 12-07",
        replanned_at="Fri 12-04 09:00",
    ),
    case(
        "a thank-you note moves to the next calendar morning",
        "thank_you 1 Sat 11-28",
        interviewed_on="Fri 11-27",
        ready_at="Fri 11-27 10:00",
        replanned_at="Fri 11-27 14:00",
    ),
    case(
        "a thank-you note with a late hour moves to the same evening",
        "thank_you 1 Mon 11-23",
        hour=21,
        replanned_at="Mon 11-23 14:00",
    ),
    case(
        "somebody unthanked again long after: too late for a note",
        "check_in 1 Fri 12-04",
        replanned_at="Tue 12-01 12:00",
    ),
    checking_in(
        "a later day named while a check-in was leaving: nothing before that day",
        "check_in 2 Fri 12-18",
        decision_on="Fri 12-18",
        letters="check_in 1 Fri 12-04",
    ),
    answered(
        "an answer taken back: check-ins go on the next business morning",
        "check_in 2 Thu 12-10",
        answer=None,  # type: ignore[arg-type]
        answered_at=None,
        replanned_at="Wed 12-09 15:00",
    ),
]

LATE = [
    checking_in(
        "looked at on its day in the afternoon: due since the morning",
        "check_in 1 Fri 12-04",
        now="Fri 12-04 15:00",
    ),
    checking_in("until eight in the evening", "check_in 1 Fri 12-04", now="Fri 12-04 20:00"),
    checking_in(
        "looked at on its day at night: the next business morning",
        "check_in 1 Mon 12-07",
        now="Fri 12-04 23:00",
    ),
    checking_in("on Saturday: Monday", "check_in 1 Mon 12-07", now="Sat 12-05 12:00"),
    checking_in("on a later business day: at once", "check_in 1 Mon 12-07", now="Mon 12-07 14:00"),
    checking_in(
        "at three in the night: that morning", "check_in 1 Tue 12-08", now="Tue 12-08 03:00"
    ),
    checking_in(
        "late in the evening: the next morning", "check_in 1 Wed 12-09", now="Tue 12-08 20:01"
    ),
    checking_in(
        "on a holiday: the next business day", "check_in 1 Mon 12-28", now="Fri 12-25 12:00"
    ),
    checking_in(
        "months late: it keeps its n",
        "check_in 2 Wed 2027-03-10",
        letters="check_in 1 Fri 12-04",
        now="Wed 2027-03-10 12:00",
    ),
    checking_in(
        "an hour in the evening: an hour long",
        "check_in 1 Fri 12-04",
        hour=21,
        now="Fri 12-04 22:00",
    ),
    checking_in(
        "an hour in the evening: not longer", "check_in 1 Mon 12-07", hour=21, now="Fri 12-04 22:01"
    ),
    checking_in(
        "one left this morning, and the hour is now in the evening: not a second today",
        "check_in 1 Tue 12-01",
        decision_on=None,
        hour=21,
        letters="thank_you 1 Mon 11-30",
        replanned_at="Mon 11-30 12:00",
        now="Mon 11-30 12:00",
    ),
    case(
        "a thank-you note on Saturday: at once",
        "thank_you 1 Sat 11-28",
        interviewed_on="Thu 11-26",
        ready_at="Thu 11-26 18:00",
        now="Sat 11-28 11:00",
    ),
    case(
        "a thank-you note of today at night: tomorrow",
        "thank_you 1 Tue 11-24",
        now="Mon 11-23 20:01",
    ),
    case(
        "a thank-you note five business days late: at once",
        "thank_you 1 Mon 11-30",
        now="Mon 11-30 12:00",
    ),
    case(
        "a thank-you note six business days late: dropped",
        "check_in 1 Fri 12-04",
        now="Tue 12-01 08:00",
    ),
    case(
        "a thank-you note that would leave six business days late: dropped",
        "check_in 1 Fri 12-04",
        now="Mon 11-30 20:30",
    ),
    answered(
        "a reply ten business days late: at once",
        "reply 1 Mon 12-21",
        Answer.OFFER,
        now="Mon 12-21 12:00",
    ),
    answered(
        "a reply eleven business days late: dropped", "nothing", Answer.OFFER, now="Tue 12-22 08:00"
    ),
    answered(
        "a dropped reply leaves keeping in touch",
        "reconnect 1 Fri 2027-03-05",
        Answer.REJECTION,
        reconnect=True,
        now="Tue 12-22 08:00",
    ),
    answered(
        "keeping in touch is never dropped",
        "reconnect 1 Wed 2027-06-09",
        Answer.REJECTION,
        reconnect=True,
        now="Wed 2027-06-09 10:00",
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

STATES = [
    case("pending: nothing", "nothing", ready_at=None, now="Mon 11-23 10:00"),
    case("stopped: nothing", "nothing", stopped_at="Mon 11-23 11:00"),
]


@pytest.mark.parametrize(
    ("changes", "letters", "now", "due"),
    [
        *THANK_YOU,
        *FIRST_CHECK_IN,
        *WEEKENDS_AND_HOLIDAYS,
        *LATER_CHECK_INS,
        *DONE,
        *ANSWERS,
        *SNOOZES,
        *EDITS,
        *LATE,
        *ZONES,
        *STATES,
    ],
)
def test_the_next_reminder(changes: dict[str, Any], letters: str, now: str, due: str) -> None:
    follow_up = a_follow_up(**changes)

    reminder = next_reminder(follow_up, letters_of(letters, follow_up.zone), _now(now, follow_up))

    assert _words(reminder, follow_up) == due


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

    assert _words(reminder, follow_up) == "thank_you 1 Sun 2027-03-28 05:00"


def _now(text: str, follow_up: FollowUp) -> datetime:
    if text.endswith(" UTC"):
        return at(text.removesuffix(" UTC"), "UTC")
    if text:
        return at(text, follow_up.zone)
    assert follow_up.ready_at is not None
    return follow_up.ready_at


def _words(reminder: Reminder | None, follow_up: FollowUp) -> str:
    if reminder is None:
        return "nothing"
    known_zone = "UTC" if follow_up.zone.startswith("Mars") else follow_up.zone
    local = reminder.due_at.astimezone(ZoneInfo(known_zone))
    assert local.date() == reminder.on
    clock = "" if local.time() == time(follow_up.hour) else f" {local:%H:%M}"
    return f"{key_words(reminder.key)} {day_words(reminder.on)}{clock}"
