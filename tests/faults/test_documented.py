"""docs/run-your-own/reliability.md says what the tests say, row by row."""

import re
from pathlib import Path

import pytest

from followup.events import POLICY
from followup.sending import Result
from tests.faults.long.test_killed import DEATHS, LOST
from tests.faults.long.test_killed_others import EVENT_DEATHS, MANY, REFUSAL_DEATHS, TICK_DEATHS
from tests.faults.test_ses_faults import CASES, Case

PAGE = Path("docs/run-your-own/reliability.md").read_text()
THREATS = Path("SECURITY.md").read_text()


@pytest.mark.parametrize("test", sorted(set(re.findall(r"`(tests/[\w/]*\.py)`", THREATS))))
def test_what_is_said_to_show_a_defense_exists(test: str) -> None:
    assert Path(test).is_file()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_of_ses_is_in_the_table(case: Case) -> None:
    assert f"| {case.name} | {case.letters} | {case.end} |" in PAGE


@pytest.mark.parametrize("death", DEATHS, ids=lambda death: death[0])
def test_a_killed_worker_is_in_the_table(death: tuple[str, str, str, int, int, int]) -> None:
    name, *_, told, untold = death

    assert f"| killed at step {name} | {told} | {untold} | sent |" in PAGE


@pytest.mark.parametrize("moment", [each[0] for each in TICK_DEATHS])
def test_a_killed_tick_is_in_the_table(moment: str) -> None:
    assert f"| killed {moment} | {MANY} |" in PAGE


@pytest.mark.parametrize("moment", [each[0] for each in EVENT_DEATHS + REFUSAL_DEATHS])
def test_a_killed_listener_is_in_the_table(moment: str) -> None:
    end = "no more e-mail to that address" if "suppress" in moment else "sent"

    assert f"| killed {moment} | 1 | {end} |" in PAGE


@pytest.mark.parametrize("lost", [each[0] for each in LOST])
def test_a_lost_answer_is_in_the_table(lost: str) -> None:
    assert f"| {lost} | 1 | sent |" in PAGE


@pytest.mark.parametrize("kind", POLICY)
def test_every_report_of_ses_is_in_the_table_with_its_reason(kind: str) -> None:
    _effect, reason = POLICY[kind]

    assert re.search(rf"\| {kind} \| .* \| {re.escape(reason)} \|", PAGE)


@pytest.mark.parametrize("result", Result)
def test_every_result_is_a_metric_that_the_page_names(result: Result) -> None:
    assert f"`{result.name.title().replace('_', '')}`" in PAGE
