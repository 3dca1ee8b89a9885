"""The texts as the zip holds them: notes parsed, letters compiled. To read them anew takes a worker
longer than all else it does for its first letter.

They stand beside the templates of a copy, never in the sources: who edits a text there sees it.
"""

import json
import shutil
from pathlib import Path

from followup.letter_text import COMPILED, new_environment
from followup.note_files import PARSED, WORDS, read_template, read_words

TEMPLATES = Path("followup") / "templates"


def make(functions: Path) -> None:
    """`functions` is a copy of the folder of that name, perhaps with texts of an operator."""
    templates = functions / TEMPLATES
    for words in sorted(templates.glob(f"*/notes/{WORDS}.txt")):
        _parse_notes(words.parent)
    for folder in sorted(templates.glob("*/letters")):
        _compile_letters(folder)


def _parse_notes(folder: Path) -> None:
    names = sorted(file.stem for file in folder.glob("*.txt") if file.stem != WORDS)
    book = {name: read_template(folder, name) for name in names} | {WORDS: read_words(folder)}
    (folder / PARSED).write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")


def _compile_letters(folder: Path) -> None:
    shutil.rmtree(folder / COMPILED, ignore_errors=True)
    made = new_environment(folder)
    made.compile_templates(folder / COMPILED, zip=None, ignore_errors=False)
