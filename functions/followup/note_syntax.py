"""The form of a note template: text in, a tree of plain lists and strings out.

A file is `key: value` lines, then `[sections]` with one `*` per choice of words. Inside a
choice stands Jinja2, cut down to names, `if` and `for`: Jinja2's own parser reads it, and
everything else is refused here, so that a template means the same in Python and in the
browser. The form for those who edit it: docs/run-your-own/note-templates.md.

    node: "text" | ["out", expression] | ["if", [[expression, [node]]], [node]]
        | ["for", name, expression, [node]]
    expression: ["name", n] | ["attr", expression, n] | ["const", value] | ["not", expression]
        | ["and" | "or" | "==" | "!=", left, right] | ["cap", expression]
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from followup.note_tree import capital

Tree = list[Any]

JOINS = {"": "paragraph", "same paragraph": "same", "new line": "line"}
TONES = ("friendly", "formal")
EQUAL = {"eq": "==", "ne": "!="}
HEAD_KEYS = ("title", "when", "spoken", "needs", "subject")
SECTION_KEYS = ("why", "if")
LOOP = ("loop", "first"), ("loop", "last")

HEADER = re.compile(r"\[([^\],]+)(?:,\s*([^\]]+))?\]")
SETTING = re.compile(r"([a-z]+):\s*(.*)")


class TemplateFault(ValueError):
    """A template that cannot be read: which file, which line, and what to do about it."""


def parse_template(text: str, *, source: str, known: frozenset[str]) -> dict[str, Any]:
    """{"title", "when", …, "subject": [tree], "sections": [{"name", "join", "why", "if", "choices"}]}.

    `known` are the names a template may use. Raises TemplateFault.
    """
    head: dict[str, Any] = {"subject": []}
    sections: list[dict[str, Any]] = []
    for number, line in logical_lines(text):
        reader = _Line(f"{source}, line {number}", line, known)
        if line.startswith("["):
            sections.append(reader.section())
        elif line.startswith("*"):
            reader.into(sections)["choices"].append(reader.choice())
        else:
            reader.setting(sections[-1] if sections else head)
    return {**head, "sections": sections}


def parse_lists(text: str, *, source: str) -> dict[str, list[str]]:
    """A file of plain lists: `[name]` and one `*` per entry. Raises TemplateFault."""
    lists: dict[str, list[str]] = {}
    for number, line in logical_lines(text):
        if line.startswith("["):
            lists[line.strip("[]")] = []
        elif line.startswith("*") and lists:
            lists[next(reversed(lists))].append(line[1:].strip())
        else:
            raise TemplateFault(f"{source}, line {number}: start an entry with *")
    return lists


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers: comments and blanks gone, indented lines joined to the one above."""
    number, line = 0, ""
    for at, raw in enumerate(text.splitlines(), start=1):
        if raw[:1] in {" ", "\t"} and raw.strip() and line:
            line = f"{line} {raw.strip()}"
        elif raw.strip() and not raw.startswith("#"):
            if line:
                yield number, line
            number, line = at, raw.strip()
    if line:
        yield number, line


class _Line:
    """One line of a template, with the place to name when it is wrong."""

    def __init__(self, place: str, text: str, known: frozenset[str]) -> None:
        self.place, self.text, self.known = place, text, known

    def fault(self, message: str) -> TemplateFault:
        return TemplateFault(f"{self.place}: {message}")

    def section(self) -> dict[str, Any]:
        found = HEADER.fullmatch(self.text)
        join = JOINS.get((found[2] or "").strip()) if found else None
        if not found or not join:
            raise self.fault("write [name], [name, same paragraph] or [name, new line]")
        return {"name": found[1].strip(), "join": join, "why": "", "if": None, "choices": []}

    def into(self, sections: list[dict[str, Any]]) -> dict[str, Any]:
        if not sections:
            raise self.fault("a choice of words needs a [section] above it")
        return sections[-1]

    def choice(self) -> dict[str, Any]:
        text = self.text[1:].strip()
        tone = next((tone for tone in TONES if text.startswith(f"{tone}:")), None)
        body = text.removeprefix(f"{tone}:").strip() if tone else text
        return {"tone": tone, "body": self.tree(body)}

    def setting(self, target: dict[str, Any]) -> None:
        keys = SECTION_KEYS if "choices" in target else HEAD_KEYS
        found = SETTING.fullmatch(self.text)
        if not found or found[1] not in keys:
            raise self.fault(f"expected [section], * words, or one of {': '.join(keys)}:")
        key, value = found[1], found[2]
        if key == "subject":
            target["subject"].append(self.tree(value))
        elif key == "if":
            target["if"] = self.condition(value)
        else:
            target[key] = value

    def condition(self, text: str) -> Tree:
        (node,) = self.tree("{% if " + text + " %}x{% endif %}")
        test: Tree = node[1][0][0]
        return test

    def tree(self, text: str) -> Tree:
        try:
            parsed = environment().parse(text)
        except TemplateSyntaxError as error:
            raise self.fault(f"{error.message} in: {text}") from error
        return self.body(parsed.body, self.known)

    def body(self, found: list[nodes.Node], known: frozenset[str]) -> Tree:
        return [node for part in found for node in self.statement(part, known)]

    def statement(self, node: nodes.Node, known: frozenset[str]) -> Tree:
        match node:
            case nodes.Output():
                return [self.output(part, known) for part in node.nodes]
            case nodes.If():
                arms = [node, *node.elif_]
                tests = [
                    [self.expression(arm.test, known), self.body(arm.body, known)] for arm in arms
                ]
                return [["if", tests, self.body(node.else_, known)]]
            case nodes.For(target=nodes.Name(name=name), test=None, else_=[], recursive=False):
                inner = self.body(node.body, known | {name, "loop"})
                return [["for", name, self.expression(node.iter, known), inner]]
        raise self.fault(f"{type(node).__name__} is not part of the form")

    def output(self, node: nodes.Node, known: frozenset[str]) -> Any:
        if isinstance(node, nodes.TemplateData):
            return node.data
        return ["out", self.expression(node, known)]

    def expression(self, node: nodes.Node, known: frozenset[str]) -> Tree:
        match node:
            case nodes.Name(name=name):
                return self.name(name, known)
            case nodes.Const(value=str() as value):
                return ["const", value]
            case nodes.Getattr(node=nodes.Name(name=name), attr=attr) if (name, attr) in LOOP:
                return ["attr", self.name(name, known), attr]
        return self.operation(node, known)

    def name(self, name: str, known: frozenset[str]) -> Tree:
        if name not in known:
            raise self.fault(f"unknown word {name}; known are {', '.join(sorted(known))}")
        return ["name", name]

    def operation(self, node: nodes.Node, known: frozenset[str]) -> Tree:
        match node:
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                kind, parts = type(node).__name__.lower(), [left, right]
            case nodes.Compare(expr=left, ops=[nodes.Operand(op=op, expr=right)]) if op in EQUAL:
                kind, parts = EQUAL[op], [left, right]
            case nodes.Not(node=inner):
                kind, parts = "not", [inner]
            case nodes.Filter(node=nodes.Expr() as inner, name="cap", args=[], kwargs=[]):
                kind, parts = "cap", [inner]
            case _:
                raise self.fault(f"{type(node).__name__} is not part of the form")
        return [kind, *(self.expression(part, known) for part in parts)]


@cache
def environment() -> Environment:
    """Jinja2 as the notes know it: no filter but `cap`, a capital letter in front."""
    # The notes are plain text; pages and letters escape them.
    found = Environment(autoescape=False)  # nosec B701
    found.filters = {"cap": capital}
    return found
