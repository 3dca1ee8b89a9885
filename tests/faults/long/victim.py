"""A worker in a process of its own, which may be killed at one moment of its work.

    python victim.py <file of SQS bodies, one a line> [<before|after> <what> <how many times>]

It stands in the tests: what is shipped knows nothing of being killed.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import send
from followup.aws.mailer import SesMailer
from followup.aws.store import DynamoStore
from tests.functions.calls import Context

BATCH = 10
PLACES: dict[str, Any] = {
    "load": DynamoStore,
    "claim": DynamoStore,
    "replace": DynamoStore,
    "send": SesMailer,
}


def arrange_death(moment: str, what: str, nth: int) -> None:
    """Replaces one method by itself with a SIGKILL before or after its nth call."""
    owner, left = PLACES[what], [nth]
    real: Callable[..., Any] = getattr(owner, what)

    def mortal(*given: Any, **more: Any) -> Any:
        left[0] -= 1
        if left[0] == 0 and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = real(*given, **more)
        if left[0] == 0 and moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(owner, what, mortal)


def main() -> None:
    bodies, *death = sys.argv[1:]
    if death:
        arrange_death(death[0], death[1], int(death[2]))
    lines = Path(bodies).read_text().splitlines()
    for start in range(0, len(lines), BATCH):
        batch = enumerate(lines[start : start + BATCH])
        records = [{"messageId": str(place), "body": body} for place, body in batch]
        send.handler({"Records": records}, Context())


if __name__ == "__main__":
    main()
