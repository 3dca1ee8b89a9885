"""P7: what a first visit loads, compressed, against stock Material with the same text."""

from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.bench.figures import Figure, Goal, Subject
from tests.bench.sites import Site

PAGES = {"Home": "", "A guide page": "guide/wait-then-call/", "The wizard": "write/"}
GOAL = 0.76
KILO = 1024
QUIET_MS = 500


@dataclass(frozen=True, slots=True)
class Load:
    """Bytes and requests of a first view, and bytes that come when somebody touches the page."""

    size: int
    requests: int
    later: int

    def __str__(self) -> str:
        later = f", {self.later / KILO:.1f} KB more when it is touched" if self.later else ""
        return f"{self.size / KILO:.1f} KB in {self.requests} requests{later}"


def measure(browser: Browser, ours: Site, stock: Site) -> Subject:
    """Bytes and requests do not vary between runs, so each page is visited once."""
    return Subject(
        tuple(
            _figure(name, visit(browser, ours, path), visit(browser, stock, path))
            for name, path in PAGES.items()
        )
    )


def visit(browser: Browser, site: Site, path: str) -> Load:
    """Bodies and requests, with nothing kept from before, until the page is quiet."""
    site.answered.sent.clear()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/{path}", wait_until="networkidle")
    page.wait_for_timeout(QUIET_MS)
    size, requests = site.answered.size, len(site.answered.sent)
    page.mouse.move(1, 1)
    page.wait_for_timeout(2 * QUIET_MS)
    context.close()
    return Load(size, requests, site.answered.size - size)


def _figure(name: str, ours: Load, stock: Load) -> Figure:
    return Figure(
        "P7",
        f"First view: {name.lower()}",
        Goal("≤", GOAL, "×"),
        [ours.size / stock.size],
        ours=str(ours),
        reference=f"stock Material, same text: {stock}",
    )
