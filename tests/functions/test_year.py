"""A simulated year: what was really mailed is what was shown, and keeps the rules of the plan."""

from collections import Counter
from itertools import pairwise

import pytest

import send
from followup.business_days import business_days_of
from followup.check_ins import number_of_check_ins
from followup.local_time import local_time_of
from followup.model import Answer, Step
from tests.functions.wired_year import SUBSCRIBERS, Blank, in_memory, patch, run
from tests.functions.year import END, PLACES, Life, Mailed

__all__ = ["patch"]


@pytest.fixture(scope="module")
def lives(patch: pytest.MonkeyPatch) -> list[Life]:
    patch.setattr(send, "Letters", Blank)
    return [run(patch, in_memory(seed)) for seed in range(SUBSCRIBERS)]


def follow_ups(lives: list[Life]) -> list[list[Mailed]]:
    return [mailed for life in lives for mailed in life.mailed.values()]


def test_the_year_was_a_full_one(lives: list[Life]) -> None:
    mailed = [entry for each in follow_ups(lives) for entry in each]

    assert {life.zone for life in lives} == {zone for zone, _ in PLACES}
    assert {entry.key.step for entry in mailed} == set(Step)
    assert max(entry.key.round for entry in mailed) >= 2
    assert len(mailed) > 2_000
    assert sum(life.presses for life in lives) > 1_000
    assert {entry.at.month for entry in mailed} == set(range(1, 13))


def test_what_was_mailed_is_what_was_shown_none_missing_none_twice(lives: list[Life]) -> None:
    assert [fault for life in lives for fault in life.surprises()] == []


def test_a_letter_leaves_at_the_hour_that_was_chosen_on_both_sides_of_each_change(
    lives: list[Life],
) -> None:
    for each in follow_ups(lives):
        for entry in each:
            local = local_time_of(entry.follow_up)
            clock = local.clock(entry.at)
            is_thanks = entry.key.step is Step.THANK_YOU
            assert clock.hour == entry.follow_up.hour or (is_thanks and clock.hour <= 20)
            assert clock.minute < 15 or is_thanks


def test_at_most_one_letter_a_day_leaves_for_a_follow_up(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        on = [local_time_of(entry.follow_up).day(entry.at) for entry in each]
        assert max(Counter(on).values()) == 1


def test_only_thanks_are_asked_for_on_days_off(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        for entry in each:
            on = local_time_of(entry.follow_up).day(entry.at)
            days = business_days_of(entry.follow_up.country)
            assert days.is_business_day(on) or entry.key.step is Step.THANK_YOU


def test_no_check_in_leaves_before_the_promised_day(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        for entry in (entry for entry in each if entry.key.step is Step.CHECK_IN):
            on = local_time_of(entry.follow_up).day(entry.at)
            assert on > entry.follow_up.interviewed_on
            assert on >= (entry.follow_up.decision_on or on)
            assert entry.key.n <= number_of_check_ins(entry.follow_up)


def test_an_answer_a_stop_and_a_tick_end_what_they_should(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        for entry in each:
            answer, step = entry.follow_up.answer, entry.key.step
            allowed = {
                None: {Step.THANK_YOU, Step.CHECK_IN, Step.ANY_NEWS},
                Answer.OFFER: {Step.REPLY},
                Answer.REJECTION: {Step.REPLY, Step.RECONNECT},
            }
            assert step in allowed.get(answer, set())
            assert entry.follow_up.stopped_at is None
            assert entry.key not in {done.key for done in entry.follow_up.done}
            assert step is not Step.THANK_YOU or not entry.follow_up.all_thanked


def test_a_step_comes_again_only_by_a_snooze_set_since(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        last: dict[object, Mailed] = {}
        for entry in each:
            before = last.get(entry.key)
            snooze = entry.follow_up.snooze
            assert before is None or (snooze is not None and snooze.set_at >= before.at)
            last[entry.key] = entry


def test_check_ins_count_up_by_one(lives: list[Life]) -> None:
    for each in follow_ups(lives):
        check_ins = [entry for entry in each if entry.key.step is Step.CHECK_IN]
        for before, entry in pairwise(check_ins):
            if before.key.round != entry.key.round:
                assert entry.key.round > before.key.round
                continue
            done = {
                tick.key.n for tick in entry.follow_up.done if tick.key.round == entry.key.round
            }
            skipped = set(range(before.key.n + 1, entry.key.n))
            assert entry.key.n >= before.key.n
            assert skipped <= done


def test_nothing_is_left_undone_at_the_end(lives: list[Life]) -> None:
    for life in lives:
        due_at = life.next_due()
        assert due_at is None or due_at >= END
