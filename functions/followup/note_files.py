"""The note texts of a language, read once: templates, the frame around them, word lists."""

from functools import cache
from pathlib import Path
from typing import Any

from followup.note_facts import FACTS
from followup.note_kinds import Kind
from followup.note_syntax import parse_lists, parse_template

HERE = Path(__file__).parent / "templates"
DEFAULT_LOCALE = "en"
FRAME = "_frame"


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
    text = _path("_words", locale).read_text(encoding="utf-8")
    return parse_lists(text, source="_words.txt")


def known_locale(locale: str) -> str:
    """The locale if its texts are here, else English; a form cannot name another folder."""
    return locale if locale in _locales() else DEFAULT_LOCALE


@cache
def _locales() -> frozenset[str]:
    return frozenset(path.name for path in HERE.iterdir() if (path / "notes").is_dir())


def _template(name: str, locale: str) -> dict[str, Any]:
    text = _path(name, locale).read_text(encoding="utf-8")
    return parse_template(text, source=f"{name}.txt", known=frozenset(FACTS))


def _path(name: str, locale: str) -> Path:
    return HERE / locale / "notes" / f"{name}.txt"
