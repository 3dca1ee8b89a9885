"""Whole plans, rounds, today, and how many check-ins there are."""

from typing import Any

import pytest

from followup.check_ins import (
    asks_to_go_on,
    is_last_check_in,
    number_of_check_ins,
    shown_maximum,
)
from followup.model import Answer, Persistence, PlannedStep
from followup.plan import plan, round_after, snooze_until, today
from tests.core.builders import (
    a_follow_up,
    a_person,
    at,
    day,
    day_words,
    done,
    key,
    key_words,
    letters_of,
    sent,
)

GENTLE, STEADY, BOLD = Persistence.GENTLE, Persistence.STEADY, Persistence.BOLD
THANKED = (a_person(thanked=True),)

# The days of a whole plan, each letter mailed when due.
PLANS = [
    pytest.param(
        {"people": THANKED, "max_check_ins": 5},
        "check_in 1 Fri 12-04, check_in 2 Tue 12-08, check_in 3 Thu 12-10, "
        "check_in 4 Mon 12-14, check_in 5 Wed 12-16, any_news 1 Fri 2027-01-15",
        id="steady, five at most",
    ),
    pytest.param(
        {"persistence": GENTLE},
        "thank_you 1 Mon 11-23, thank_you 2 Tue 11-24, check_in 1 Tue 12-08, "
        "check_in 2 Tue 12-15, check_in 3 Tue 12-22, any_news 1 Thu 2027-01-21",
        id="gentle",
    ),
    pytest.param(
        {"persistence": BOLD, "decision_on": None, "max_check_ins": 6},
        "thank_you 1 Mon 11-23, thank_you 2 Tue 11-24, check_in 1 Thu 11-26, "
        "check_in 2 Fri 11-27, check_in 3 Mon 11-30, check_in 4 Wed 12-02, "
        "check_in 5 Fri 12-04, check_in 6 Tue 12-08, any_news 1 Thu 2027-01-07",
        id="bold, no day known, six at most",
    ),
    pytest.param(
        {"people": THANKED},
        "check_in 1 Fri 12-04, check_in 2 Tue 12-08, check_in 3 Thu 12-10, "
        "check_in 4 Mon 12-14, check_in 5 Wed 12-16, check_in 6 Fri 12-18, "
        "check_in 7 Tue 12-22, check_in 8 Thu 12-24, check_in 9 Tue 12-29, "
        "check_in 10 Thu 12-31, check_in 11 Tue 2027-01-05, check_in 12 Thu 2027-01-07, "
        "any_news 1 Mon 2027-02-08",
        id="steady, twelve over Christmas and the New Year",
    ),
    pytest.param(
        {"ready_at": None, "max_check_ins": 1},
        "thank_you 1 Mon 11-23, thank_you 2 Tue 11-24, check_in 1 Fri 12-04, "
        "any_news 1 Mon 2027-01-04",
        id="pending: as if confirmed now",
    ),
    pytest.param(
        {"answer": Answer.REJECTION, "answered_at": "Mon 11-23 12:00", "reconnect": True},
        "reply 1 Tue 11-24, reply 2 Wed 11-25, reconnect 1 Mon 2027-02-22",
        id="a rejection, keeping in touch",
    ),
    pytest.param({"stopped_at": "Mon 11-23 11:00"}, "", id="stopped"),
]


@pytest.mark.parametrize(("changes", "days"), PLANS)
def test_the_days_of_a_plan(changes: dict[str, Any], days: str) -> None:
    follow_up = a_follow_up(**changes)

    steps = plan(follow_up, [], at("Mon 11-23 10:00"))

    assert ", ".join(f"{key_words(step.key)} {day_words(step.on)}" for step in steps) == days


def test_a_plan_begins_with_the_letters_sent() -> None:
    letter = sent("check_in 1", "Fri 12-04 09:02")
    ticked = (done("check_in 1", "Fri 12-04 10:00"),)
    follow_up = a_follow_up(max_check_ins=2, done=ticked)

    first, second, _any_news = plan(follow_up, [letter], at("Fri 12-04 12:00"))

    assert first == PlannedStep(
        letter.key, 2, day("Fri 12-04"), letter.at, sent_at=letter.at, done=True
    )
    assert second == PlannedStep(key("check_in 2"), 2, day("Tue 12-08"), at("Tue 12-08 09:00"))


def test_a_plan_says_of_how_many_only_for_check_ins_with_a_maximum() -> None:
    now = at("Mon 11-23 10:00")

    gentle = plan(a_follow_up(persistence=GENTLE), [], now)
    steady = plan(a_follow_up(), [], now)

    assert [step.of for step in gentle] == [None, None, 3, 3, 3, None]
    assert {step.of for step in steady} == {None}


def test_the_plan_of_a_stopped_follow_up_is_what_was_sent() -> None:
    letter = sent("check_in 1", "Fri 12-04 09:02")

    steps = plan(a_follow_up(stopped_at="Fri 12-04 12:00"), [letter], letter.at)

    assert [step.key for step in steps] == [letter.key]


@pytest.mark.parametrize(
    ("letters", "decision_on", "round_then"),
    [
        ("", "Fri 12-18", 1),
        ("check_in 1 Fri 12-04 09:00", "Fri 12-18", 2),
        ("check_in 1 Fri 12-04 09:00", "Sat 12-05", 2),
        ("check_in 1 Fri 12-04 09:00", "Fri 12-04", 1),
        ("check_in 1 Fri 12-04 09:00; check_in 2 Tue 12-08 09:00", "Sat 12-05", 1),
        ("check_in 1 Fri 12-04 09:00", None, 1),
        ("thank_you 1 Mon 11-23 13:00", "Fri 12-18", 1),
    ],
)
def test_a_day_past_the_last_check_in_opens_a_round(
    letters: str, decision_on: str | None, round_then: int
) -> None:
    follow_up = a_follow_up()

    moved_to = day(decision_on) if decision_on else None

    assert round_after(follow_up, letters_of(letters), moved_to) == round_then


def test_a_check_in_done_before_it_was_sent_counts_when_a_later_day_is_named() -> None:
    follow_up = a_follow_up(done=(done("check_in 1", "Fri 12-04 08:00"),))

    assert round_after(follow_up, [], day("Fri 12-18")) == 2


def test_the_same_day_again_opens_no_round_though_a_check_in_was_done_before_it() -> None:
    follow_up = a_follow_up(done=(done("check_in 1", "Wed 11-25 15:00"),))

    assert round_after(follow_up, [], day("Fri 12-04")) == 1
    assert round_after(follow_up, [], day("Mon 12-07")) == 2


def test_the_check_ins_of_an_earlier_round_open_no_other() -> None:
    follow_up = a_follow_up(round=2, decision_on="Fri 12-18")
    letters = [sent("check_in 1", "Fri 12-04 09:00")]

    assert round_after(follow_up, letters, day("Fri 2027-01-15")) == 2


def test_two_business_days_count_from_today_or_from_the_last_letter() -> None:
    follow_up = a_follow_up()
    now = at("Thu 12-03 12:00")
    letters = [sent("check_in 1", "Fri 12-04 09:00")]

    assert snooze_until(follow_up, [], now, 2) == day("Mon 12-07")
    assert snooze_until(follow_up, letters, now, 2) == day("Tue 12-08")


def test_today_is_the_day_where_the_subscriber_is() -> None:
    follow_up = a_follow_up(zone="America/Los_Angeles")
    letters = [sent("check_in 1", "Fri 12-04 21:14", follow_up.zone)]

    assert today(follow_up, [], at("Thu 12-03 20:00", follow_up.zone)) == day("Thu 12-03")
    assert today(follow_up, letters, letters[0].at) == day("Fri 12-04")


@pytest.mark.parametrize(
    ("persistence", "maximum", "number", "shown"),
    [
        (STEADY, None, 12, None),
        (BOLD, None, 12, None),
        (GENTLE, None, 3, 3),
        (GENTLE, 7, 7, 7),
        (STEADY, 1, 1, 1),
        (BOLD, 20, 20, 20),
    ],
)
def test_the_number_of_check_ins(
    persistence: Persistence, maximum: int | None, number: int, shown: int | None
) -> None:
    follow_up = a_follow_up(persistence=persistence, max_check_ins=maximum)

    assert number_of_check_ins(follow_up) == number
    assert shown_maximum(follow_up) == shown


def test_only_the_last_check_in_is_the_last() -> None:
    follow_up = a_follow_up(persistence=GENTLE)

    assert not is_last_check_in(follow_up, key("check_in 2"))
    assert is_last_check_in(follow_up, key("check_in 3"))
    assert not is_last_check_in(follow_up, key("any_news 3"))


@pytest.mark.parametrize(("persistence", "from_n"), [(STEADY, 4), (GENTLE, 4), (BOLD, 6)])
def test_a_later_check_in_asks_whether_to_go_on(persistence: Persistence, from_n: int) -> None:
    follow_up = a_follow_up(persistence=persistence)

    assert not asks_to_go_on(follow_up, key(f"check_in {from_n - 1}"))
    assert asks_to_go_on(follow_up, key(f"check_in {from_n}"))
    assert not asks_to_go_on(follow_up, key(f"reply {from_n}"))
