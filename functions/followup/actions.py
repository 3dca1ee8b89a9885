"""What a press on a button changes: pure functions from a follow-up to the next one.

Every press can be repeated: the second one finds the fact already there and changes nothing.
Each remembers what it changed for a day, so that it can be taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from followup import limits
from followup.documents import changed_fields, restore_fields
from followup.errors import Invalid
from followup.model import Answer, Done, FollowUp, Sent, Snooze, StepKey, Undo
from followup.plan import next_reminder, snooze_until, today

Change = Callable[[FollowUp, Sequence[Sent], datetime], FollowUp]


def answer(given: Answer) -> Change:
    """The employer, or the subscriber, decided: check-ins end with this write."""

    def change(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> FollowUp:
        if follow_up.answer == given:
            return follow_up
        at = _not_before_the_last_letter(sent, now)
        return replace(follow_up, answer=given, answered_at=at, snooze=None)

    return undoable("answer", change)


def thank(person: int | None) -> Change:
    """Ticks one person by their place in the form, or everyone (None)."""

    def change(follow_up: FollowUp, _sent: Sequence[Sent], _now: datetime) -> FollowUp:
        if person is not None and not 0 <= person < len(follow_up.people):
            raise Invalid(fields={"person": "There is no such person in this follow-up."})
        people = tuple(
            replace(each, thanked=True) if person in (None, place) else each
            for place, each in enumerate(follow_up.people)
        )
        return replace(follow_up, people=people)

    return undoable("thanked", change)


def finish(key: StepKey) -> Change:
    """`I called or wrote, no answer yet`. A step that is past, or not planned, changes nothing."""

    def change(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> FollowUp:
        if key not in _open_steps(follow_up, sent, now):
            return follow_up
        at = _not_before_the_last_letter(sent, now)
        return replace(follow_up, done=(*follow_up.done, Done(key, at)))

    return undoable("done", change)


def snooze(until: date | None, business_days: int | None) -> Change:
    """`Not today`: until a day, or for a number of business days."""

    def change(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> FollowUp:
        if until and business_days:
            raise Invalid(fields={"until": "Choose a day or a number of days, not both."})
        day = until or snooze_until(follow_up, sent, now, business_days or 2)
        if follow_up.snooze and follow_up.snooze.until == day:
            return follow_up
        _check_snooze(day, today(follow_up, sent, now))
        return replace(follow_up, snooze=Snooze(day, _not_before_the_last_letter(sent, now)))

    return undoable("snooze", change)


def stop() -> Change:
    """No more e-mails about this follow-up."""

    def change(follow_up: FollowUp, _sent: Sequence[Sent], now: datetime) -> FollowUp:
        return follow_up if follow_up.stopped_at else replace(follow_up, stopped_at=now)

    return undoable("stop", change)


def undo() -> Change:
    """Takes back the last press of the past 24 hours, then the one before it; older than that
    changes nothing."""

    def change(follow_up: FollowUp, _sent: Sequence[Sent], now: datetime) -> FollowUp:
        if not can_undo(follow_up, now):
            return follow_up
        *earlier, last = follow_up.undo
        restored = restore_fields(follow_up, last.before)
        return replace(restored, undo=tuple(earlier), replanned_at=now)

    return change


def can_undo(follow_up: FollowUp, now: datetime) -> bool:
    return bool(follow_up.undo) and now - follow_up.undo[-1].at <= limits.UNDO_LIFE


def undoable(name: str, change: Change) -> Change:
    """The same change, remembered for a day with what was there before."""

    def remember(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> FollowUp:
        changed = change(follow_up, sent, now)
        before = changed_fields(follow_up, changed)
        if not before:
            return follow_up
        presses = (*follow_up.undo, Undo(name, now, before))
        return replace(changed, undo=presses[-limits.MAX_UNDOS :])

    return remember


def _open_steps(follow_up: FollowUp, sent: Sequence[Sent], now: datetime) -> set[StepKey]:
    """The newest letter's step and the one planned next, less those already done."""
    upcoming = next_reminder(follow_up, sent, now)
    keys = {upcoming.key} if upcoming else set()
    if sent:
        keys.add(sent[-1].key)
    return keys - {done.key for done in follow_up.done}


def _not_before_the_last_letter(sent: Sequence[Sent], now: datetime) -> datetime:
    return max([now, *(each.at for each in sent)])


def _check_snooze(day: date, from_day: date) -> None:
    if day <= from_day:
        raise Invalid(fields={"until": "Choose a day after today."})
    if day > from_day + limits.FARTHEST:
        raise Invalid(fields={"until": "Choose a day within two years."})
