"""The charts of the evidence page, drawn as SVG from `docs/evidence.json`.

Lengths are percentages and text keeps the size the reader chose, so that a chart is as easy
to read on a phone as on paper. Colors are classes in `docs/stylesheets/charts.css`: a style
attribute would break the content policy. The table below each chart holds the same numbers.
"""

import json
from collections.abc import Iterator
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any

EVIDENCE = Path(__file__).parent.parent / "docs" / "evidence.json"
ROW_PX = 62
BAR_PX = 20
BAR_BELOW_TEXT_PX = 9
TEXT_AT_PX = 17

Chart = dict[str, Any]
Figure = dict[str, Any]


class IncomparableFigures(Exception):
    """One chart was to hold answers to different questions, or values in different units."""


def chart(name: str) -> str:
    """The chart as one HTML block without an empty line. Raises KeyError, IncomparableFigures."""
    data = json.loads(EVIDENCE.read_text("utf-8"))
    wanted = {each["id"]: each for each in data["charts"]}[name]
    known = {figure["id"]: figure for figure in data["figures"]}
    return drawn(wanted, [known[each] for each in wanted["figures"]])


def drawn(wanted: Chart, figures: list[Figure]) -> str:
    """A `<figure>` of one row a bar. Raises IncomparableFigures."""
    if len({(figure["question"], figure["unit"]) for figure in figures}) > 1:
        raise IncomparableFigures(wanted["id"])
    rows = list(stacked(wanted, figures) if wanted["labels"] else single(wanted, figures[0]))
    height = len(rows) * ROW_PX
    return "\n".join(
        [
            '<figure class="chart" data-search-exclude>',
            f"<figcaption>{escape(wanted['title'])}</figcaption>",
            *legend(wanted["labels"] or []),
            f'<svg role="img" width="100%" height="{height}" aria-label="{escape(spoken(wanted))}">',
            *(line for place, row in enumerate(rows) for line in row_lines(place, *row)),
            "</svg>",
            "</figure>",
        ]
    )


def spoken(wanted: Chart) -> str:
    return f"{wanted['title']} (bar chart; the table below has the same numbers)"


def legend(labels: list[str]) -> Iterator[str]:
    if not labels:
        return
    items = "".join(
        f'<li><svg class="chart__key" width="14" height="14" aria-hidden="true">'
        f'<rect class="chart__bar chart__bar--{place}" width="14" height="14"/></svg>'
        f"{escape(label)}</li>"
        for place, label in enumerate(labels)
    )
    yield f'<ul class="chart__legend">{items}</ul>'


Row = tuple[str, str, list[float], bool]
"""Name, value in words, lengths in percent of the width, whether it stands out."""


def stacked(wanted: Chart, figures: list[Figure]) -> Iterator[Row]:
    """One bar a figure, made of the labels of the chart: parts of the same hundred."""
    for figure in figures:
        given = {each["label"]: each["value"] for each in figure["values"]}
        parts = [given[label] for label in wanted["labels"]]
        sign = figure["unit"]
        said = " + ".join(f"{part}{sign}" for part in parts) + f" = {sum(parts)}{sign}"
        yield figure[wanted["bars"]], said, parts, False


def single(wanted: Chart, figure: Figure) -> Iterator[Row]:
    """One bar a value, the longest as wide as the chart."""
    longest = max(each["value"] for each in figure["values"])
    for each in figure["values"]:
        length = round(100 * each["value"] / longest, 2)
        stands_out = each["label"] == wanted.get("mark")
        yield each["label"], f"{each['value']} {figure['unit']}", [length], stands_out


def row_lines(
    place: int, name: str, said: str, lengths: list[float], stands_out: bool
) -> list[str]:
    top = place * ROW_PX
    text_y, bar_y = top + TEXT_AT_PX, top + TEXT_AT_PX + BAR_BELOW_TEXT_PX
    starts = accumulate(lengths, initial=0.0)
    shape = "chart__row chart__row--marked" if stands_out else "chart__row"
    return [
        f'<g class="{shape}">',
        f'<text x="0" y="{text_y}">{escape(name)}</text>',
        f'<text class="chart__value" x="100%" y="{text_y}" text-anchor="end">{escape(said)}</text>',
        f'<rect class="chart__track" y="{bar_y}" width="100%" height="{BAR_PX}"/>',
        *(
            f'<rect class="chart__bar chart__bar--{part}" x="{start}%" y="{bar_y}"'
            f' width="{length}%" height="{BAR_PX}"/>'
            for part, (start, length) in enumerate(zip(starts, lengths, strict=False))
        ),
        "</g>",
    ]
