"""The brake: what one worker heard from the provider, with time as data."""

from datetime import UTC, datetime, timedelta

from followup import limits
from followup.brake import Brake

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ONE_MINUTE = timedelta(minutes=1)


def test_ten_unknowns_in_a_row_hold_the_worker_for_five_minutes() -> None:
    brake = Brake()

    for _ in range(limits.MAX_UNKNOWNS - 1):
        brake.note_unknown(NOW)
    assert not brake.is_on(NOW)
    brake.note_unknown(NOW)

    assert [brake.is_on(NOW + m * ONE_MINUTE) for m in (0, 4, 5)] == [True, True, False]


def test_after_the_pause_ten_more_are_tried() -> None:
    brake = Brake()
    for _ in range(limits.MAX_UNKNOWNS):
        brake.note_unknown(NOW)

    later = NOW + limits.HOLD
    brake.note_unknown(later)

    assert not brake.is_on(later)


def test_a_letter_that_is_taken_starts_the_count_anew() -> None:
    brake = Brake()

    for _ in range(3):
        for _ in range(limits.MAX_UNKNOWNS - 1):
            brake.note_unknown(NOW)
        brake.release()

    assert not brake.is_on(NOW)


def test_a_burst_that_came_too_fast_waits_one_minute_and_not_an_hour() -> None:
    brake = Brake()

    waits = {brake.slow_down(NOW) - NOW for _ in range(50)}

    assert waits == {ONE_MINUTE}


def test_each_wait_in_vain_doubles_the_next_up_to_an_hour() -> None:
    brake, now, waits = Brake(), NOW, []

    for _ in range(8):
        until = brake.slow_down(now)
        waits.append((until - now) // ONE_MINUTE)
        now = until

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    brake.release()
    assert (
        brake.slow_down(now + limits.LONGEST_BACKOFF) == now + limits.LONGEST_BACKOFF + ONE_MINUTE
    )


def test_a_time_before_the_fault_is_not_held_back() -> None:
    brake = Brake()

    brake.hold(NOW + timedelta(days=30))

    assert not brake.is_on(NOW)
