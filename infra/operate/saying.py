"""What an operator reads while a command works."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(sentence: str) -> None:
    print(sentence, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """The name of the step, and how long it took."""
    print(f"{name:<34}", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - began:5.1f} s", flush=True)


def agrees(question: str, wanted: str) -> bool:
    """Whether the operator typed exactly what was wanted."""
    try:
        return input(f"{question} ").strip() == wanted
    except EOFError:
        print()
        return False
