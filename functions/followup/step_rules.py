"""The rule of each step: whether its next reminder is wanted, and on which day of its own.

In the order and the terms of the design: `days.first(d)` is d or the next business day,
`days.after(d, k)` the k-th business day after d.
"""

from datetime import date, time, timedelta

from followup.check_ins import (
    check_ins_open_on,
    first_check_in_on,
    gap_before,
    number_of_check_ins,
)
from followup.local_time import ONE_DAY
from followup.model import Answer, Reminder, Step, StepKey
from followup.progress import Progress

SAME_DAY_THANKS_BEFORE = time(17)
SAME_DAY_THANKS_AFTER = timedelta(hours=3)
THANKS_WITHIN_BUSINESS_DAYS = 5
ANY_NEWS_AFTER = timedelta(days=30)
RECONNECT_AFTER = timedelta(days=90)
TIMES = {Step.THANK_YOU: 2, Step.ANY_NEWS: 1, Step.REPLY: 2, Step.RECONNECT: 1}


def candidates(progress: Progress) -> list[Reminder]:
    """The next reminder of each step that is wanted, on its own day.

    A repeat stands first: it wins the day over what it puts off.
    """
    rules = (_repeat, _thank_you, _check_in, _any_news, _reply, _reconnect)
    return [own for rule in rules if (own := rule(progress)) is not None]


def _repeat(progress: Progress) -> Reminder | None:
    """A snooze brings the newest letter again if it is still wanted."""
    newest, wakes_on = progress.newest, progress.wakes_on
    if newest is None or wakes_on is None or not _is_wanted(progress, newest.key):
        return None
    if newest.key.step is Step.CHECK_IN:
        return _check_in_from(progress, newest.key, wakes_on)
    return progress.reminder(newest.key, wakes_on)


def _thank_you(progress: Progress) -> Reminder | None:
    key = _next_key(progress, Step.THANK_YOU)
    if key is None:
        return None
    if first_on := progress.last_on(Step.THANK_YOU):
        return progress.reminder(key, progress.days.after(first_on, 1))
    return _first_thank_you(progress, key)


def _first_thank_you(progress: Progress, key: StepKey) -> Reminder:
    """On calendar days, weekends too: within 24 hours matters more."""
    local, ready_at = progress.local, progress.ready_at
    ready_on, interviewed_on = local.day(ready_at), progress.follow_up.interviewed_on
    if interviewed_on > ready_on:
        return progress.reminder(key, interviewed_on + ONE_DAY)
    if interviewed_on == ready_on and local.clock(ready_at) < SAME_DAY_THANKS_BEFORE:
        return Reminder(key, ready_on, ready_at + SAME_DAY_THANKS_AFTER)
    return progress.reminder(key, local.morning_on(ready_at))


def _check_in(progress: Progress) -> Reminder | None:
    key, days = _next_key(progress, Step.CHECK_IN), progress.days
    if key is None:
        return None
    if key.n == 1:
        floor_on = progress.local.next_morning_on(progress.floor)
        on = max(first_check_in_on(progress.follow_up, days), days.first(floor_on))
    else:
        on = days.after(progress.check_in_before(key.n), gap_before(progress.follow_up, key.n))
    return _check_in_from(progress, key, on)


def _check_in_from(progress: Progress, key: StepKey, on: date) -> Reminder:
    return progress.reminder(key, max(on, check_ins_open_on(progress.follow_up, progress.days)))


def _any_news(progress: Progress) -> Reminder | None:
    """Once, when the last check-in stayed without an answer."""
    last_on = progress.last_check_in_on
    if last_on is None or _next_key(progress, Step.CHECK_IN) is not None:
        return None
    key = _next_key(progress, Step.ANY_NEWS)
    on = progress.days.first(last_on + ANY_NEWS_AFTER)
    return progress.reminder(key, on) if key else None


def _reply(progress: Progress) -> Reminder | None:
    key = _next_key(progress, Step.REPLY)
    if key is None:
        return None
    if first_on := progress.last_on(Step.REPLY):
        return progress.reminder(key, progress.days.after(first_on, 1))
    morning_on = progress.local.next_morning_on(progress.answered_at)
    return progress.reminder(key, progress.days.first(morning_on))


def _reconnect(progress: Progress) -> Reminder | None:
    key = _next_key(progress, Step.RECONNECT)
    if key is None:
        return None
    answered_on = progress.local.day(progress.answered_at)
    return progress.reminder(key, progress.days.first(answered_on + RECONNECT_AFTER))


def _next_key(progress: Progress, step: Step) -> StepKey | None:
    # In this order: it is not time for most steps, and to count their letters takes longest.
    if not _is_time_for(progress, step):
        return None
    key = StepKey(progress.follow_up.round, step, progress.next_n(step))
    return key if _is_open(progress, key) else None


def _is_wanted(progress: Progress, key: StepKey) -> bool:
    """Whether this step of this round is of use, mailed for the first time or again."""
    return _is_time_for(progress, key.step) and _is_open(progress, key)


def _is_open(progress: Progress, key: StepKey) -> bool:
    """Whether it is one of this round's, not ticked off and not one too many."""
    follow_up = progress.follow_up
    times = TIMES.get(key.step) or number_of_check_ins(follow_up)
    return key.round == follow_up.round and key.n <= times and not progress.is_done(key)


def _is_time_for(progress: Progress, step: Step) -> bool:
    follow_up = progress.follow_up
    match step:
        case Step.THANK_YOU:
            return follow_up.answer is None and _is_time_for_thanks(progress)
        case Step.CHECK_IN | Step.ANY_NEWS:
            return follow_up.answer is None
        case Step.REPLY:
            return follow_up.answer in (Answer.OFFER, Answer.REJECTION)
        case Step.RECONNECT:
            return follow_up.answer is Answer.REJECTION and follow_up.reconnect


def _is_time_for_thanks(progress: Progress) -> bool:
    """Soon after the interview, before the first check-in. No people entered: it asks whom."""
    follow_up = progress.follow_up
    if follow_up.round != 1 or follow_up.all_thanked:
        return False
    stale_on = progress.days.after(follow_up.interviewed_on, THANKS_WITHIN_BUSINESS_DAYS + 1)
    is_fresh = progress.local.day(progress.ready_at) < stale_on
    return is_fresh and progress.last_on(Step.CHECK_IN) is None
