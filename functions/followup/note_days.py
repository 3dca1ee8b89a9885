"""Days in words: "yesterday", "on Monday", "on Friday 4 December"."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

Words = Mapping[str, Sequence[str]]

# Within them a weekday's name says which day is meant: on a Thursday "on Friday" is tomorrow.
WEEKDAYS_AHEAD = 6
WEEKDAYS_BACK = 4
AHEAD_ONLY = -1
NEAR = {0: "today", 1: "yesterday", -1: "tomorrow"}
SAME_YEAR_DAYS = 300  # beyond them a date or a month needs its year
SAME_SEASON_DAYS = 31  # beyond them the month says enough, and nobody knows the weekday


class Days:
    """Days seen from `today`. A card arrives later: it never says today or yesterday.

    With `weekdays_back=AHEAD_ONLY` a weekday's name is always one to come, as after "by".
    """

    def __init__(
        self, today: date, words: Words, *, by_hand: bool, weekdays_back: int = WEEKDAYS_BACK
    ) -> None:
        self.today, self.words, self.by_hand = today, words, by_hand
        self.weekdays_back = weekdays_back

    def form(self, key: str) -> str:
        return entry(self.words["days"], key)

    def on(self, day: date) -> str:
        """Such as "yesterday", "on Monday", "on Friday 4 December"."""
        return self._near(day) or f"{self.form('before a day')} {self.name(day)}"

    def name(self, day: date) -> str:
        """Such as "yesterday", "Monday", "Friday 4 December"."""
        if near := self._near(day):
            return near
        if self._has_name(day):
            return self._filled("weekday", day)
        is_same_season = abs((self.today - day).days) <= SAME_SEASON_DAYS
        return self._filled("weekday and date", day) if is_same_season else self.dated(day)

    def dated(self, day: date) -> str:
        """Such as "4 December"; the month in letters, since 4/12 is another day to others."""
        is_far = abs((self.today - day).days) > SAME_YEAR_DAYS
        return self._filled("date of another year" if is_far else "date", day)

    def interview(self, day: date) -> str:
        """Such as "yesterday's interview", "the interview on Friday 4 December"."""
        if self._near(day) or self._has_name(day):
            return self.form("interview of a near day").replace("DAY", self.name(day))
        return self.form("interview").replace("DAY", self.on(day))

    def in_month(self, day: date) -> str:
        """Such as "in November"; the day itself while that is clearer."""
        gap = abs((self.today - day).days)
        if gap <= SAME_SEASON_DAYS:
            return self.on(day)
        return self._filled("month of another year" if gap > SAME_YEAR_DAYS else "month", day)

    def _has_name(self, day: date) -> bool:
        return -WEEKDAYS_AHEAD <= (self.today - day).days <= self.weekdays_back

    def _near(self, day: date) -> str:
        key = NEAR.get((self.today - day).days)
        return self.form(key) if key and not self.by_hand else ""

    def _filled(self, key: str, day: date) -> str:
        text = self.form(key).replace("DAY", str(day.day)).replace("YEAR", str(day.year))
        named = text.replace("NAME", self.words["weekdays"][day.weekday()])
        return named.replace("MONTH", self.words["months"][day.month - 1])


def entry(entries: Sequence[str], key: str) -> str:
    """The words after `key: ` in a list of such entries."""
    return _by_key(tuple(entries))[key]


@cache
def _by_key(entries: tuple[str, ...]) -> dict[str, str]:
    """Of two entries with the same key the first counts."""
    pairs = [each.partition(": ") for each in reversed(entries)]
    return {key: text for key, _, text in pairs}
