"""`make bench`: measures everything, prints one table and writes it into the page of the site.

`python -m tests.bench quick` takes few runs of each, to see that it works; it writes no page.
Ends with 1 when a goal is not reached.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from infra import chromium
from infra.bundle import ROOT
from tests.bench import (
    bundle_size,
    cold_start,
    costs,
    drain,
    first_view,
    key_press,
    lighthouse,
    page,
    sites,
    start_up,
    table,
    task,
    tick,
    warm_call,
)
from tests.bench.figures import Figure, Subject
from tests.bench.sites import Site
from tests.bench.task import BUILD, Task
from tests.browser.site_fixtures import ARGUMENTS


@dataclass(frozen=True, slots=True)
class Effort:
    """How often each subject is measured, and how much work one run holds."""

    cold: int = 11
    warm: int = 7
    requests: int = 20
    letters: int = 20
    marks: int = 3
    keys: int = 5
    starts: int = 3


QUICK = Effort(cold=3, warm=3, requests=10, letters=10, marks=1, keys=3, starts=1)


def main(arguments: list[str]) -> int:
    is_quick = arguments == ["quick"]
    effort = QUICK if is_quick else Effort()
    BUILD.mkdir(parents=True, exist_ok=True)
    found: list[Subject] = []
    with task.unpacked() as bundle:
        python = bundle.version
        found += list(of_functions(bundle, effort))
    with sites.ours() as ours, sites.stock() as stock:
        found += list(of_pages(ours, stock, effort))
    found.append(timed("Starting", lambda: start_up.measure(effort.starts)))
    figures = sorted((figure for subject in found for figure in subject.figures), key=place_of)
    growth = {what: values for subject in found for what, values in subject.growth.items()}
    print(f"\n{table.for_terminal(figures)}")
    if not is_quick:
        print(f"Written to {page.write(figures, growth, python).relative_to(ROOT)}")
    return 0 if all(figure.is_met for figure in figures) else 1


def of_functions(bundle: Task, effort: Effort) -> Iterator[Subject]:
    yield timed("Cold starts", lambda: cold_start.measure(bundle, effort.cold))
    yield timed("Size of the bundle", lambda: bundle_size.measure(bundle))
    yield timed("Warm calls", lambda: warm_call.measure(bundle, effort.warm, effort.requests))
    yield timed("Letters", lambda: drain.measure(bundle, effort.warm, effort.letters))
    yield timed("Ticks", lambda: tick.measure(bundle))
    yield timed("Costs", lambda: costs.measure(bundle))


def of_pages(ours: Site, stock: Site, effort: Effort) -> Iterator[Subject]:
    found = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=ARGUMENTS)
        yield timed("First views", lambda: first_view.measure(browser, ours, stock))
        yield timed("Keys", lambda: key_press.measure(browser, ours, effort.keys))
        browser.close()
    yield timed("Lighthouse", lambda: lighthouse.measure(found, ours, stock, effort.marks))


def place_of(figure: Figure) -> int:
    return int(figure.number.removeprefix("P"))


def timed(name: str, measure: Callable[[], Subject]) -> Subject:
    print(f"{name:<34}", end="", flush=True)
    began = time.monotonic()
    subject = measure()
    print(f"{time.monotonic() - began:5.0f} s", flush=True)
    return subject


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
