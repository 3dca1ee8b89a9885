"""Capacity units of DynamoDB calls, by the rules of its developer guide ("Read and write
operations", "Item sizes and formats"). An index is written again when its keys change."""

from math import ceil
from typing import Any

Item = dict[str, dict[str, Any]]

WRITE_BYTES = 1024
READ_BYTES = 4096
INDEX_KEYS = ("due_slot", "due_at", "pk", "sk")


def size_of(item: Item) -> int:
    """Bytes of an item: names and values; a number has half a byte a digit and one more."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _size(typed: dict[str, Any]) -> int:
    ((kind, value),) = typed.items()
    if kind == "N":
        return (len(value.strip("-").replace(".", "")) + 1) // 2 + 1
    if kind == "L":
        return 3 + sum(1 + _size(each) for each in value)
    return len(value.encode()) if kind == "S" else 1


def write_units(before: Item | None, after: Item | None, *, in_transaction: bool = False) -> int:
    """Of the table, by the larger of both; a transaction writes twice."""
    larger = max(size_of(item) if item else 0 for item in (before, after))
    return max(1, ceil(larger / WRITE_BYTES)) * (2 if in_transaction else 1)


def index_units(before: Item | None, after: Item | None) -> int:
    """A changed key is a deletion and a new entry, one unit each."""
    old, new = _entry(before), _entry(after)
    return 0 if old == new else sum(1 for entry in (old, new) if entry)


def read_units(items: list[Item], *, is_consistent: bool, is_batch: bool) -> float:
    """A batch rounds each item up, a query their sum. What is not there costs one all the same."""
    sizes = [size_of(item) for item in items] or [0]
    blocks = [max(1, ceil(size / READ_BYTES)) for size in (sizes if is_batch else [sum(sizes)])]
    return sum(blocks) * (1.0 if is_consistent else 0.5)


def _entry(item: Item | None) -> tuple[str, ...] | None:
    if not item or "due_slot" not in item:
        return None
    return tuple(item[name]["S"] for name in INDEX_KEYS)
