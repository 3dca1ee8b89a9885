"""The tick or the listener in a process of its own, killed at one moment of its work.

python mortal.py <dispatch|feedback> <event as JSON> [<before|after> <what> <how many times>]
"""

import importlib
import json
import sys
from typing import Any

from followup.aws.due_index import DueIndex
from followup.aws.forget import DynamoForget
from followup.aws.queue import SqsQueue
from tests.faults.long import victim
from tests.functions.calls import Context

PLACES: dict[str, Any] = {
    "due": DueIndex,
    "backlog": SqsQueue,
    "put": SqsQueue,
    "suppress": DynamoForget,
}


def main() -> None:
    function, event, *death = sys.argv[1:]
    if death:
        victim.PLACES.update(PLACES)
        victim.arrange_death(death[0], death[1], int(death[2]))
    importlib.import_module(function).handler(json.loads(event), Context())


if __name__ == "__main__":
    main()
