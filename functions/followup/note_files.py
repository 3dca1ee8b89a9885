"""The note texts of a language, read once: templates, the frame around them, word lists.

In the zip they stand parsed (infra/texts.py). The parser is imported where it is used: it takes
longer to load than most requests take.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from followup.note_facts import FACTS
from followup.note_kinds import Kind

HERE = Path(__file__).parent / "templates"
# Beside the templates: {"_frame": …, "thank_panel": …, "_words": …}, only in the zip.
PARSED = "notes.json"
DEFAULT_LOCALE = "en"
FRAME = "_frame"
WORDS = "_words"


@cache
def template(kind: Kind, locale: str) -> dict[str, Any]:
    """The tree of a kind. Raises TemplateFault."""
    return _template(kind.value, locale)


@cache
def frame(locale: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The sections above and below every written note: greeting; sign-off and name."""
    sections = _template(FRAME, locale)["sections"]
    return sections[:1], sections[1:]


@cache
def words(locale: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = _parsed(locale).get(WORDS) or read_words(_folder(locale))
    return found


def known_locale(locale: str) -> str:
    """The locale if its texts are here, else English; a form cannot name another folder."""
    return locale if locale in _locales() else DEFAULT_LOCALE


@cache
def _locales() -> frozenset[str]:
    return frozenset(path.name for path in HERE.iterdir() if (path / "notes").is_dir())


def read_template(folder: Path, name: str) -> dict[str, Any]:
    from followup.note_syntax import parse_template

    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    return parse_template(text, source=f"{name}.txt", known=frozenset(FACTS))


def read_words(folder: Path) -> dict[str, list[str]]:
    from followup.note_syntax import parse_lists

    text = (folder / f"{WORDS}.txt").read_text(encoding="utf-8")
    return parse_lists(text, source=f"{WORDS}.txt")


def _template(name: str, locale: str) -> dict[str, Any]:
    found: dict[str, Any] = _parsed(locale).get(name) or read_template(_folder(locale), name)
    return found


@cache
def _parsed(locale: str) -> dict[str, Any]:
    file = _folder(locale) / PARSED
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _folder(locale: str) -> Path:
    return HERE / locale / "notes"
