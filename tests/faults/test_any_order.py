"""Hypothesis looks for an order of things that breaks a guarantee."""

from hypothesis.stateful import run_state_machine_as_test

from tests.faults.any_order import AnyOrder, searching


def test_no_order_of_things_breaks_a_guarantee() -> None:
    run_state_machine_as_test(
        AnyOrder, settings=searching(examples=80, steps=25, is_repeatable=True)
    )
