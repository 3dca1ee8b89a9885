"""The same search, with time for it."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.any_order import AnyOrder, searching


@pytest.mark.timeout(900)
def test_no_order_of_things_breaks_a_guarantee() -> None:
    run_state_machine_as_test(AnyOrder, settings=searching(examples=2_000, steps=60))
