"""The page of the site that holds the last run: the same numbers as the terminal, the machine,
and what grows with the work."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from infra.bundle import ROOT
from infra.charts import drawn
from tests.bench import table
from tests.bench.figures import Figure, shown

PAGE = ROOT / "docs" / "run-your-own" / "performance.md"
TIMES = ("the work", "10 times the work", "100 times the work")
CPU_INFO = Path("/proc/cpuinfo")

TEXT = """---
title: Performance
description: What the service and the site cost in time, bytes and money, measured beside what people would use instead.
styles: [stylesheets/charts.css]
---

# How fast is it, and what does it cost?

`make bench` measured this on {day}, on {machine}. Python was {python}. Each figure stands beside a reference from the same run, because a ratio means more than a time. The middle half of the runs is in brackets. {verdict}

{figures}

P1, P2, P4 and P6 count processor time. For P1 and P2 it counts from the start of a new process to its first answer. AWS is replaced by a small server on the same machine that answers at once. So they show the work of this program, not the way to AWS. P7 counts bytes after compression. P8 is Lighthouse with its usual phone, over HTTP/1.1. P9 covers script, style and layout. P10 counts each request and each unit of a real run.

## What happens with ten and a hundred times the work?

{chart}

{growth}

One unit of work costs about the same, however much there is. Nothing here is read or written for somebody whose reminder is not due.

The first limit you meet is the rate at which SES lets you send. A new account sends one letter a second and 200 a day. After AWS has opened it, 14 a second is usual. Letters above the rate wait in the queue, the oldest first. The alarm on late letters then tells you.

1. Ask AWS for a higher rate: the SES console, "Account dashboard", "Request a limit increase".
2. Deploy with the new rate: `SendRate` in `infra/template.yaml`.

At more than {rate} letters a second one core of each worker is busy. Then raise `MaximumConcurrency` of `SendMapping`, and `WORKERS` with it.
"""


def write(figures: Sequence[Figure], growth: Mapping[str, Sequence[float]], python: str) -> Path:
    PAGE.write_text(text(figures, growth, python, datetime.now(UTC)))
    return PAGE


def text(
    figures: Sequence[Figure],
    growth: Mapping[str, Sequence[float]],
    python: str,
    now: datetime,
) -> str:
    return TEXT.format(
        day=f"{now:%-d %B %Y}",
        machine=machine(),
        python=python,
        verdict=verdict(figures),
        figures=table.for_page(figures),
        chart=chart(growth),
        growth=growth_table(growth),
        rate=rate(figures),
    )


def verdict(figures: Sequence[Figure]) -> str:
    measured = [figure for figure in figures if figure.is_measured]
    reached = sum(figure.is_met for figure in measured)
    return f"{reached} of {len(measured)} goals are reached."


def chart(growth: Mapping[str, Sequence[float]]) -> str:
    wanted = {
        "id": "growth",
        "title": "One unit of work, as more of it comes",
        "labels": None,
    }
    values = [
        # On a phone a label has room for its number; the table below says what it means.
        {"label": f"{what.partition(' ')[0]}, {times}", "value": round(value, 2)}
        for what, found in growth.items()
        for times, value in zip(TIMES, found, strict=True)
    ]
    return drawn(wanted, [{"id": "growth", "question": "", "unit": "×", "values": values}])


def growth_table(growth: Mapping[str, Sequence[float]]) -> str:
    head = f"| For each unit of work | {' | '.join(TIMES)} |\n|---|---|---|---|"
    rows = [
        f"| {what} | {' | '.join(f'{shown(round(value, 2))}×' for value in found)} |"
        for what, found in growth.items()
    ]
    return "\n".join([head, *rows])


def rate(figures: Sequence[Figure]) -> str:
    """Letters of one core in a second, as P6 says it in words."""
    found = [each.ours.partition(" ")[0] for each in figures if each.number == "P6" and each.ours]
    return found[0] if found else "some"


def machine() -> str:
    """The processor's name where the system gives it, never the machine's own."""
    names = [
        line.partition(":")[2].strip()
        for line in (CPU_INFO.read_text().splitlines() if CPU_INFO.exists() else [])
        if line.startswith("model name")
    ]
    name = names[0] if names else platform.machine()
    return f"{os.cpu_count()} cores of {name}, {platform.system()}"
