"""The pace of a worker, on a clock of its own."""

from dataclasses import dataclass

from followup.pace import Pace


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_letters_start_no_sooner_than_the_rate_allows() -> None:
    clock = Clock()
    pace, starts = Pace(2.0, clock, clock.sleep), []

    for _ in range(4):
        pace.wait()
        pace.start()
        starts.append(clock.now)

    assert starts == [100, 102, 104, 106]


def test_what_mails_nothing_costs_no_time() -> None:
    clock = Clock()
    pace = Pace(2.0, clock, clock.sleep)
    pace.start()

    for _ in range(10):
        pace.wait()

    assert clock.now == 102


def test_a_slow_letter_needs_no_further_wait() -> None:
    clock = Clock()
    pace = Pace(2.0, clock, clock.sleep)
    pace.start()
    clock.now += 8

    pace.wait()

    assert clock.now == 108


def test_a_clock_that_stood_still_for_a_while_costs_one_wait_at_most() -> None:
    clock = Clock()
    pace = Pace(2.0, clock, clock.sleep)
    pace.start()
    clock.now = 0

    pace.wait()

    assert clock.now == 2
