"""The real handler of the API on a world in memory, whose clock stands until it is moved."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from followup.aws import wiring
from routes import answers
from tests.core.world import World
from tests.functions.calls import Api, Stack
from tests.functions.conftest import VARIABLES


class Silent:
    """For runs of thousands of calls, whose log lines nobody reads."""

    def info(self, *_message: object, **_more: object) -> None:
        """Not written."""

    error = info


@contextmanager
def serving(world: World) -> Iterator[Api]:
    parts = {
        "store": world.store,
        "forget": world.forget,
        "tokens": world.tokens,
        "orders": world.orders,
        "queue": world.queue,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in VARIABLES.items():
            patch.setenv(name, value)
        wiring.settings.cache_clear()
        for name, part in parts.items():
            patch.setattr(wiring, name, lambda part=part: part)
        patch.setattr(answers, "now", lambda: world.now)
        yield Api(Stack(None, None, ""), importlib.import_module("api").handler)
    wiring.settings.cache_clear()
