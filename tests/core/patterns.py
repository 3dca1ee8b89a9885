"""Every regular expression of the product, Python's and the pages', and what it could cost.

Where no text can be read in two ways by loops, the time of one attempt grows with the text, and
that of a search with its square at worst. Every text has a limit.
"""

import ast
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from re import _constants as codes
from re import _parser as parser
from typing import Any

FUNCTIONS, SCRIPTS = Path("functions"), Path("docs/javascripts")
READS_OUR_OWN = FUNCTIONS / "followup" / "note_syntax.py"  # templates, at build
CALLS = {"compile", "search", "match", "fullmatch", "split", "sub", "findall", "finditer"}
# A slash where JavaScript expects a value begins a pattern; in strings a quote stands before it.
LITERAL = re.compile(
    r"(?:[=(,:?!&|]|return|^) *"
    r"/(?![/* ])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+)/[dgimsuvy]*",
    re.MULTILINE,
)
MADE = re.compile(r"new RegExp\(`([^`]*)`")
WITHOUT_END = codes.MAXREPEAT
CLASSES = {
    "\\p{L}": "a-zà-ÿ",
    "\\p{M}": "\u0300-\u036f",
    "\\p{N}": "0-9",
    "\\p{Cc}": "[\\x00-\\x1f]",
    "\\p{Script=Latin}": "[a-zà-ÿ]",
    "\\p{Script=Cyrillic}": "[а-я]",
    "\\p{Script=Greek}": "[α-ω]",
    "\\p{Script=Armenian}": "[ա-ֆ]",
    "\\p{Script=Cherokee}": "[Ꭰ-Ᏽ]",
}
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
SAMPLES = [chr(code) for code in range(0x250)] + [" ", "…", "李", "🙂"]


def patterns() -> Iterator[tuple[str, str]]:
    """Where each one stands, and the pattern as Python reads it."""
    for path in sorted(set(FUNCTIONS.rglob("*.py")) - {READS_OUR_OWN}):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and is_pattern(node.func):
                yield f"{path}:{node.lineno}", written(node.args[0])
    for path in sorted(SCRIPTS.rglob("*.mjs")):
        text = path.read_text()
        for found in LITERAL.finditer(text):
            yield f"{path}:{line_of(text, found)}", for_python(found[1])
        for found in MADE.finditer(text):
            yield f"{path}:{line_of(text, found)}", for_python(in_template(found[1]))


def line_of(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start(1)) + 1


def in_template(text: str) -> str:
    return re.sub(r"\$\{\w+\}", "x", text).replace("\\\\", "\\")


def is_pattern(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in CALLS:
        return False
    return isinstance(called.value, ast.Name) and called.value.id == "re"


def written(node: ast.expr) -> str:
    """A literal, or a formatted one whose places hold one letter each."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr), ast.dump(node)
    return "".join(
        str(each.value) if isinstance(each, ast.Constant) else "x" for each in node.values
    )


def for_python(pattern: str) -> str:
    """JavaScript's spelling of classes of letters and of what stands in a template."""
    for theirs, ours in CLASSES.items():
        pattern = pattern.replace(theirs, ours)
    return pattern


def faults_in(pattern: str) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        machine = Machine()
        machine.read(parser.parse(pattern))
    return machine.faults()


@dataclass(frozen=True)
class Part:
    """A part of a pattern: the places it may begin and end at, and whether it may be empty."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    is_empty: bool = True


@dataclass
class Machine:
    """The places of a pattern, one a character class, and which may follow which (Glushkov).

    Two ways through the same text are what backtracking tries in vain: two ways round a loop
    double with each character, two loops in a row make it a square.
    """

    takes: list[frozenset[str]] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    depth: int = 0
    is_nested: bool = False

    def read(self, parsed: Any) -> Part:
        whole = Part()
        for code, given in parsed:
            whole = self._join(whole, self._read_item(code, given))
        return whole

    def faults(self) -> list[str]:
        loops = [place for place in range(len(self.takes)) if self._reaches((place,), (place,))]
        found = ["a loop directly in a loop"] if self.is_nested else []
        if any(self._doubles(place) for place in loops):
            found.append("two ways round a loop")
        if any(p != q and self._reaches((p, p, q), (p, q, q)) for p in loops for q in loops):
            found.append("two loops in a row take the same characters")
        return found

    def _read_item(self, code: Any, given: Any) -> Part:
        if code in REPEATS:
            return self._repeat(given)
        if code is codes.SUBPATTERN:
            return self.read(given[3])
        if code is codes.BRANCH:
            return self._choose([self.read(each) for each in given[1]])
        if code in (codes.ASSERT, codes.ASSERT_NOT):
            self.read(given[1])  # on its own: what it sees is read again by what follows
        if code in (codes.IN, codes.LITERAL, codes.NOT_LITERAL, codes.ANY):
            return self._place(frozenset(each for each in SAMPLES if _takes((code, given), each)))
        return Part()

    def _place(self, takes: frozenset[str]) -> Part:
        self.takes.append(takes)
        self.follow.append(set())
        place = frozenset({len(self.takes) - 1})
        return Part(place, place, is_empty=False)

    def _join(self, one: Part, two: Part) -> Part:
        for place in one.last:
            self.follow[place] |= two.first
        first = one.first | two.first if one.is_empty else one.first
        last = one.last | two.last if two.is_empty else two.last
        return Part(first, last, one.is_empty and two.is_empty)

    def _choose(self, parts: list[Part]) -> Part:
        first = frozenset[int]().union(*(each.first for each in parts))
        last = frozenset[int]().union(*(each.last for each in parts))
        return Part(first, last, any(each.is_empty for each in parts))

    def _repeat(self, given: Any) -> Part:
        """A repeat with an end costs no more than that, unless it stands in a loop itself."""
        least, most, inner = given
        is_endless = most is WITHOUT_END or (self.depth > 0 and least != most and int(most) > 1)
        self.depth += is_endless
        part = self.read(inner)
        self.depth -= is_endless
        if is_endless:
            self._loop(part)
        return Part(part.first, part.last, part.is_empty or least == 0)

    def _loop(self, part: Part) -> None:
        for place in part.last:
            self.is_nested = self.is_nested or bool(self.follow[place] & part.first)
            self.follow[place] |= part.first

    def _doubles(self, place: int) -> bool:
        start = (place, place)
        apart = [each for each in self._reached(start) if each[0] != each[1]]
        return any(self._reaches(each, start) for each in apart)

    def _reaches(self, start: tuple[int, ...], end: tuple[int, ...]) -> bool:
        return end in self._reached(start)

    def _reached(self, start: tuple[int, ...]) -> set[tuple[int, ...]]:
        """Where as many walkers can be, each along its own way, after the same text."""
        reached: set[tuple[int, ...]] = set()
        ahead = [start]
        while ahead:
            for after in product(*(self.follow[place] for place in ahead.pop())):
                first, *others = (self.takes[place] for place in after)
                if after not in reached and first.intersection(*others):
                    reached.add(after)
                    ahead.append(after)
        return reached


def _takes(item: Any, char: str) -> bool:
    code, given = item
    if code is codes.ANY:
        return char != "\n"
    if code is codes.LITERAL:
        return bool(ord(char) == given)
    if code is codes.NOT_LITERAL:
        return bool(ord(char) != given)
    is_not = given[0][0] is codes.NEGATE
    return bool(is_not) != any(_is_in(each, char) for each in given[is_not:])


CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    codes.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    codes.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}


def _is_in(item: Any, char: str) -> bool:
    code, given = item
    if code is codes.LITERAL:
        return bool(ord(char) == given)
    if code is codes.RANGE:
        return bool(given[0] <= ord(char) <= given[1])
    return CATEGORIES[given](char)
