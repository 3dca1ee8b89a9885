"""What a month costs: with nothing to do, and with so many active follow-ups.

Computed from `prices.json`, `usage.json` and infra/template.yaml; nothing is measured here.
`python -m tests.bench.monthly` prints the two tables of docs/run-your-own/costs.md.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from followup.aws.wiring import WORKERS
from tests.bench.costs import MINUTES, PRICES, RATE
from tests.bench.events import BATCH
from tests.bench.usage import FILE, Usage
from tests.infra.template import of_type

# What one follow-up does in its month. The page names each of these.
REMINDERS = 3
PLANS, LOOKS, PRESSES = 3, 3, 2
FILES, MEGABYTES = 200, 0.4
KEPT_MONTHS = 5

# What nobody measured on AWS: generous guesses, named on the page too.
API_SECONDS = 0.1
SHORT_SECONDS = 0.2  # a tick, or a report of SES
LOG_BYTES = 1500  # of one call, Lambda's own lines included
POLLERS, POLL_SECONDS = 5, 20  # Lambda waits at an empty queue as SQS bills it

TICK_METRICS = ("Ticks", "OldestDue", "Backlog", "Queued")
SIZES = (100, 10_000, 1_000_000)
# What may be left out where no free share is left.
SPARE_ALARMS = "throttles"


@dataclass(frozen=True, slots=True)
class Line:
    """Dollars a month, alone in the account and where its free shares are used up."""

    what: str
    counted: str
    alone: float
    shared: float


def usage() -> Usage:
    found: Usage = json.loads(FILE.read_text())
    return found


def floor() -> list[Line]:
    """What is paid while nobody uses it."""
    secrets = len(of_type("AWS::SecretsManager::Secret"))
    boards = len(of_type("AWS::CloudWatch::Dashboard"))
    polls = POLLERS * MINUTES * 60 / POLL_SECONDS
    return [
        _same("Secrets", f"{secrets}", secrets * PRICES["secret_month"]),
        _with_share("Alarms", alarms(), "alarm"),
        _with_share("Metrics of the tick", len(TICK_METRICS), "metric"),
        _with_share("Dashboard", boards, "dashboard"),
        _same("The tick, once a minute", f"{MINUTES:,} times", MINUTES * _tick()),
        _same("Waiting at the queue", f"{polls:,.0f} requests", polls * PRICES["sqs_request"]),
    ]


def alarms() -> int:
    return len(of_type("AWS::CloudWatch::Alarm"))


def spare_alarms() -> int:
    """Those that only say that something was slowed down."""
    named = of_type("AWS::CloudWatch::Alarm").values()
    return sum(SPARE_ALARMS in each["AlarmName"]["Fn::Sub"] for each in named)


def reduced() -> float:
    """The floor without free shares, once the page's advice was followed."""
    boards = len(of_type("AWS::CloudWatch::Dashboard"))
    saved = boards * PRICES["dashboard_month"] + spare_alarms() * PRICES["alarm_month"]
    return float(sum(line.shared for line in floor()) - saved)


def month(active: int) -> dict[str, float]:
    """Dollars without SES, by what they are paid for."""
    return {
        "With nothing to do": sum(line.alone for line in floor()),
        "Answering the pages": active * _answering(),
        "Files from the CDN": active * _files(),
        "Reading and writing the table": active * _reading_and_writing(),
        "Keeping it, with backups": active * _keeping(),
        "Sending and hearing back": active * _sending(),
        "Logs": active * (calls() + mailing_calls()) * LOG_BYTES / 1e9 * PRICES["logs_gb"],
    }


def ses(active: int) -> float:
    return float(active * letters() * PRICES["ses_letter"])


def letters() -> int:
    """The one to confirm is one more."""
    return REMINDERS + 1


def calls() -> int:
    """Of the API: besides those named, the sign-up, its two confirming steps and an answer."""
    return PLANS + LOOKS + PRESSES + 4


def mailing_calls() -> float:
    return letters() / BATCH + letters()


def floor_table() -> str:
    head = "| What | How many | A month | Without free shares |\n|---|---|---|---|"
    rows = [
        f"| {x.what} | {x.counted} | {dollars(x.alone)} | {dollars(x.shared)} |" for x in floor()
    ]
    alone, shared = (sum(getattr(x, name) for x in floor()) for name in ("alone", "shared"))
    return "\n".join(
        [head, *rows, f"| **Together** | | **{dollars(alone)}** | **{dollars(shared)}** |"]
    )


def month_table() -> str:
    months = [month(size) for size in SIZES]
    head = f"| A month with … active follow-ups | {' | '.join(f'{size:,}' for size in SIZES)} |"
    return "\n".join([head, "|---|---|---|---|", *_month_rows(months)])


def dollars(value: float) -> str:
    if 0 < value < 0.005:
        return "under $0.01"
    return f"${value:,.2f}" if value < 100 else f"${value:,.0f}"


def _month_rows(months: list[dict[str, float]]) -> Iterator[str]:
    for what in months[0]:
        yield _row(what, [each[what] for each in months])
    totals = [sum(each.values()) for each in months]
    yield _row("**Together, without SES**", totals)
    yield _row("SES", [ses(size) for size in SIZES])
    whole = [total + ses(size) for total, size in zip(totals, SIZES, strict=True)]
    yield _row("**Together, with SES**", whole)


def _row(what: str, values: list[float]) -> str:
    return f"| {what} | {' | '.join(map(dollars, values))} |"


def _same(what: str, counted: str, value: float) -> Line:
    return Line(what, counted, value, value)


def _with_share(what: str, count: int, kind: str) -> Line:
    price, free = PRICES[f"{kind}_month"], PRICES[f"{kind}s_free"]
    return Line(what, f"{count}, {free} are free", max(0, count - free) * price, count * price)


def _tick() -> float:
    working = SHORT_SECONDS * _gigabytes("DispatchFunction") * PRICES["lambda_arm_gb_second"]
    reading = usage()["tick"]["reads"] * PRICES["dynamodb_read_unit"]
    logged = LOG_BYTES / 1e9 * PRICES["logs_gb"]
    return float(PRICES["scheduler_call"] + PRICES["lambda_request"] + working + reading + logged)


def _answering() -> float:
    working = API_SECONDS * _gigabytes("ApiFunction") * PRICES["lambda_arm_gb_second"]
    return float(calls() * (PRICES["api_request"] + PRICES["lambda_request"] + working))


def _files() -> float:
    """The CDN passes the calls of the API on, too; a function at its edge sees each request."""
    requests = (FILES + calls()) * (PRICES["cdn_request"] + PRICES["cdn_function_call"])
    return float(requests + MEGABYTES / 1000 * PRICES["cdn_gb"])


def _reading_and_writing() -> float:
    often = {"reminder": letters(), "look": LOOKS, "press": PRESSES}
    parts = ("sign-up", "preview", "confirmation", "look", "press", "answer", "reminder")
    found = usage()
    write, read = PRICES["dynamodb_write_unit"], PRICES["dynamodb_read_unit"]
    return float(
        sum(
            often.get(part, 1) * (found[part]["writes"] * write + found[part]["reads"] * read)
            for part in parts
        )
    )


def _keeping() -> float:
    price = PRICES["dynamodb_gb_month"] + PRICES["dynamodb_backup_gb_month"]
    return float(KEPT_MONTHS * usage()["stored"]["bytes"] / 1e9 * price)


def _sending() -> float:
    """The worker is paid for while it keeps the pace SES allows."""
    mailing = WORKERS / RATE * _gigabytes("SendFunction")
    hearing = SHORT_SECONDS * _gigabytes("FeedbackFunction")
    working = letters() * (mailing + hearing) * PRICES["lambda_arm_gb_second"]
    queueing = letters() * 3 / BATCH * PRICES["sqs_request"]
    return float(working + queueing + mailing_calls() * PRICES["lambda_request"])


def _gigabytes(function: str) -> float:
    found: dict[str, Any] = of_type("AWS::Serverless::Function")[function]
    return float(found["MemorySize"]) / 1024


if __name__ == "__main__":
    print(f"{floor_table()}\n\nReduced: {dollars(reduced())}\n\n{month_table()}")
