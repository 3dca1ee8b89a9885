"""Walks the trees of `note_syntax`. `docs/javascripts/notes.mjs` walks them the same way."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Facts = Mapping[str, Any]
DOUBLE_STOP = re.compile(r"([^.])\.\.(?!\.)")
OTHER_SPACE = "\t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
# A single plain space is left alone: between words there is hardly anything else.
SPACES = re.compile(f" [ {OTHER_SPACE}]+|[{OTHER_SPACE}][ {OTHER_SPACE}]*")


def walk(tree: Sequence[Any], facts: Facts) -> str:
    """The text of a tree, one space between words, one mark where "Why?" or "Inc." ends it."""
    text = tidy(_texts(tree, facts)).replace("?.", "?")
    return DOUBLE_STOP.sub(r"\1.", text) if ".." in text else text


def holds(expression: Sequence[Any], facts: Facts) -> bool:
    return bool(_value(expression, facts))


def tidy(text: str) -> str:
    """One space between words, none around; the same white space as in the browser."""
    return SPACES.sub(" ", text).strip(" ")


def capital(text: str) -> str:
    """A capital in front, for a-z only: other scripts differ between languages and browsers."""
    return text[:1].upper() + text[1:] if text[:1].isascii() else text


# Written for speed: a letter walks some hundred nodes.
def _texts(tree: Sequence[Any], facts: Facts) -> str:
    return "".join([node if isinstance(node, str) else _text(node, facts) for node in tree])


def _text(node: Sequence[Any], facts: Facts) -> str:
    kind = node[0]
    if kind == "out":
        return str(_value(node[1], facts))
    if kind == "for":
        return "".join(_turns(node, facts))
    for test, body in node[1]:
        if _value(test, facts):
            return _texts(body, facts)
    return _texts(node[2], facts)


def _turns(node: Sequence[Any], facts: Facts) -> list[str]:
    _, name, source, body = node
    items = _value(source, facts)
    loops = [{"first": at == 0, "last": at == len(items) - 1} for at in range(len(items))]
    scopes = [{**facts, name: item, "loop": loop} for item, loop in zip(items, loops, strict=True)]
    return [_texts(body, scope) for scope in scopes]


def _value(expression: Sequence[Any], facts: Facts) -> Any:
    kind, first = expression[0], expression[1]
    if kind == "name":
        return facts[first]
    if kind == "const":
        return first
    if kind == "attr":
        return _value(first, facts)[expression[2]]
    if kind in ("and", "or"):
        left = _value(first, facts)
        return left if bool(left) is (kind == "or") else _value(expression[2], facts)
    return OPERATIONS[kind](*[_value(part, facts) for part in expression[1:]])


OPERATIONS: dict[str, Callable[..., Any]] = {
    "cap": capital,
    "not": lambda value: not value,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}
