"""The start of a function, which imports this before anything else and calls `over` at its end.

A start makes a hundred thousand objects and no garbage. Looking for some all the while takes a
tenth of it, so Python is told to look less often, then and later; and what is there when the start
is over it need never look at.

Powertools imports asyncio for resolvers that wait, and ours never do: it is loaded if somebody
asks for something of it. The log would ask, for the name of the task (Python docs, logging,
"Optimization").
"""

import gc
import logging
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

OBJECTS_BETWEEN = 100_000


class Later(ModuleType):
    """Stands in for a module until something of it is used. `importlib.util.LazyLoader` would
    load it at the second `import` already."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def over() -> None:
    gc.freeze()


gc.set_threshold(OBJECTS_BETWEEN)
vars(logging)["logAsyncioTasks"] = False  # known to Python from 3.12 on
sys.modules.setdefault("asyncio", Later("asyncio"))
