"""What is filled into the pages before they are laid out: passages, charts, sample notes.

A page names its places in comments, so that it stays readable without the build:

- `<!-- with reminders -->…<!-- end -->` is kept where the service runs,
  `<!-- without reminders -->…<!-- end -->` where it does not
- `<!-- chart: ID -->` becomes a chart of `docs/evidence.json`
- `<!-- notes: SITUATION -->` becomes the sample notes of `docs/samples.json`
"""

import re
from typing import Any

from infra.charts import chart
from infra.sample_notes import sample_notes

PASSAGE = re.compile(
    r"(?P<before>\n?)<!-- (?P<which>with|without) reminders -->(?P<text>.*?)<!-- end -->", re.DOTALL
)
PLACE = re.compile(r"<!-- (?P<what>chart|notes): (?P<name>\S+) -->")
LEFTOVER = re.compile(r"<!-- (?:with|without|end|chart|notes)\b.*?-->")
MAKERS = {"chart": chart, "notes": sample_notes}
SHORTER = "description_without_reminders"


class StrayMark(Exception):
    """A passage was begun and not ended, or the other way round."""


def completed(markdown: str, *, reminders: str) -> str:
    """The page with its places filled. Raises StrayMark, KeyError for a name nobody knows."""
    wanted = "without" if reminders == "off" else "with"
    text = PASSAGE.sub(lambda found: _kept(found, wanted), markdown)
    text = PLACE.sub(lambda found: MAKERS[found["what"]](found["name"]), text)
    if stray := LEFTOVER.search(text):
        raise StrayMark(stray[0])
    return text


def described(meta: dict[str, Any], *, reminders: str) -> str | None:
    """The description of a page, which may name reminders only where there are some."""
    shorter = meta.get(SHORTER) if reminders == "off" else None
    return shorter or meta.get("description")


def _kept(found: re.Match[str], wanted: str) -> str:
    """Without the line breaks around the marks, so that a list stays in one piece."""
    return found["before"] + found["text"].strip("\n") if found["which"] == wanted else ""
