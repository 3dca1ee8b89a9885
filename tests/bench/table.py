"""The table of all figures, for a terminal and for a page."""

from collections.abc import Iterable, Sequence

from tests.bench.figures import Figure

NO_BREAK = "\N{NO-BREAK SPACE}"  # a sign stays beside its number
HEAD = ("", "What", "Result", "Goal", "")


def for_terminal(figures: Sequence[Figure]) -> str:
    """What stands behind each figure is on the page."""
    rows = [HEAD, *map(_row, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, "", *missed(figures)])


def missed(figures: Iterable[Figure]) -> list[str]:
    found = [figure for figure in figures if not figure.is_met]
    return [
        f"Not reached: {figure.number}, {figure.what}: {figure.value_words}, goal {figure.goal}."
        for figure in found
    ]


def for_page(figures: Sequence[Figure]) -> str:
    """In Markdown; a cell says what was measured and against what."""
    head = "| No. | What | Goal | Result | Verdict |\n|---|---|---|---|---|"
    return "\n".join([head, *map(_page_row, figures)])


def _row(figure: Figure) -> tuple[str, ...]:
    return figure.number, figure.what, figure.result, str(figure.goal), figure.verdict


def _page_row(figure: Figure) -> str:
    measured = "; ".join(filter(None, [figure.ours, figure.against]))
    behind = ". ".join(filter(None, [measured, figure.note]))
    what = f"{figure.what}<br>{behind}" if behind else figure.what
    goal = str(figure.goal).replace(" ", NO_BREAK)
    cells = (figure.number, what, goal, figure.result, figure.verdict)
    return f"| {' | '.join(cells)} |"
