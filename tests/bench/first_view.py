"""P7: what a first visit loads, compressed, against stock Material with the same text."""

from playwright.sync_api import Browser

from tests.bench.figures import Figure, Goal, Subject
from tests.bench.sites import Site

PAGES = {"Home": "", "A guide page": "guide/wait-then-call/", "The wizard": "write/"}
GOAL = 0.76
KILO = 1024
Load = tuple[int, int]


def measure(browser: Browser, ours: Site, stock: Site) -> Subject:
    """Bytes and requests do not vary between runs, so each page is visited once."""
    return Subject(
        tuple(
            _figure(name, visit(browser, ours, path), visit(browser, stock, path))
            for name, path in PAGES.items()
        )
    )


def visit(browser: Browser, site: Site, path: str) -> Load:
    """Bytes of bodies and requests, with nothing kept from before, until the page is quiet."""
    site.answered.sent.clear()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/{path}", wait_until="networkidle")
    page.wait_for_timeout(500)
    context.close()
    return site.answered.size, len(site.answered.sent)


def _figure(name: str, ours: Load, stock: Load) -> Figure:
    return Figure(
        "P7",
        f"First view: {name.lower()}",
        Goal("≤", GOAL, "×"),
        [ours[0] / stock[0]],
        ours=_words(ours),
        reference=f"stock Material, same text: {_words(stock)}",
    )


def _words(load: Load) -> str:
    return f"{load[0] / KILO:.1f} KB in {load[1]} requests"
