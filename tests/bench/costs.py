"""P10: what a million reminders cost without the mail itself: each unit and request counted in
a run of the real functions, prices from `prices.json`."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from followup.aws.wiring import WORKERS
from tests.bench import events
from tests.bench.events import BATCH, Due
from tests.bench.figures import Figure, Goal, Subject
from tests.bench.task import Task, write_events
from tests.bench.weighed import Weighed, weighed
from tests.functions.calls import Event
from tests.infra import template

PRICES: dict[str, Any] = json.loads((Path(__file__).parent / "prices.json").read_text())
LETTERS = 2 * BATCH
MILLION = 1_000_000
GOAL = 5
RATE = 14  # letters a second, what SES grants an account that left its sandbox
MINUTES = 60 * PRICES["month_hours"]
# What a call of AWS takes is not measured here; the price of waiting is small and named.
CALL_SECONDS = 0.01
LOG_LINES_OF_LAMBDA = 330  # bytes of START, END and REPORT of one invocation


@dataclass(frozen=True, slots=True)
class Bill:
    """Dollars for a million reminders, or for a month, by what they are paid for."""

    parts: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.parts.values())

    def __str__(self) -> str:
        listed = ", ".join(f"{name} ${value:.2f}" for name, value in self.parts.items())
        return f"${self.total:.2f} ({listed})"


def measure(task: Task) -> Subject:
    with weighed() as cloud:
        reminders = bill_of_reminders(task, cloud)
        month = bill_of_a_month(task, cloud)
    mails = PRICES["ses_letter"] * MILLION
    figure = Figure(
        "P10",
        "A million reminders without SES, of the price of their mails",
        Goal("≤", GOAL, " %"),
        [100 * reminders.total / mails],
        ours=f"{reminders} at {RATE} letters a second",
        reference=f"SES ${mails:.0f}; prices of {PRICES['date']}",
        note=f"Beside it, a month with nothing to do costs {month}.",
    )
    return Subject((figure,))


def bill_of_reminders(task: Task, cloud: Weighed) -> Bill:
    """Queue, worker and the event SES sends back, all as in template.yaml."""
    due = events.due(LETTERS)
    cloud.put(due.items)
    cloud.taken()
    cloud.call("dispatch", events.tick(due.at))
    _, queued = cloud.taken()
    for batch in due.batches:
        cloud.call("send", batch)
    for tags in cloud.tags:
        cloud.call("feedback", send_event(tags))
    units, _ = cloud.taken()
    batches = LETTERS / BATCH
    # A batch is put, received and deleted in one request each.
    queue = queued["SendMessageBatch"] + 2 * batches
    return Bill(
        {
            "writes": each(units["write"] + units["index"]) * PRICES["dynamodb_write_unit"],
            "reads": each(units["read"]) * PRICES["dynamodb_read_unit"],
            "queue": each(queue) * PRICES["sqs_request"],
            "functions": _functions(task, cloud, due),
            "logs": _logs(task, cloud, due),
        }
    )


def each(counted: float) -> float:
    return counted / LETTERS * MILLION


def _functions(task: Task, cloud: Weighed, due: Due) -> float:
    """The worker is paid for while it keeps the pace SES allows; an event takes one read."""
    pace = WORKERS / RATE
    sending = pace * gigabytes("SendFunction")
    heard = write_events("heard", [send_event(tags) for tags in cloud.tags])
    task.put(due.items)
    cpu = task.measured("calls", "feedback", heard, LETTERS // 2) / (LETTERS // 2)
    hearing = (billed(cpu, "FeedbackFunction") + CALL_SECONDS) * gigabytes("FeedbackFunction")
    requests = (1 / BATCH + 1) * PRICES["lambda_request"]
    working = sending + hearing
    return float(MILLION * (working * PRICES["lambda_arm_gb_second"] + requests))


def _logs(task: Task, cloud: Weighed, due: Due) -> float:
    """What the worker and the listener write, and Lambda's own lines about each call."""
    task.put(due.items)
    sending = write_events("logged", due.batches)
    hearing = write_events("heard", [send_event(tags) for tags in cloud.tags])
    written = task.logged("calls", "send", sending, 0, os.devnull)
    written += task.logged("calls", "feedback", hearing, 0, os.devnull)
    written += round((LETTERS / BATCH + LETTERS) * LOG_LINES_OF_LAMBDA)
    return each(written) / 1e9 * float(PRICES["logs_gb"])


def bill_of_a_month(task: Task, cloud: Weighed) -> Bill:
    """The tick asks every minute, whoever has signed up."""
    now = datetime(2000, 1, 1, tzinfo=UTC)
    cloud.taken()
    cloud.call("dispatch", events.tick(now))
    units, asked = cloud.taken()
    path = write_events("ticks", [events.tick(now)] * BATCH)
    cpu = task.measured("calls", "dispatch", path, BATCH // 2) / (BATCH // 2)
    taken = billed(cpu, "DispatchFunction") + CALL_SECONDS * sum(asked.values())
    written = task.logged("calls", "dispatch", path, 0, os.devnull) / BATCH + LOG_LINES_OF_LAMBDA
    working = taken * gigabytes("DispatchFunction") * PRICES["lambda_arm_gb_second"]
    return Bill(
        {
            "reads": MINUTES * units["read"] * PRICES["dynamodb_read_unit"],
            "queue": MINUTES * asked.get("GetQueueAttributes", 0) * PRICES["sqs_request"],
            "schedule": MINUTES * PRICES["scheduler_call"],
            "functions": MINUTES * (working + PRICES["lambda_request"]),
            "logs": MINUTES * written / 1e9 * PRICES["logs_gb"],
        }
    )


def billed(cpu: float, function: str) -> float:
    """Seconds of Lambda's clock: with less memory it gives a smaller share of a core."""
    share = gigabytes(function) * 1024 / float(PRICES["lambda_mb_of_one_core"])
    return cpu / min(1.0, share)


def gigabytes(function: str) -> float:
    return float(template.read()["Resources"][function]["Properties"]["MemorySize"]) / 1024


def send_event(tags: Mapping[str, list[str]]) -> Event:
    """What SES puts on the bus when it took a letter ("Event data from EventBridge")."""
    mail = {"messageId": "bench", "tags": dict(tags)}
    detail = {"eventType": "Send", "mail": mail, "send": {}}
    return {"source": "aws.ses", "detail-type": "Email Sent", "detail": detail}
