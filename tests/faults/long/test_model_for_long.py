"""The model again, with a third worker and a third fault."""

import pytest

from tests.faults.exploring import ACTIONS, explore
from tests.faults.model import Model


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("action", ACTIONS)
def test_three_workers_and_three_faults_break_no_guarantee(action: str) -> None:
    found = explore(Model(), 3, 3, action)

    assert (found.fault, found.way) == ("", [])
