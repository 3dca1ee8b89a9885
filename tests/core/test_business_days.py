"""Business days, countries and zones as the table in `functions/followup/data` has them."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

import followup
from followup import business_days
from followup.business_days import (
    BusinessDays,
    business_days_of,
    is_country,
    is_zone,
    table_ends_on,
    zone_country,
)
from tests.core.builders import day

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
SOME_COUNTRIES = ["AE", "BN", "CN", "DE", "EG", "GB", "IL", "IN", "IR", "JP", "NP", "SA", "US"]


@pytest.mark.parametrize(
    ("country", "weekend"),
    [
        (None, {SATURDAY, SUNDAY}),
        ("DE", {SATURDAY, SUNDAY}),
        ("AE", {SATURDAY, SUNDAY}),
        ("SA", {FRIDAY, SATURDAY}),
        ("IR", {FRIDAY}),
        ("BN", {FRIDAY, SUNDAY}),
    ],
)
def test_weekends_differ_by_country(country: str | None, weekend: set[int]) -> None:
    assert business_days_of(country).weekend == weekend


@pytest.mark.parametrize("country", SOME_COUNTRIES)
def test_the_table_agrees_with_its_source_on_every_day(country: str) -> None:
    days = business_days_of(country)
    years = range(table_ends_on().year - 9, table_ends_on().year + 1)
    source = holidays.country_holidays(country, years=years)

    every_day = [date(years[0], 1, 1) + timedelta(days=age) for age in range(3652)]
    wrong = [
        each
        for each in every_day
        if days.is_business_day(each) == (source.is_weekend(each) or each in source)
    ]

    assert wrong == []


def test_a_country_nobody_knows_has_a_weekend_and_no_holidays() -> None:
    assert business_days_of("ZZ") == business_days_of(None)
    assert business_days_of(None).is_business_day(day("Fri 12-25"))


def test_first_is_the_day_itself_or_the_next_business_day() -> None:
    germany = business_days_of("DE")

    assert germany.first(day("Thu 12-24")) == day("Thu 12-24")
    assert germany.first(day("Fri 12-25")) == day("Mon 12-28")


def test_after_counts_business_days_and_never_the_day_itself() -> None:
    germany = business_days_of("DE")

    assert germany.after(day("Thu 12-24"), 1) == day("Mon 12-28")
    assert germany.after(day("Sat 12-26"), 1) == day("Mon 12-28")
    assert germany.after(day("Wed 12-30"), 2) == day("Mon 2027-01-04")


def test_after_the_table_ends_only_weekends_are_known() -> None:
    germany = business_days_of("DE")
    after_the_end = date(table_ends_on().year + 1, 1, 1)

    far_off = [date(after_the_end.year + ahead, 12, 25) for ahead in range(14)]

    assert all(
        germany.is_business_day(each) for each in far_off if each.weekday() not in germany.weekend
    )
    assert not any(
        germany.is_business_day(each) for each in far_off if each.weekday() in germany.weekend
    )


@given(
    st.sampled_from([None, *SOME_COUNTRIES]).map(business_days_of),
    st.dates(date(2024, 1, 1), date(2040, 1, 1)),
    st.integers(1, 20),
)
def test_after_passes_exactly_k_business_days(days: BusinessDays, start: date, k: int) -> None:
    end = days.after(start, k)

    between = [start + timedelta(days=age + 1) for age in range((end - start).days)]

    assert sum(map(days.is_business_day, between)) == k
    assert days.is_business_day(end)


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Berlin", "DE"),
        ("America/New_York", "US"),
        ("Europe/Kyiv", "UA"),
        ("Europe/Kiev", "UA"),
        ("Asia/Calcutta", "IN"),
        ("Asia/Saigon", "VN"),
        ("US/Pacific", "US"),
        ("Atlantic/Reykjavik", "IS"),
        ("America/Coral_Harbour", "CA"),
        ("Africa/Asmera", "ER"),
        ("Pacific/Truk", "FM"),
        ("UTC", None),
        ("Etc/GMT+5", None),
        ("CET", None),
        ("Mars/Olympus_Mons", None),
    ],
)
def test_a_zone_gives_a_guess_at_the_country(zone: str, country: str | None) -> None:
    assert zone_country(zone) == country


@pytest.mark.parametrize("name", ["Europe/Berlin", "Europe/Kiev", "UTC", "Etc/GMT+5", "CET"])
def test_the_database_knows_old_and_new_names(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus_Mons", "europe/berlin", "../zone.tab", "Europe", "Factory"]
)
def test_anything_else_is_no_zone(name: str) -> None:
    assert not is_zone(name)


def test_every_zone_can_be_loaded_and_its_country_is_known() -> None:
    zones = business_days.read_table()["zones"]

    assert all(ZoneInfo(name).key == name for name in zones)
    assert all(is_country(country) for country in zones.values() if country)


def test_the_table_reaches_years_beyond_any_date_a_form_may_hold() -> None:
    assert table_ends_on() > date.today() + timedelta(days=5 * 365)  # noqa: DTZ011


def test_the_plan_does_without_the_package_the_holidays_come_from() -> None:
    imports = "import sys; from followup import business_days, plan"
    asks = "business_days.business_days_of('DE'); print('holidays' in sys.modules)"
    program = [sys.executable, "-c", f"{imports}; {asks}"]

    path = str(Path(followup.__file__).parent.parent)
    answer = subprocess.check_output(program, env={"PYTHONPATH": path}, text=True)

    assert answer == "False\n"
