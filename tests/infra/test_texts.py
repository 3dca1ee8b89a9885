"""The texts in the zip say what those in the sources say, an operator's own included."""

import json
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from jinja2 import ModuleLoader, UndefinedError

from followup.letter_text import new_environment
from followup.note_files import PARSED, WORDS, read_template, read_words
from infra import texts
from infra.bundle import FUNCTIONS


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with one note of an operator's own."""
    made: Path = tmp_path_factory.mktemp("copy")
    shutil.copytree(FUNCTIONS / texts.TEMPLATES, made / texts.TEMPLATES)
    own = made / texts.TEMPLATES / "en" / "notes" / "reconnect.txt"
    own.write_text(own.read_text().replace("[", "# of our own\n[", 1))
    (made / texts.TEMPLATES / "en" / "letters" / "link.txt").write_text(
        "subject: Own\n---\n{{ link }}"
    )
    texts.make(made)
    return made / texts.TEMPLATES / "en"


def test_each_note_is_parsed_as_it_stands_there(copy: Path) -> None:
    book = json.loads((copy / "notes" / PARSED).read_text())

    names = {file.stem for file in (copy / "notes").glob("*.txt")}
    assert book.keys() == names
    assert book.pop(WORDS) == read_words(copy / "notes")
    assert book == {name: read_template(copy / "notes", name) for name in book}


def test_a_letter_is_compiled_from_what_stands_there(copy: Path) -> None:
    compiled = new_environment(copy / "letters")

    assert isinstance(compiled.loader, ModuleLoader)
    assert compiled.get_template("link.txt").render(link="a & b") == "subject: Own\n---\na & b"


def test_the_layout_escapes_and_a_missing_word_is_a_fault_compiled_too(copy: Path) -> None:
    made = new_environment(copy / "letters")
    facts = {"subject": "<b>", "blocks": (), "sender": defaultdict(str), "footer": ()}

    assert "<title>&lt;b&gt;</title>" in made.get_template("_layout.html").render(facts)
    with pytest.raises(UndefinedError):
        made.get_template("link.txt").render()


def test_the_sources_hold_neither() -> None:
    kept = FUNCTIONS / texts.TEMPLATES

    assert not list(kept.rglob(PARSED))
    assert not list(kept.rglob("compiled"))
