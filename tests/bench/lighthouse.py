"""P8: Lighthouse's marks on a phone, beside those of stock Material."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from infra.bundle import ROOT
from tests.bench.figures import Figure, Goal, Subject
from tests.bench.sites import Site

SCRIPT = Path(__file__).parent / "lighthouse.mjs"
PAGES = {
    "home": "",
    "a guide page": "guide/wait-then-call/",
    "the wizard": "write/",
    # Search engines are asked to leave these alone, and Lighthouse counts that as a fault.
    "follow-ups": "follow-ups/?skip=is-crawlable",
}
FULL = 100
Marks = Mapping[str, int]


def measure(chromium: Path, ours: Site, stock: Site, runs: int) -> Subject:
    """The lowest of the four marks of each page, in every run."""
    addresses = {name: f"{ours.address}/{path}" for name, path in PAGES.items()}
    plain = f"{stock.address}/{PAGES['a guide page']}"
    found = _judge(chromium, runs, [*addresses.values(), plain])
    theirs = _words(found[plain])
    return Subject(
        tuple(_figure(name, found[address], theirs) for name, address in addresses.items())
    )


def _judge(chromium: Path, runs: int, addresses: Sequence[str]) -> dict[str, list[Marks]]:
    done = subprocess.run(
        ["node", str(SCRIPT), str(chromium), str(runs), *addresses],
        cwd=ROOT, env=os.environ | {"CI": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"Lighthouse did not run.\n{done.stderr[-2_000:]}")
    return dict(json.loads(done.stdout))


def _figure(name: str, marks: Sequence[Marks], theirs: str) -> Figure:
    return Figure(
        "P8",
        f"Lighthouse mobile, lowest mark: {name}",
        Goal("=", FULL),
        [min(each.values()) for each in marks],
        ours=_words(marks),
        reference=f"stock Material, a guide page: {theirs}",
    )


def _words(marks: Sequence[Marks]) -> str:
    """Speed, accessibility, best practices, findability; the median of each."""
    return " / ".join(f"{median(each[name] for each in marks):.0f}" for name in marks[0])
