"""A chart shows the numbers of the data file, and only numbers that may stand together."""

import re
from typing import Any

import pytest

from infra.charts import IncomparableFigures, chart, drawn


def a_figure(**changes: Any) -> dict[str, Any]:
    values = [{"label": "Yes", "value": 20}, {"label": "Perhaps", "value": 5}]
    return {"question": "Q?", "unit": "%", "place": "Here", "values": values} | changes


def a_chart(**changes: Any) -> dict[str, Any]:
    labels = ["Yes", "Perhaps"]
    return {"id": "c", "title": "T?", "bars": "place", "labels": labels} | changes


def lengths(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'class="chart__bar[^>]* width="([\d.]+)%"', svg)]


def test_the_parts_of_a_bar_follow_each_other() -> None:
    svg = drawn(a_chart(), [a_figure()])

    assert lengths(svg) == [20, 5]
    assert 'x="20.0%"' in svg
    assert "20% + 5% = 25%" in svg


def test_the_longest_of_single_bars_takes_the_whole_width() -> None:
    svg = drawn(a_chart(labels=None, mark="Perhaps"), [a_figure(unit="days")])

    assert lengths(svg) == [100, 25]
    assert "5 days" in svg.split("chart__row--marked")[1]


@pytest.mark.parametrize("change", [{"question": "Another?"}, {"unit": "days"}])
def test_answers_to_different_questions_are_never_drawn_together(change: dict[str, Any]) -> None:
    with pytest.raises(IncomparableFigures, match="c"):
        drawn(a_chart(), [a_figure(), a_figure(**change)])


def test_words_of_the_data_file_cannot_become_markup() -> None:
    svg = drawn(a_chart(title='<b>"'), [a_figure(place="<i>")])

    assert "<b>" not in svg
    assert "<i>" not in svg


@pytest.mark.parametrize("name", ["notes-us-canada", "hiring-days"])
def test_a_chart_is_one_block_of_markdown_with_a_name_and_no_style(name: str) -> None:
    block = chart(name)

    assert "\n\n" not in block
    assert 'role="img"' in block
    assert "the table below has the same numbers" in block
    assert "style" not in block
