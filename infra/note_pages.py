"""notes.json: the note templates and word lists, made for the browser at build."""

import json

from followup.model import Relation, Situation
from followup.note_files import DEFAULT_LOCALE, frame, template, words
from followup.note_kinds import LATE_AFTER_DAYS, Kind, kinds_for, recipients

NEAR_TWINS = 0.3  # share of three-word runs; below it two notes read as two notes


def notes_json(locale: str = DEFAULT_LOCALE) -> str:
    """The file `docs/javascripts/notes.mjs` renders from. Raises TemplateFault."""
    found = {
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
