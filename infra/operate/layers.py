"""The operator's own texts, laid over ours last.

`operator/docs/` covers `docs/`: a page of the same name is replaced, another one is added.
`operator/templates/` covers `functions/followup/templates/` in the same way.
"""

import shutil
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from infra import bundle, calendar_table
from infra.operate.refusal import Refused
from infra.operate.settings import Settings

ROOT = bundle.ROOT
DOCS = ROOT / "docs"
TEMPLATES = Path("followup") / "templates"
READ = ("docs", "templates")
# What the pages and letters are made of; anything else was put there by mistake.
PAGE_KINDS = {".md", ".css", ".svg", ".png", ".jpg", ".webp", ".ico", ".pdf", ".txt"}
TEXT_KINDS = {".txt", ".html"}
UNWANTED = {".DS_Store", "Thumbs.db"}
SKIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", *UNWANTED)


@dataclass(frozen=True, slots=True)
class Layers:
    """Whole copies of both trees with the operator's files in them. `pages` were added."""

    docs: Path
    functions: Path
    pages: tuple[str, ...]


def lay(settings: Settings, out: Path) -> Layers:
    """Makes both copies in the folder `out`. Raises Refused for files that cannot be meant."""
    own_docs, own_texts = (settings.folder / name for name in READ)
    _check_folders(settings.folder)
    _check(own_docs, PAGE_KINDS)
    _check(own_texts, TEXT_KINDS)
    calendar_table.make()
    docs, functions = out / "docs", out / "functions"
    for source, copy in ((DOCS, docs), (bundle.FUNCTIONS, functions)):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(source, copy, ignore=SKIPPED)
    _cover(own_docs, docs)
    _cover(own_texts, functions / TEMPLATES)
    return Layers(docs, functions, _added(own_docs))


def _check_folders(own: Path) -> None:
    """A folder of a history begins with a dot, as .git does; any other one was meant for us."""
    for folder in sorted(own.iterdir() if own.is_dir() else ()):
        if folder.is_dir() and folder.name not in READ and not folder.name.startswith("."):
            close = get_close_matches(folder.name, READ, 1)
            guess = f" Did you mean {close[0]}/?" if close else ""
            raise Refused(
                f"{folder} would never be used. Only docs/ and templates/ are read.{guess}"
            )


def _check(folder: Path, kinds: set[str]) -> None:
    for file in _files(folder):
        if file.is_symlink() or not file.resolve().is_relative_to(folder.resolve()):
            raise Refused(f"{file} is a link to another place. Put the file itself there.")
        if file.suffix.lower() not in kinds:
            wanted = ", ".join(sorted(kinds))
            raise Refused(f"{file} cannot be used there. These can: {wanted}.")


def _cover(own: Path, copy: Path) -> None:
    for file in _files(own):
        place = copy / file.relative_to(own)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def _added(own_docs: Path) -> tuple[str, ...]:
    names = (file.relative_to(own_docs) for file in _files(own_docs) if file.suffix == ".md")
    return tuple(sorted(name.as_posix() for name in names if not (DOCS / name).exists()))


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return [file for file in found if not file.is_dir() and file.name not in UNWANTED]
