"""What narrow screens need of a page: named cells in tables, and paths that break at a slash.

A table of text names its cells, so that a phone can show a row as a short list.

The names are data attributes, since a class would lose the theme's own style; what they do is
in `docs/stylesheets/text.css`. Tables of numbers and short words stay tables on every screen.
"""

import re
from html import escape, unescape
from itertools import count

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(?P<kind>t[hd])(?P<given>[^>]*)>(?P<text>.*?)</(?P=kind)>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
# A column of a phone holds about this much: of three columns, and of two.
LONG_TEXT = 45
LONG_WORD = 20
# Blocks of code keep their own lines; what stands in a sentence may be broken.
CODE = re.compile(r"<pre.*?</pre>|(?<=<code>)[^<]+(?=</code>)", re.DOTALL)


def with_names(html: str) -> str:
    """The content of a page; each table that a phone could not show well has its cells named."""
    return TABLE.sub(lambda found: _named(found[0]) if _stacks(found[0]) else found[0], html)


def with_breaks(html: str) -> str:
    """A path in a sentence may go on below after a slash, and not in the middle of a name."""
    return CODE.sub(lambda found: _broken(found[0]), html)


def _broken(code: str) -> str:
    return code if code.startswith("<pre") else re.sub(r"(?<=\w)/(?=\w)", "/<wbr>", code)


def _stacks(table: str) -> bool:
    cells = [_words(cell["text"]) for cell in CELL.finditer(table)]
    columns = len(_head(table))
    is_prose = columns > 2 and max(map(len, cells)) > LONG_TEXT
    return is_prose or max(len(word) for cell in cells for word in [*cell.split(), ""]) > LONG_WORD


def _named(table: str) -> str:
    names = _head(table)
    rows = ROW.sub(lambda row: _named_row(row[0], names), table)
    return rows.replace("<table>", "<table data-stacks>", 1)


def _named_row(row: str, names: list[str]) -> str:
    """The first cell is the row's own name and needs none."""
    place = count()

    def named(cell: re.Match[str]) -> str:
        at = next(place)
        if cell["kind"] == "th" or not at or not names[at]:
            return cell[0]
        return f'<td data-name="{escape(names[at])}"{cell["given"]}>{cell["text"]}</td>'

    return CELL.sub(named, row)


def _head(table: str) -> list[str]:
    return [_words(cell["text"]) for cell in CELL.finditer(table) if cell["kind"] == "th"]


def _words(html: str) -> str:
    return unescape(TAG.sub(" ", html)).strip()
