"""The plan: which reminder is due next, and when.

Pure: `now` comes in, nothing is read or written. `next_reminder` is the one source of truth; a
plan is what comes of asking it again and again. `step_rules` gives each step's next reminder on
its own day; here it is moved by what holds of every step, and the earliest is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from followup.check_ins import shown_maximum
from followup.model import FollowUp, PlannedStep, Reminder, Sent, Step, StepKey
from followup.progress import Progress, progress_of
from followup.step_rules import candidates

# Business days after which a late letter is dropped. Those of other steps are always of use.
OF_USE_FOR = {Step.THANK_YOU: 5, Step.REPLY: 10}


def next_reminder(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> Reminder | None:
    """The reminder to mail next; it is mailed at once if its `due_at` is not after `now`.

    None: nothing, or nothing more. `sent` holds every letter of this follow-up, of all rounds.
    """
    if follow_up.ready_at is None or follow_up.stopped_at is not None:
        return None
    progress = progress_of(follow_up, sent)
    scheduled = [_scheduled(progress, own, now) for own in candidates(progress)]
    # On the same day a check-in goes before a thank-you note: it names who is unthanked.
    return min(
        (reminder for reminder in scheduled if reminder is not None),
        key=lambda reminder: (reminder.on, reminder.key.step is Step.THANK_YOU),
        default=None,
    )


def plan(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> tuple[PlannedStep, ...]:
    """The letters sent, then all that would follow if each left when due and nobody acted.

    A pending follow-up is projected as if it were confirmed now.
    """
    if follow_up.ready_at is None:
        follow_up = replace(follow_up, ready_at=now)
    progress = progress_of(follow_up, sent)
    letters = progress.letters
    steps = [
        _line(follow_up, letter.key, progress.local.day(letter.at), letter.at, letter.at)
        for letter in letters
    ]
    steps += [
        _line(follow_up, reminder.key, reminder.on, reminder.due_at, None)
        for reminder in _ahead(follow_up, letters, now)
    ]
    return tuple(steps)


def next_on_after(
    follow_up: FollowUp, sent: Sequence[Sent], due: Reminder, now: datetime
) -> date | None:
    """The day of the first letter to come after the one that is due, and of another step."""
    ahead = _ahead(follow_up, (*sent, Sent(due.key, due.due_at)), now)
    return next((reminder.on for reminder in ahead if reminder.key != due.key), None)


def _ahead(follow_up: FollowUp, letters: Sequence[Sent], now: datetime) -> Iterator[Reminder]:
    """One reminder after the other, as if each left when due and nobody acted."""
    left = list(letters)
    while reminder := next_reminder(follow_up, left, now):
        yield reminder
        left.append(Sent(reminder.key, reminder.due_at))


def _line(
    follow_up: FollowUp, key: StepKey, on: date, at: datetime, sent_at: datetime | None
) -> PlannedStep:
    of = shown_maximum(follow_up) if key.step is Step.CHECK_IN else None
    is_done = any(done.key == key for done in follow_up.done)
    return PlannedStep(key, of, on, at, sent_at, is_done)


def today(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> date:
    """The subscriber's day. A letter of a later day counts, so that no press goes backwards."""
    progress = progress_of(follow_up, sent)
    return max(progress.local.day(now), progress.newest_on or date.min)


def snooze_until(
    follow_up: FollowUp, sent: Sequence[Sent], now: datetime, business_days: int
) -> date:
    days = progress_of(follow_up, sent).days
    return days.after(today(follow_up, sent, now), business_days)


def round_after(follow_up: FollowUp, sent: Sequence[Sent], decision_on: date | None) -> int:
    """The round the follow-up, still as it was, is in once `decision_on` is set to this.

    A later day than before, past the last check-in (sent, or done before it was sent), opens one.
    """
    last_check_in_on = progress_of(follow_up, sent).last_check_in_on
    if decision_on is None or last_check_in_on is None:
        return follow_up.round
    is_later = decision_on > max(last_check_in_on, follow_up.decision_on or last_check_in_on)
    return follow_up.round + 1 if is_later else follow_up.round


def _scheduled(progress: Progress, own: Reminder, now: datetime) -> Reminder | None:
    """`own` moved to when it may leave; None if it would be of no use by then."""
    due = own
    if due.due_at < progress.floor:
        due = _moved(progress, due, progress.local.next_morning_on(progress.floor))
    # Nothing while snoozed; at most one letter a day; a late one waits for waking hours.
    for day in (progress.wakes_on, progress.free_on, progress.local.open_on(now)):
        if day is not None and due.on < day:
            due = _moved(progress, due, day)
    return due if _is_of_use(progress, own, due) else None


def _moved(progress: Progress, reminder: Reminder, day: date) -> Reminder:
    """To the next suitable morning from `day` on: any day for thanks, else a business day."""
    on = day if reminder.key.step is Step.THANK_YOU else progress.days.first(day)
    return progress.reminder(reminder.key, on)


def _is_of_use(progress: Progress, own: Reminder, due: Reminder) -> bool:
    """A snooze makes nothing late: the days count from its end."""
    days, decision_on = progress.days, progress.follow_up.decision_on
    is_thanks = own.key.step is Step.THANK_YOU
    if is_thanks and decision_on is not None and due.on >= days.first(decision_on):
        return False
    limit = OF_USE_FOR.get(own.key.step)
    wanted_on = max(own.on, progress.wakes_on or own.on)
    return limit is None or due.on < days.after(wanted_on, limit + 1)
