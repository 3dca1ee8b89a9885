"""How the days of an interview and of a decision are named in a note."""

from datetime import date, timedelta

import pytest

from followup.model import Medium
from followup.note_days import Days
from followup.note_facts import Occasion, facts_for
from followup.note_files import words
from tests.core.note_people import MONDAY, a_follow_up

WORDS = words("en")


# Days from today (a Monday), as in an e-mail and on a card.
NEAR_DAYS = [
    (0, "today", "on Monday"),
    (-1, "yesterday", "on Sunday"),
    (1, "tomorrow", "on Tuesday"),
    (-2, "on Saturday", "on Saturday"),
    (-4, "on Thursday", "on Thursday"),
    (-5, "on Wednesday 18 November", "on Wednesday 18 November"),
    (6, "on Sunday", "on Sunday"),
    (-7, "on Monday 16 November", "on Monday 16 November"),
    (7, "on Monday 30 November", "on Monday 30 November"),
    (31, "on Thursday 24 December", "on Thursday 24 December"),
    (32, "on 25 December", "on 25 December"),
    (60, "on 22 January", "on 22 January"),
    (-400, "on 19 October 2025", "on 19 October 2025"),
    (400, "on 28 December 2027", "on 28 December 2027"),
]
# The day they promised: once it is past, "by Thursday" would sound like the one to come.
PROMISED_DAYS = [
    (2, "on Wednesday", "Wednesday", "Wednesday"),
    (1, "tomorrow", "tomorrow", "Tuesday"),
    (0, "today", "today", "Monday 23 November"),
    (-1, "yesterday", "yesterday", "Sunday 22 November"),
    (-4, "on Thursday 19 November", "Thursday 19 November", "Thursday 19 November"),
]
MONTHS = [
    (-31, "on Friday 23 October"),
    (-32, "in October"),
    (-300, "in January"),
    (-301, "in January 2026"),
]


@pytest.mark.parametrize(("gap", "mailed", "posted"), NEAR_DAYS)
def test_a_day_is_named_as_people_name_it(gap: int, mailed: str, posted: str) -> None:
    day = MONDAY + timedelta(days=gap)

    assert Days(MONDAY, WORDS, by_hand=False).on(day) == mailed
    assert Days(MONDAY, WORDS, by_hand=True).on(day) == posted


@pytest.mark.parametrize(("gap", "on", "mailed", "posted"), PROMISED_DAYS)
def test_a_promised_day_that_is_past_is_never_a_bare_weekday(
    gap: int, on: str, mailed: str, posted: str
) -> None:
    user = a_follow_up(
        interviewed_on=MONDAY - timedelta(days=9), decision_on=MONDAY + timedelta(days=gap)
    )

    by_mail, by_hand = (
        facts_for(user, None, Occasion(MONDAY, medium), WORDS)
        for medium in (Medium.EMAIL, Medium.HAND)
    )

    assert (by_mail["decision_day"], by_mail["decision_name"]) == (on, mailed)
    assert by_hand["decision_name"] == posted


@pytest.mark.parametrize(("gap", "text"), MONTHS)
def test_a_day_long_ago_is_named_by_its_month(gap: int, text: str) -> None:
    assert Days(MONDAY, WORDS, by_hand=False).in_month(MONDAY + timedelta(days=gap)) == text


def test_a_leap_day_keeps_its_name() -> None:
    assert Days(date(2028, 3, 10), WORDS, by_hand=False).on(date(2028, 2, 29)) == (
        "on Tuesday 29 February"
    )


@pytest.mark.parametrize(
    ("gap", "mailed", "posted"),
    [
        (0, "today's interview", "Monday's interview"),
        (-1, "yesterday's interview", "Sunday's interview"),
        (-4, "Thursday's interview", "Thursday's interview"),
        (-5, "the interview on Wednesday 18 November", "the interview on Wednesday 18 November"),
    ],
)
def test_an_interview_is_named_by_its_day(gap: int, mailed: str, posted: str) -> None:
    day = MONDAY + timedelta(days=gap)

    assert Days(MONDAY, WORDS, by_hand=False).interview(day) == mailed
    assert Days(MONDAY, WORDS, by_hand=True).interview(day) == posted
