"""How far a follow-up has come: what was sent and ticked, read in the subscriber's own days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from followup.business_days import BusinessDays, business_days_of
from followup.local_time import ONE_DAY, LocalTime, local_time_of
from followup.model import FollowUp, Reminder, Sent, Step, StepKey


@dataclass(frozen=True, slots=True)
class Progress:
    """A follow-up with its letters, oldest first, and the two calendars its rules are read in."""

    follow_up: FollowUp
    letters: tuple[Sent, ...]
    local: LocalTime
    days: BusinessDays

    @property
    def ready_at(self) -> datetime:
        """The confirmation; only a confirmed follow-up is asked for it."""
        assert self.follow_up.ready_at is not None
        return self.follow_up.ready_at

    @property
    def floor(self) -> datetime:
        """Nothing new is due before it: the confirmation, or the last edit or undo."""
        return max(self.ready_at, self.follow_up.replanned_at or self.ready_at)

    @property
    def answered_at(self) -> datetime:
        return self.follow_up.answered_at or self.ready_at

    @property
    def newest(self) -> Sent | None:
        return self.letters[-1] if self.letters else None

    @property
    def newest_on(self) -> date | None:
        return self.local.day(self.newest.at) if self.newest else None

    @property
    def free_on(self) -> date | None:
        """The day after the newest letter: at most one letter leaves per local day."""
        return self.newest_on + ONE_DAY if self.newest_on else None

    @property
    def wakes_on(self) -> date | None:
        """The day a pending snooze ends. It is over with a letter on that day or later."""
        snooze, answered_at = self.follow_up.snooze, self.follow_up.answered_at
        if snooze is None or (answered_at is not None and snooze.set_at < answered_at):
            return None
        wakes_on = self.days.first(snooze.until)
        return None if self.newest_on and self.newest_on >= wakes_on else wakes_on

    @property
    def check_ins(self) -> dict[int, date]:
        """n of each check-in of this round that was sent or done: the day the next counts from.

        A letter outweighs a tick, and of two letters (the second after a snooze) the later counts.
        """
        ticked = {
            done.key.n: self.local.day(done.at)
            for done in self.follow_up.done
            if self._is_now(done.key, Step.CHECK_IN)
        }
        return ticked | self._sent_on(Step.CHECK_IN)

    @property
    def last_check_in_on(self) -> date | None:
        return max(self.check_ins.values(), default=None)

    def check_in_before(self, n: int) -> date:
        """The day that check-in `n` counts from."""
        return max(on for m, on in self.check_ins.items() if m < n)

    def next_n(self, step: Step) -> int:
        over = self.check_ins if step is Step.CHECK_IN else self._sent_on(step)
        return next(n for n in count(1) if n not in over)

    def last_on(self, step: Step) -> date | None:
        """The local day of the newest letter of this step in this round."""
        return max(self._sent_on(step).values(), default=None)

    def is_done(self, key: StepKey) -> bool:
        """A tick ends one check-in; of any other step it ends the whole step."""
        done = {tick.key for tick in self.follow_up.done}
        if key.step is Step.CHECK_IN:
            return key in done
        return any(self._is_now(tick, key.step) for tick in done)

    def reminder(self, key: StepKey, on: date) -> Reminder:
        return Reminder(key, on, self.local.morning(on))

    def _sent_on(self, step: Step) -> dict[int, date]:
        return {
            letter.key.n: self.local.day(letter.at)
            for letter in self.letters
            if self._is_now(letter.key, step)
        }

    def _is_now(self, key: StepKey, step: Step) -> bool:
        return key.step is step and key.round == self.follow_up.round


def progress_of(follow_up: FollowUp, sent: Sequence[Sent]) -> Progress:
    letters = tuple(sorted(sent, key=lambda letter: letter.at))
    return Progress(
        follow_up, letters, local_time_of(follow_up), business_days_of(follow_up.country)
    )
