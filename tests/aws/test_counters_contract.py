"""What every Counters must do: the table on moto and the one in memory."""

from datetime import timedelta

import pytest

from followup.aws.counters import DynamoCounters
from followup.aws.table import Table
from followup.ports import Counters
from tests.aws.rows import LATER, NOW
from tests.core.memory import MemoryCounters


@pytest.fixture(params=["dynamodb", "memory"])
def counters(request: pytest.FixtureRequest) -> Counters:
    if request.param == "memory":
        return MemoryCounters()
    return DynamoCounters(Table(request.getfixturevalue("dynamodb"), "table"))


def test_two_letters_a_day_ten_minutes_apart_and_five_a_month(counters: Counters) -> None:
    minutes = [0, 5, 10, 15, 60]
    first_day = [counters.take_letter_slot("a", NOW + timedelta(minutes=m)) for m in minutes]
    later = [counters.take_letter_slot("a", NOW + timedelta(days=d)) for d in (2, 4, 6, 8)]

    assert first_day == [True, False, True, False, False]
    assert later == [True, True, True, False]
    assert counters.take_letter_slot("a", NOW + timedelta(days=31))


def test_letters_of_others_do_not_count_and_a_press_frees_the_slots(counters: Counters) -> None:
    counters.take_letter_slot("a", NOW)

    assert counters.take_letter_slot("b", NOW)
    counters.free_letter_slots("a")
    assert counters.take_letter_slot("a", NOW)


def test_a_count_goes_up_by_one(counters: Counters) -> None:
    assert [counters.count("network", LATER) for _ in range(3)] == [1, 2, 3]
