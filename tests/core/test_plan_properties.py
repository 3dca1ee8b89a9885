"""What holds of every plan, whatever the form says and whatever happened since.

Two kinds of history: lived ones, mailed by the plan itself with delays between, and wild ones,
with letters, ticks and snoozes no service would store. The rules must survive both.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from followup.business_days import business_days_of
from followup.check_ins import number_of_check_ins
from followup.local_time import LocalTime, local_time_of
from followup.model import Answer, FollowUp, Reminder, Sent, Step
from followup.plan import next_on_after, next_reminder, plan, round_after, today
from tests.core.builders import a_person
from tests.core.plan_situations import (
    Situation,
    forms,
    lived,
    mailed,
    ready_at_of,
    situations,
    spans,
)

AFTER_AN_ANSWER = {Step.REPLY, Step.RECONNECT}
plans = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@plans
@given(situations)
def test_every_plan_ends(situation: Situation) -> None:
    follow_up, letters, now = situation

    # Two thank-you notes, one last question, and one letter that a snooze brings again.
    for _ in range(number_of_check_ins(follow_up) + 4):
        if reminder := next_reminder(follow_up, letters, now):
            letters = [*letters, Sent(reminder.key, reminder.due_at)]

    assert next_reminder(follow_up, letters, now) is None


@plans
@given(situations)
def test_the_day_after_a_letter_is_the_one_the_plan_shows(situation: Situation) -> None:
    follow_up, letters, now = situation
    assume(reminder := next_reminder(follow_up, letters, now))
    assert reminder is not None

    others = [step.on for step in coming(*situation) if step.key != reminder.key]

    assert next_on_after(follow_up, letters, reminder, now) == next(iter(others), None)


@plans
@given(situations)
def test_no_check_in_comes_before_the_promised_day(
    situation: Situation,
) -> None:
    follow_up = situation[0]
    earliest_on = promised_on(follow_up) or follow_up.interviewed_on

    check_ins = [step for step in coming(*situation) if step.key.step is Step.CHECK_IN]

    assert all(step.on >= earliest_on for step in check_ins)
    assert all(step.on > follow_up.interviewed_on for step in check_ins)


@plans
@given(situations)
def test_only_thank_you_notes_come_on_days_that_are_no_business_days(
    situation: Situation,
) -> None:
    country = business_days_of(situation[0].country)

    odd = [step for step in coming(*situation) if not country.is_business_day(step.on)]

    assert {step.key.step for step in odd} <= {Step.THANK_YOU}


@plans
@given(situations)
def test_thank_you_notes_come_before_the_promised_day_and_the_first_check_in(
    situation: Situation,
) -> None:
    follow_up = situation[0]
    steps = coming(*situation)

    thanks = [place for place, step in enumerate(steps) if step.key.step is Step.THANK_YOU]

    assert thanks == list(range(len(thanks)))
    assert all(steps[place].on < (promised_on(follow_up) or date.max) for place in thanks)
    assert not (thanks and (follow_up.all_thanked or follow_up.round > 1))


@plans
@given(situations)
def test_no_two_letters_leave_on_one_local_day(
    situation: Situation,
) -> None:
    follow_up, letters, _now = situation
    local = local_time_of(follow_up)

    on = [step.on for step in coming(*situation)]

    assert on == sorted(set(on))
    assert not on or all(local.day(letter.at) < on[0] for letter in letters)


@plans
@given(situations)
def test_after_an_answer_only_replies_and_reconnecting_are_left(
    situation: Situation,
) -> None:
    follow_up = situation[0]

    steps = {step.key.step for step in coming(*situation)}

    left = AFTER_AN_ANSWER if follow_up.answer in (Answer.OFFER, Answer.REJECTION) else set()
    assert steps <= (left if follow_up.answer else set(Step) - AFTER_AN_ANSWER)


@plans
@given(situations)
def test_a_key_comes_again_only_after_a_snooze(
    situation: Situation,
) -> None:
    follow_up, letters, now = situation

    awake = coming(replace(follow_up, snooze=None), letters, now)
    again = {letter.key for letter in letters} & {step.key for step in coming(*situation)}

    mailed_keys = {letter.key for letter in letters}
    assert not mailed_keys & {step.key for step in awake}
    assert len({step.key for step in awake}) == len(awake)
    assert len(again) <= 1


@plans
@given(situations)
def test_a_plan_is_what_comes_of_asking_again_and_again(
    situation: Situation,
) -> None:
    follow_up, letters, now = situation

    steps = plan(follow_up, letters, now)

    for place in range(len(letters), len(steps) + 1):
        so_far = [Sent(step.key, step.at) for step in steps[:place]]
        upcoming = [Reminder(step.key, step.on, step.at) for step in steps[place : place + 1]]
        assert next_reminder(follow_up, so_far, now) == next(iter(upcoming), None)


@plans
@given(situations, spans, spans)
def test_looking_later_never_makes_a_letter_earlier(
    situation: Situation, wait: timedelta, longer: timedelta
) -> None:
    follow_up, letters, now = situation

    sooner = next_reminder(follow_up, letters, now + wait)
    later = next_reminder(follow_up, letters, now + wait + longer)

    assert later is None or (sooner is not None and later.due_at >= sooner.due_at)


@plans
@given(situations)
def test_a_reminder_is_still_the_one_due_when_its_time_has_come(
    situation: Situation,
) -> None:
    follow_up, letters, now = situation
    reminder = next_reminder(follow_up, letters, now)
    assume(reminder is not None and reminder.due_at > now)

    assert reminder is not None
    assert next_reminder(follow_up, letters, reminder.due_at) == reminder


@plans
@given(situations)
def test_nothing_is_due_before_the_confirmation_or_the_last_edit(
    situation: Situation,
) -> None:
    follow_up = situation[0]

    ready_at = ready_at_of(follow_up)
    floor = max(ready_at, follow_up.replanned_at or ready_at)

    assert all(step.due_at >= floor for step in coming(*situation))


@plans
@given(situations, spans)
def test_what_is_mailed_now_is_mailed_in_waking_hours_of_its_day(
    situation: Situation, wait: timedelta
) -> None:
    follow_up, letters, now = situation
    now = max([now, *(step.due_at for step in coming(*situation)[:1])]) + wait
    local = local_time_of(follow_up)

    reminder = next_reminder(follow_up, letters, now)

    assume(reminder is not None and reminder.due_at <= now)
    assert reminder is not None
    assert local.day(now) == reminder.on
    assert now <= local.closing(reminder.on)
    assert local.morning(reminder.on) <= now or is_same_day_thanks(reminder, local)


@plans
@given(situations)
def test_letters_are_due_on_their_day_at_the_morning_of_it(
    situation: Situation,
) -> None:
    local = local_time_of(situation[0])

    for step in coming(*situation):
        assert local.day(step.due_at) == step.on
        assert step.due_at == local.morning(step.on) or is_same_day_thanks(step, local)


@plans
@given(situations)
def test_nothing_comes_while_snoozed(situation: Situation) -> None:
    follow_up, letters, _now = situation
    snooze, answered_at = follow_up.snooze, follow_up.answered_at
    assume(snooze is not None and (answered_at is None or snooze.set_at >= answered_at))

    assert snooze is not None
    wakes_on = business_days_of(follow_up.country).first(snooze.until)
    is_over = any(local_time_of(follow_up).day(letter.at) >= wakes_on for letter in letters)
    assert is_over or all(step.on >= wakes_on for step in coming(*situation))


@plans
@given(situations, st.randoms())
def test_the_order_letters_are_stored_in_does_not_matter(
    situation: Situation, shuffler: Random
) -> None:
    follow_up, letters, now = situation
    assume(len({letter.at for letter in letters}) == len(letters))

    shuffled = sorted(letters, key=lambda _: shuffler.random())

    assert plan(follow_up, shuffled, now) == plan(follow_up, letters, now)


@plans
@given(forms(), st.integers(0, 59))
def test_letters_that_leave_within_the_hour_change_no_day(form: FollowUp, minutes: int) -> None:
    follow_up = replace(form, people=(a_person(thanked=True),), max_check_ins=4)
    planned = plan(follow_up, [], ready_at_of(follow_up))

    letters, _now = mailed(follow_up, [timedelta(minutes=minutes)] * 10)

    local = local_time_of(follow_up)
    assert [(letter.key, local.day(letter.at)) for letter in letters] == [
        (step.key, step.on) for step in planned
    ]


@plans
@given(lived(), st.integers(0, 40))
def test_check_ins_of_a_new_round_wait_for_the_new_day(situation: Situation, ahead: int) -> None:
    follow_up, letters, now = situation
    decision_on = today(follow_up, letters, now) + timedelta(days=ahead)

    moved = replace(
        follow_up,
        decision_on=decision_on,
        round=round_after(follow_up, letters, decision_on),
        replanned_at=now,
    )

    check_ins = [step for step in coming(moved, letters, now) if step.key.step is Step.CHECK_IN]
    assert all(step.on >= decision_on for step in check_ins)
    assert {step.key.round for step in check_ins} <= {moved.round}


def coming(follow_up: FollowUp, letters: Sequence[Sent], now: datetime) -> list[Reminder]:
    """The projected part of the plan."""
    steps = [step for step in plan(follow_up, letters, now) if step.sent_at is None]
    return [Reminder(step.key, step.on, step.at) for step in steps]


def promised_on(follow_up: FollowUp) -> date | None:
    """The first business day on which the employer may be expected to have decided."""
    country, decision_on = business_days_of(follow_up.country), follow_up.decision_on
    return country.first(decision_on) if decision_on else None


def is_same_day_thanks(reminder: Reminder, local: LocalTime) -> bool:
    is_first = (reminder.key.step, reminder.key.n) == (Step.THANK_YOU, 1)
    return is_first and local.clock(reminder.due_at) <= time(20)
