"""Which days are business days in a country, and which country a time zone belongs to.

The facts stand in `data/calendar.json`, made by `infra/calendar_table.py` and read on first use:
the `holidays` package they come from takes longer to import than a request may last.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "data" / "calendar.json"
ONE_DAY = timedelta(days=1)
SATURDAY_AND_SUNDAY = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """`weekend` holds weekdays as `date.weekday()` counts them: Monday is 0.

    `holidays` are national ones; regional holidays are not known.
    """

    weekend: frozenset[int]
    holidays: frozenset[date]

    def is_business_day(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def first(self, day: date) -> date:
        """`day`, or the next business day."""
        while not self.is_business_day(day):
            day += ONE_DAY
        return day

    def after(self, day: date, k: int) -> date:
        """The k-th business day after `day`, which itself never counts."""
        for _ in range(k):
            day = self.first(day + ONE_DAY)
        return day


@cache
def business_days_of(country: str | None) -> BusinessDays:
    """None, or a country nothing is known of, rests on Saturday and Sunday and has no holidays.

    After `table_ends_on()` only the weekend is known.
    """
    facts = read_table()["countries"].get(country)
    if facts is None:
        return BusinessDays(SATURDAY_AND_SUNDAY, frozenset())
    weekend = frozenset(int(weekday) for weekday in facts["weekend"])
    return BusinessDays(weekend, frozenset(_holidays(facts["holidays"])))


def zone_country(zone: str) -> str | None:
    """The country a browser with this time zone is most likely in; a guess, shown to the user."""
    country: str | None = read_table()["zones"].get(zone)
    return country


def is_country(code: str) -> bool:
    """Whether this is the ISO 3166-1 alpha-2 code of a country whose weekend and holidays are
    known."""
    return code in read_table()["countries"]


def is_zone(name: str) -> bool:
    """Whether the time zone database knows the name, old names included."""
    return name in read_table()["zones"]


def table_ends_on() -> date:
    """The last day whose holidays are known; a test asks for a new table years before it."""
    made_from = read_table()["made_from"]
    return date(made_from["first_year"] + made_from["years"] - 1, 12, 31)


@cache
def read_table() -> dict[str, Any]:
    """`made_from`, `countries` (code → weekend and holidays), `zones` (name → country or null)."""
    table: dict[str, Any] = json.loads(TABLE.read_text(encoding="ascii"))
    return table


def _holidays(years: dict[str, str]) -> Iterator[date]:
    """Each year holds its days as MMDD, one after the other."""
    for year, days in years.items():
        for start in range(0, len(days), 4):
            yield date(int(year), int(days[start : start + 2]), int(days[start + 2 : start + 4]))
