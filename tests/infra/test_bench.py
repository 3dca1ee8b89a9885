"""The arithmetic of the bench: what is read off a run, and when a goal counts as reached."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.bench import capacity, figures, page, start_up, table
from tests.bench.bundle_size import locked
from tests.bench.figures import Figure, Goal
from tests.bench.instant_aws import Items

GROWTH = {"Letters": (1.0, 1.02, 0.98)}
LOCK = """boto3==1.0 \\
    --hash=sha256:00
    # via -r app.in
botocore==1.0 \\
    --hash=sha256:00
    # via
    #   boto3
    #   s3transfer
holidays==1.0 \\
    --hash=sha256:00
    # via -r dev.in
jmespath==1.0 \\
    --hash=sha256:00
    # via botocore
"""


def a_figure(**changes: Any) -> Figure:
    given: dict[str, Any] = {
        "number": "P1",
        "what": "Cold start",
        "goal": Goal("≤", 1.5, "×"),
        "values": [1.2],
    }
    return Figure(**given | changes)


def an_item(**changes: Any) -> dict[str, Any]:
    item = {"pk": {"S": "S#1"}, "sk": {"S": "R#1"}}
    due = {"due_slot": {"S": "07"}, "due_at": {"S": "2026-11-23T09:03:00Z"}}
    return {k: v for k, v in (item | due | changes).items() if v is not None}


@pytest.mark.parametrize(
    ("sign", "value", "is_met"),
    [("≤", 1.5, True), ("≤", 1.51, False), ("≥", 1.5, True), ("≥", 1.49, False), ("=", 1.6, False)],
)
def test_a_goal_is_held_to_the_median_as_it_is_shown(sign: str, value: float, is_met: bool) -> None:
    figure = a_figure(goal=Goal(sign, 1.5), values=[0.1, value, 9])

    assert figure.is_met is is_met


def test_a_figure_shows_the_middle_half_of_its_runs() -> None:
    assert a_figure(values=[1.0, 1.1, 1.2, 1.3, 9.0]).result == "1.20× (1.10 to 1.30)"
    assert a_figure(values=[16, 16]).result == "16×"


def test_what_was_not_measured_is_said_and_misses_no_goal() -> None:
    figure = a_figure(values=[])

    assert (figure.result, figure.verdict, figure.is_met) == ("not measured", "–", True)


def test_ratios_are_taken_pair_by_pair() -> None:
    assert figures.ratios([(2, 1), (30, 10)]) == [2, 3]


def test_a_missed_goal_stands_below_the_table_with_its_number() -> None:
    met, missed = a_figure(), a_figure(number="P2", values=[2.0])

    printed = table.for_terminal([met, missed])

    assert "Not reached: P2, Cold start: 2×, goal ≤ 1.50×." in printed
    assert "Not reached: P1" not in printed


def test_the_page_holds_the_numbers_of_the_table_and_of_the_chart() -> None:
    written = page.text([a_figure()], GROWTH, "3.13.0", datetime(2026, 11, 23, tzinfo=UTC))

    assert "| P1 | Cold start | ≤\N{NO-BREAK SPACE}1.50× | 1.20× | reached |" in written
    assert "| Letters | 1× | 1.02× | 0.98× |" in written
    assert "1.02 ×</text>" in written
    assert "23 November 2026" in written


def test_a_lock_is_followed_to_all_that_a_requirement_needs() -> None:
    kept = locked(LOCK, ("boto3",))

    assert [line.partition("=")[0] for line in kept] == ["boto3", "botocore", "jmespath"]


def test_an_item_weighs_its_names_and_its_values() -> None:
    item: capacity.Item = {"name": {"S": "Zoë"}, "n": {"N": "123"}, "list": {"L": [{"S": "ab"}]}}

    assert capacity.size_of(item) == (4 + 4) + (1 + 3) + (4 + 3 + 1 + 2)


def test_a_write_is_paid_by_the_larger_of_what_was_and_what_is() -> None:
    large = an_item(form={"S": "x" * 1024})

    assert capacity.write_units(large, an_item()) == 2
    assert capacity.write_units(None, an_item(), in_transaction=True) == 2


def test_an_index_is_paid_when_its_keys_change() -> None:
    later = an_item(due_at={"S": "2026-11-24T09:03:00Z"})
    closed = an_item(due_slot=None, due_at=None)

    assert capacity.index_units(an_item(), an_item(state={"S": "sending"})) == 0
    assert capacity.index_units(an_item(), later) == 2
    assert capacity.index_units(an_item(), closed) == 1
    assert capacity.index_units(None, closed) == 0


def test_a_batch_rounds_each_item_up_and_a_query_their_sum() -> None:
    three = [an_item()] * 3

    assert capacity.read_units(three, is_consistent=True, is_batch=True) == 3
    assert capacity.read_units(three, is_consistent=True, is_batch=False) == 1
    assert capacity.read_units([], is_consistent=False, is_batch=False) == 0.5


def test_the_instant_index_gives_what_is_due_the_oldest_first() -> None:
    items = Items()
    for at in ("2026-11-23T09:05:00Z", "2026-11-23T09:03:00Z", "2026-11-23T09:09:00Z"):
        items.put("table", an_item(sk={"S": at}, due_at={"S": at}))
    items.put("table", an_item(sk={"S": "2026-11-23T09:03:00Z"}, due_slot=None, due_at=None))

    found = items.due("07", "2026-11-23T09:05:00Z", 10)

    assert [item["due_at"]["S"] for item in found] == ["2026-11-23T09:05:00Z"]


def test_the_last_whole_test_is_read_in_minutes(tmp_path: Path) -> None:
    kept = tmp_path / "seconds"
    assert not start_up.last_test(kept).is_measured

    kept.write_text("450\n")

    assert start_up.last_test(kept).result == "7.50 min"
