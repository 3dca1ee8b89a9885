"""A letter as blocks, shown once as text and once as HTML, so that both say the same.

The words stand in `templates/<locale>/letters/*.txt`: a `subject:` line, `---`, then
paragraphs. `heading`, `note`, `button` and `main_button` on a line of their own make the other blocks.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"
COMPILED = "compiled"  # beside the templates, only in the zip (infra/texts.py)
# A control character, which no form field may hold: user text can never look like a marker.
MARK = "\x1a"
MARKER = re.compile(f"{MARK}(\\d+){MARK}")
EMPTY_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is paragraph, heading, note, button or main_button; a note's `label` is its subject."""

    kind: str
    text: str = ""
    label: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class LetterText:
    subject: str
    blocks: tuple[Block, ...]


# What every letter's template may call.
MAKERS: dict[str, Callable[..., Block]] = {
    "heading": lambda text: Block("heading", text),
    "note": lambda subject, body: Block("note", body, subject),
    "button": lambda label, link: Block("button", label=label, link=link),
    "main_button": lambda label, link: Block("main_button", label=label, link=link),
}


def read_letter(name: str, facts: dict[str, Any], locale: str = "en") -> LetterText:
    """Renders one template to blocks. Raises UndefinedError for a word nobody gave it."""
    marked: list[Block] = []

    def mark(make: Callable[..., Block], *given: str) -> str:
        marked.append(make(*given))
        return f"\n\n{MARK}{len(marked) - 1}{MARK}\n\n"

    makers = {name: partial(mark, make) for name, make in MAKERS.items()}
    text = _environment(locale).get_template(f"{name}.txt").render(facts | makers)
    head, _, body = text.partition("---\n")
    return LetterText(_one_line(head.strip().removeprefix("subject:")), _blocks(body, marked))


def write_text(blocks: Sequence[Block], footer: Sequence[str]) -> str:
    """The plain part; `footer` comes after the usual signature line."""
    parts = [_write_block(block) for block in blocks]
    return "\n\n".join([*parts, "-- \n" + "\n".join(footer)]) + "\n"


def write_html(letter: LetterText, sender: object, footer: Sequence[Block], locale: str) -> str:
    layout = _environment(locale).get_template("_layout.html")
    facts = {"subject": letter.subject, "blocks": letter.blocks}
    return str(layout.render(facts | {"sender": sender, "footer": footer}))


def _write_block(block: Block) -> str:
    if block.link:
        return f"{block.label}:\n{block.link}"
    if block.kind == "heading":
        return f"{block.text}\n{'-' * min(len(block.text), 60)}"
    if block.kind == "note":
        subject = f"Subject: {block.label}\n\n" if block.label else ""
        return _indent(subject + block.text)
    return block.text


def _blocks(body: str, marked: Sequence[Block]) -> tuple[Block, ...]:
    blocks = []
    for part in EMPTY_LINES.split(body):
        text = _one_line(part)
        if marker := MARKER.fullmatch(text):
            blocks.append(marked[int(marker[1])])
        elif text:
            blocks.append(Block("paragraph", text))
    return tuple(blocks)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _indent(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


@cache
def _environment(locale: str) -> Environment:
    return new_environment(TEMPLATES / locale / "letters")


def new_environment(folder: Path) -> Environment:
    """Escaping is on for the HTML layout only; the .txt templates make plain text."""
    compiled = folder / COMPILED
    return Environment(  # nosec B701
        loader=ModuleLoader(compiled) if compiled.is_dir() else FileSystemLoader(folder),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
