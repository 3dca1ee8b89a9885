"""The start of a function, which imports this before anything else and calls `over` at its end.

A start makes a hundred thousand objects and no garbage. Looking for some all the while takes a
tenth of it, so Python is told to look less often, then and later; and what is there when the start
is over it need never look at.
"""

import gc

OBJECTS_BETWEEN = 100_000

gc.set_threshold(OBJECTS_BETWEEN)


def over() -> None:
    gc.freeze()
