"""Calls a function of the bundle with events, as Lambda does: `calls.py NAME EVENTS WARM OUT`.

OUT gets the CPU seconds of the calls after the first WARM ones, or with WARM -1 those since the
process began. With RECORD in the environment
that file gets every AWS call with its parameters.
"""

import importlib
import json
import os
import pickle
import sys
import time
from pathlib import Path
from typing import Any

ONCE = {"GetSecretValue", "GetParameter"}  # kept for minutes: not a part of warm work
Call = tuple[str, str, dict[str, Any]]


class Context:
    function_name = memory_limit_in_mb = invoked_function_arn = aws_request_id = "bench"

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


def main(name: str, events: str, warm: str, out: str) -> None:
    calls = record() if "RECORD" in os.environ else None
    handler = importlib.import_module(name).handler
    began = 0.0
    for place, event in enumerate(json.loads(Path(events).read_text())):
        if place == int(warm):
            began = time.process_time()
        check(handler(event, Context()))
    Path(out).write_text(json.dumps(time.process_time() - began))
    if calls is not None:
        Path(os.environ["RECORD"]).write_bytes(pickle.dumps(calls))


def check(answer: dict[str, Any]) -> None:
    """A function that refuses is fast, and proves nothing."""
    if answer.get("statusCode", 200) >= 300 or answer.get("batchItemFailures"):
        raise SystemExit(f"The function refused: {answer}")


def record() -> list[Call]:
    from followup.aws import wiring

    calls: list[Call] = []

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        if model.name in ONCE:
            return
        calls.append((model.service_model.service_name, model.name, dict(params)))

    wiring.session().register("provide-client-params.*.*", note)
    return calls


if __name__ == "__main__":
    main(*sys.argv[1:])
