"""What is filled into the pages before they are laid out: passages, charts, sample notes.

A page names its places in comments, so that it stays readable without the build:

- `<!-- with reminders -->…<!-- end -->` is kept where the service runs,
  `<!-- without reminders -->…<!-- end -->` where it does not, and
  `<!-- pilot reminders -->…<!-- end -->` where it mails only addresses its operator entered
- `<!-- chart: ID -->` becomes a chart of `docs/evidence.json`
- `<!-- notes: SITUATION -->` becomes the sample notes of `docs/samples.json`
- `<!-- operator -->` becomes a sentence on who runs this copy
"""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from infra.charts import chart
from infra.sample_notes import sample_notes

PASSAGE = re.compile(
    r"(?P<before>\n?)<!-- (?P<which>with|without|pilot) reminders -->(?P<text>.*?)<!-- end -->",
    re.DOTALL,
)
PLACE = re.compile(r"<!-- (?P<what>chart|notes): (?P<name>\S+) -->")
KEPT = {
    "on": frozenset({"with"}),
    "pilot": frozenset({"with", "pilot"}),
    "off": frozenset({"without"}),
}
OPERATOR = "<!-- operator -->"
LEFTOVER = re.compile(r"<!-- (?:with|without|pilot|end|chart|notes|operator)\b.*?-->")
MAKERS = {"chart": chart, "notes": sample_notes}
SHORTER = "description_without_reminders"


class StrayMark(Exception):
    """A passage was begun and not ended, or the other way round."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs this copy; empty where nobody said so."""

    name: str = ""
    contact: str = ""

    def sentence(self) -> str:
        if not self.name:
            return "Whoever set up this copy has not entered their name yet."
        name, contact = escape(self.name), escape(self.contact)
        return f"This copy is run by **{name}**. A person reads [{contact}](mailto:{contact})."


def completed(markdown: str, *, reminders: str, operator: Operator = Operator()) -> str:
    """The page with its places filled; `reminders` is on, off or pilot.

    Raises StrayMark, KeyError for a name nobody knows.
    """
    text = PASSAGE.sub(lambda found: _kept(found, KEPT[reminders]), markdown)
    text = PLACE.sub(lambda found: MAKERS[found["what"]](found["name"]), text)
    text = text.replace(OPERATOR, operator.sentence())
    if stray := LEFTOVER.search(text):
        raise StrayMark(stray[0])
    return text


def described(meta: dict[str, Any], *, reminders: str) -> str | None:
    """The description of a page, which may name reminders only where there are some."""
    shorter = meta.get(SHORTER) if reminders == "off" else None
    return shorter or meta.get("description")


def _kept(found: re.Match[str], wanted: frozenset[str]) -> str:
    """Without the line breaks around the marks, so that a list stays in one piece."""
    return found["before"] + found["text"].strip("\n") if found["which"] in wanted else ""
