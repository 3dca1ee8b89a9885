"""What one worker lately heard from the provider, and how long it therefore holds back.

Kept in the worker's memory, not in the table: a worker that starts anew asks once more, and
that is all that is lost. `now` is an argument; a time before the fault (the outbox can jump
ahead) is not held back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from followup import limits


@dataclass(slots=True)
class Brake:
    """`unknowns` in a row, `throttles` in a row, and the spans that follow from them."""

    unknowns: int = 0
    throttles: int = 0
    held_from: datetime | None = None
    slow_from: datetime | None = None

    def is_on(self, now: datetime) -> bool:
        """Nothing is claimed now: a whole row of letters without an answer, or no account."""
        return _is_within(self.held_from, limits.HOLD, now)

    def release(self) -> None:
        """A letter was taken: all is well."""
        self.unknowns = self.throttles = 0

    def note_unknown(self, now: datetime) -> None:
        """Each unknown uses up one of a letter's two tries: an outage must not use up all."""
        self.unknowns += 1
        if self.unknowns >= limits.MAX_UNKNOWNS:
            self.hold(now)

    def hold(self, now: datetime) -> datetime:
        """Until when nothing is claimed."""
        self.unknowns, self.held_from = 0, now
        return now + limits.HOLD

    def slow_down(self, now: datetime) -> datetime:
        """When a letter that came too fast may come again: in 1, 2, 4 … 60 minutes.

        The wait doubles with each wait that was in vain, not with each letter of a burst. It
        counts for the account, not for the letter: no letter is parked for it.
        """
        if not _is_within(self.slow_from, self._wait, now):
            self.throttles, self.slow_from = self.throttles + 1, now
        return now + self._wait

    @property
    def _wait(self) -> timedelta:
        doubled: int = 2 ** max(0, self.throttles - 1)
        return min(limits.BACKOFF * doubled, limits.LONGEST_BACKOFF)


def _is_within(start: datetime | None, length: timedelta, now: datetime) -> bool:
    return start is not None and start <= now < start + length
