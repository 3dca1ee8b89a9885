"""What is due after a snooze or an edit."""

from typing import Any

import pytest

from followup.model import Answer
from tests.core.builders import a_snooze, done
from tests.core.plan_table import BOLD, CASE, THANKED, answered, case, checking_in, due_next

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


@pytest.mark.parametrize(CASE, [*SNOOZES, *EDITS])
def test_what_follows_a_change(changes: dict[str, Any], letters: str, now: str, due: str) -> None:
    assert due_next(changes, letters, now) == due
