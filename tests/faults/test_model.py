"""The protocol in a model: every overlap, every single and double fault, one thing pressed."""

import pytest

from tests.faults.exploring import ACTIONS, explore
from tests.faults.model import MUTANTS, Model


def test_nobody_disturbs_and_every_letter_leaves_once() -> None:
    found = explore(Model(), workers=2, faults=0)

    assert found.fault == ""
    assert found.worlds > 50


@pytest.mark.parametrize("action", ACTIONS)
def test_two_workers_and_two_faults_break_no_guarantee(action: str) -> None:
    found = explore(Model(), 2, 2, action)

    assert (found.fault, found.way) == ("", [])


@pytest.mark.parametrize("mutant", MUTANTS)
def test_leaving_out_one_condition_breaks_a_guarantee(mutant: str) -> None:
    found = (explore(Model(mutant), 2, 2, action).fault for action in ("", "edit", "answer"))

    assert any(found)
