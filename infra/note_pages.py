"""notes.json and notes-more.json: the note templates and word lists, made for the browser at build."""

import json
from collections.abc import Callable
from typing import Any

from followup.model import Relation, Situation
from followup.note_files import DEFAULT_LOCALE, frame, template, words
from followup.note_kinds import LATE_AFTER_DAYS, Kind, kinds_for, recipients

# What the wizard's page begins with: it has the words of this note at once.
FIRST = kinds_for(Relation.INTERVIEWER, Situation.JUST_INTERVIEWED, is_late=False)
# Word lists for remarks on what the writer changed.
FOR_REMARKS = ("stock phrases", "pressing words", "flowery words")

NEAR_TWINS = 0.3  # share of three-word runs; below it two notes read as two notes


def note_files(locale: str = DEFAULT_LOCALE) -> dict[str, str]:
    """Name and text of the two parts in which the page loads them. Raises TemplateFault."""
    book = _book(locale)
    kinds = book.pop("kinds")
    lists = book.pop("words")
    first, more = _parted(kinds, lambda kind: kind in FIRST)
    needed, remarked = _parted(lists, lambda name: name not in FOR_REMARKS)
    return {
        "notes.json": _compact(book | {"kinds": first, "words": needed}),
        "notes-more.json": _compact({"kinds": more, "words": remarked}),
    }


def _parted(
    found: dict[str, Any], belongs: Callable[[str], bool]
) -> tuple[dict[str, Any], dict[str, Any]]:
    ours = {name: value for name, value in found.items() if belongs(name)}
    return ours, {name: value for name, value in found.items() if name not in ours}


def notes_json(locale: str = DEFAULT_LOCALE) -> str:
    """All that `docs/javascripts/notes.mjs` renders from. Raises TemplateFault."""
    return _compact(_book(locale))


def _book(locale: str) -> dict[str, Any]:
    return {
        "v": 1,
        "locale": locale,
        "late_after_days": LATE_AFTER_DAYS,
        "near_twins": NEAR_TWINS,
        "recipients": {kind.value: sorted(recipients(kind)) for kind in Kind},
        "situations": {situation.value: _kinds(situation) for situation in Situation},
        "frame": frame(locale),
        "kinds": {kind.value: template(kind, locale) for kind in Kind},
        "words": words(locale),
    }


def _compact(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _kinds(situation: Situation) -> dict[str, dict[str, list[str]]]:
    """{"in_time" | "late": {relation: [kind]}}, the main kind first."""
    return {
        key: {
            relation.value: list(kinds_for(relation, situation, is_late=late))
            for relation in Relation
        }
        for key, late in (("in_time", False), ("late", True))
    }
