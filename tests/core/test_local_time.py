"""The subscriber's clock: mornings, closing times, and the spread over the minutes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup import business_days
from followup.local_time import LocalTime, local_time_of
from tests.core.builders import a_follow_up, at, day

ZONES = st.sampled_from(sorted(business_days.read_table()["zones"]))
DAYS = st.dates(date(2025, 1, 1), date(2034, 12, 31))
HOURS = st.integers(6, 21)


@given(ZONES, DAYS, HOURS)
def test_the_morning_of_a_day_is_on_that_day_at_that_hour_everywhere(
    zone: str, on: date, hour: int
) -> None:
    local = local_time_of(a_follow_up(zone=zone, hour=hour))

    morning = local.morning(on)

    assert (local.day(morning), local.clock(morning)) == (on, time(hour))
    assert morning.tzinfo is UTC


@given(ZONES, DAYS, HOURS)
def test_a_day_closes_after_its_morning_and_before_it_ends(zone: str, on: date, hour: int) -> None:
    local = local_time_of(a_follow_up(zone=zone, hour=hour))

    closing = local.closing(on)

    assert closing >= local.morning(on) + timedelta(hours=1)
    assert local.day(closing) == on
    assert local.clock(closing) == max(time(20), time(hour + 1))


@given(ZONES, st.datetimes(datetime(2025, 1, 1), datetime(2034, 12, 31)))  # noqa: DTZ001
def test_the_next_morning_is_the_first_one_after(zone: str, wall: datetime) -> None:
    local, now = local_time_of(a_follow_up(zone=zone)), wall.replace(tzinfo=UTC)

    on = local.next_morning_on(now)

    assert local.morning(on - timedelta(days=1)) <= now < local.morning(on)


def test_at_the_very_hour_a_morning_has_come_and_is_not_the_next() -> None:
    local = local_time_of(a_follow_up())
    nine = at("Fri 12-04 09:00")

    assert local.morning_on(nine) == day("Fri 12-04")
    assert local.next_morning_on(nine) == day("Sat 12-05")


@pytest.mark.parametrize(
    ("hour", "now", "open_on"),
    [
        (9, "Fri 12-04 03:00", "Fri 12-04"),
        (9, "Fri 12-04 20:00", "Fri 12-04"),
        (9, "Fri 12-04 20:01", "Sat 12-05"),
        (21, "Fri 12-04 22:00", "Fri 12-04"),
        (21, "Fri 12-04 22:01", "Sat 12-05"),
    ],
)
def test_letters_leave_until_eight_or_an_hour_after_a_late_morning(
    hour: int, now: str, open_on: str
) -> None:
    assert local_time_of(a_follow_up(hour=hour)).open_on(at(now)) == day(open_on)


def test_an_hour_the_clocks_skip_is_the_hour_after() -> None:
    local = LocalTime(local_time_of(a_follow_up()).zone, time(2, 30))

    skipped = local.morning(day("Sun 2027-03-28"))

    assert local.clock(skipped) == time(3, 30)


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    local = LocalTime(local_time_of(a_follow_up()).zone, time(2, 30))

    assert local.morning(day("Sun 10-25")) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_minute_comes_from_the_id_and_never_changes() -> None:
    # Stored due times rest on it: another hash would move every letter already planned.
    minutes = {each: local_time_of(a_follow_up(id=each)).leaves.minute for each in ("", "a", "b")}

    assert minutes == {"": 0, "a": 4, "b": 5}


def test_the_minutes_are_spread_evenly_over_a_quarter_of_an_hour() -> None:
    minutes = [local_time_of(a_follow_up(id=f"{n}")).leaves.minute for n in range(3000)]

    assert set(minutes) == set(range(15))
    assert all(130 < minutes.count(minute) < 270 for minute in range(15))
