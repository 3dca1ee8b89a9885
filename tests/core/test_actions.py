"""Presses: repeatable, undoable for a day, never backwards in time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from followup import actions
from followup.actions import Change
from followup.errors import Invalid
from followup.model import Answer, FollowUp, Person
from followup.plan import next_reminder
from tests.core.builders import a_follow_up, at, day, key, letters_of

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)  # Monday; check-in 1 came on Friday
SENT = letters_of("check_in 1 Fri 12-04 09:00")
FOLLOW_UP = a_follow_up(people=(Person("Ada"), Person("Bob")))

PRESSES: dict[str, Change] = {
    "answer": actions.answer(Answer.OFFER),
    "thanked": actions.thank(0),
    "done": actions.finish(key("check_in 1")),
    "snooze": actions.snooze(None, 2),
    "stop": actions.stop(),
}


@pytest.mark.parametrize("name", PRESSES)
def test_a_press_repeated_two_hours_later_changes_nothing(name: str) -> None:
    once = PRESSES[name](FOLLOW_UP, SENT, NOW)

    again = PRESSES[name](once, SENT, NOW + timedelta(hours=2))

    assert once != FOLLOW_UP
    assert again == once


@pytest.mark.parametrize("name", PRESSES)
def test_a_press_can_be_taken_back_for_a_day(name: str) -> None:
    pressed = PRESSES[name](FOLLOW_UP, SENT, NOW)
    in_time = NOW + timedelta(hours=24)

    undone = actions.undo()(pressed, SENT, in_time)
    too_late = actions.undo()(pressed, SENT, in_time + timedelta(seconds=1))

    assert undone == replace(FOLLOW_UP, replanned_at=in_time)
    assert too_late == pressed


def test_a_stop_can_still_be_taken_back_after_another_press() -> None:
    stopped = actions.stop()(FOLLOW_UP, SENT, NOW)
    thanked_too = actions.thank(None)(stopped, SENT, NOW)

    once = actions.undo()(thanked_too, SENT, NOW)
    twice = actions.undo()(once, SENT, NOW)

    assert (once.stopped_at, thanked(once)) == (NOW, [False, False])
    assert twice == replace(FOLLOW_UP, replanned_at=NOW)


def test_a_day_and_a_number_of_days_contradict_each_other() -> None:
    with pytest.raises(Invalid):
        actions.snooze(day("Fri 12-11"), 2)(FOLLOW_UP, SENT, NOW)


def test_undoing_twice_changes_nothing_more() -> None:
    undone = actions.undo()(actions.stop()(FOLLOW_UP, SENT, NOW), SENT, NOW)

    assert actions.undo()(undone, SENT, NOW) == undone


def test_one_person_or_everyone_is_thanked() -> None:
    one, everyone = actions.thank(1), actions.thank(None)

    assert thanked(one(FOLLOW_UP, SENT, NOW)) == [False, True]
    assert thanked(everyone(FOLLOW_UP, SENT, NOW)) == [True, True]


@pytest.mark.parametrize("person", [2, -1, 10**9])
def test_a_person_who_is_not_there_is_an_error(person: int) -> None:
    with pytest.raises(Invalid) as fault:
        actions.thank(person)(FOLLOW_UP, SENT, NOW)

    assert "person" in fault.value.fields


@pytest.mark.parametrize("step", ["thank_you 1", "check_in 3", "reply 1", "check_in 1 in round 2"])
def test_a_step_that_is_not_open_cannot_be_done(step: str) -> None:
    assert actions.finish(key(step))(FOLLOW_UP, SENT, NOW) == FOLLOW_UP


@pytest.mark.parametrize("step", ["check_in 1", "check_in 2"])
def test_the_newest_step_and_the_next_can_be_done(step: str) -> None:
    done = actions.finish(key(step))(FOLLOW_UP, SENT, NOW)

    assert [each.key for each in done.done] == [key(step)]


@pytest.mark.parametrize("until", ["Mon 12-07", "Fri 12-04", "Mon 2029-01-01"])
def test_a_snooze_until_a_day_that_makes_no_sense_is_an_error(until: str) -> None:
    with pytest.raises(Invalid) as fault:
        actions.snooze(day(until), None)(FOLLOW_UP, SENT, NOW)

    assert "until" in fault.value.fields


def test_two_business_days_count_from_the_last_letter_when_it_is_ahead_of_the_clock() -> None:
    ahead = letters_of("check_in 1 Fri 12-11 09:00")

    snoozed = actions.snooze(None, 2)(FOLLOW_UP, ahead, NOW)

    assert snoozed.snooze is not None
    assert snoozed.snooze.until == day("Tue 12-15")


def test_an_answer_after_a_letter_from_ahead_of_the_clock_does_not_go_backwards() -> None:
    ahead = letters_of("check_in 1 Fri 12-11 09:00")

    answered = actions.answer(Answer.OFFER)(FOLLOW_UP, ahead, NOW)

    assert answered.answered_at == at("Fri 12-11 09:00")


def test_an_answer_ends_a_snooze() -> None:
    snoozed = actions.snooze(None, 2)(FOLLOW_UP, SENT, NOW)

    assert actions.answer(Answer.OFFER)(snoozed, SENT, NOW).snooze is None


def thanked(follow_up: FollowUp) -> list[bool]:
    return [person.thanked for person in follow_up.people]


def test_a_snooze_after_an_answer_from_ahead_of_the_clock_still_counts() -> None:
    ahead = letters_of("check_in 1 Fri 12-11 09:00")
    answered = actions.answer(Answer.OFFER)(FOLLOW_UP, ahead, NOW)

    snoozed = actions.snooze(None, 2)(answered, ahead, NOW)

    reminder = next_reminder(snoozed, ahead, NOW)
    assert reminder is not None
    assert reminder.on == day("Tue 12-15")
