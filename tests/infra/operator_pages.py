"""The pages for people who run a copy: their texts, and the commands they show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "run-your-own"
WRITTEN_ELSEWHERE = {"performance.md"}  # by `make bench`
PAGES = {
    file.name: file.read_text("utf-8")
    for file in sorted(FOLDER.glob("*.md"))
    if file.name not in WRITTEN_ELSEWHERE
}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
# Those that need to be told whose stage it is.
OF_A_STAGE = set(re.findall(r"^([a-z]+):.*\n\t@\$\(OPERATE\)", MAKEFILE, re.MULTILINE)) | {"site"}

SHELL = re.compile(r"^ *```\{ \.text \.shell \}\n(?P<body>.*?)^ *```$", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
NEEDS_AWS = "# needs AWS"


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as a page shows it. `needs_aws`: the page says that nobody could try it."""

    page: str
    command: str
    needs_aws: bool

    @property
    def words(self) -> list[str]:
        return self.command.split()

    @property
    def variables(self) -> dict[str, str]:
        pairs = (word.partition("=") for word in self.words if "=" in word)
        return {name: value for name, _, value in pairs}


def shown() -> Iterator[Shown]:
    for page, text in PAGES.items():
        for block in SHELL.finditer(text):
            body = re.sub(r" \\\n *", " ", block["body"])
            lines = [line.strip() for line in body.splitlines() if line.strip()]
            needs_aws = lines[0] == NEEDS_AWS
            yield from (Shown(page, line, needs_aws) for line in lines if not line.startswith("#"))


def prose(page: str) -> str:
    """The page without what stands in fences."""
    return FENCE.sub("", PAGES[page])


def code(page: str) -> list[str]:
    """Everything in backticks within a line."""
    return CODE.findall(prose(page))


def section(page: str, heading: str) -> str:
    """What stands between a heading of the second level and the next one."""
    return PAGES[page].partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_cells(table: str) -> list[str]:
    """The first column of the Markdown tables in a text, without their heads."""
    rows = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("|")]
    return [cell for place, cell in enumerate(rows) if not _is_head(rows, place)]


def _is_head(rows: list[str], place: int) -> bool:
    return "---" in rows[place] or "---" in "".join(rows[place + 1 : place + 2])
