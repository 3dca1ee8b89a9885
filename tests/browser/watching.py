"""What a page must not do, and what axe finds on it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Error, Page, Request

# How long a page may take for anything: two cores may serve several browsers and a local cloud.
PATIENCE_MS = 20_000
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# The rules a palette can break.
AXE_COLORS = ["color-contrast", "link-in-text-block"]
# Without `preload` it does not fetch the style sheets once more; the one rule that needs them,
# on turned phones, looks for what no style sheet of ours holds (test_site_pages.py).
RUN_AXE = """async ([within, runOnly]) => {
  // A color on its way from one to the other is nobody's contrast; the way begins with a frame.
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.allSettled(document.getAnimations().map(one => one.finished));
  const options = { runOnly, resultTypes: ["violations"], preload: false };
  return (await axe.run(within || document, options)).violations; }"""

# Opens a page: visit("confirm/?t=…", width=360, color_scheme="dark").
Visit = Callable[..., Page]


class Watch:
    """Notes errors in the console (a stopped script or style is one) and requests elsewhere."""

    def __init__(self, page: Page, site: str, faults: list[str]) -> None:
        self.site = site
        self.faults = faults
        self.page = page
        page.on("console", self.hear)
        page.on("pageerror", self.note)
        page.on("request", self.follow)

    def hear(self, message: ConsoleMessage) -> None:
        # The browser reports each refusal of the API, and the 404 a test asks for.
        address = urlsplit(message.location["url"]).path
        is_answer = message.text.startswith("Failed to load resource")
        is_expected = is_answer and (address.startswith("/api/") or "missing" in address)
        if message.type == "error" and not is_expected:
            self.faults.append(message.text)

    def note(self, error: Error) -> None:
        self.faults.append(str(error))

    def follow(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"request to {request.url}")

    def end(self) -> None:
        self.page.remove_listener("console", self.hear)
        self.page.remove_listener("pageerror", self.note)
        self.page.remove_listener("request", self.follow)


def axe_findings(page: Page, *rules: str, within: str = "") -> list[str]:
    """What axe finds, one line each. The script comes past the page's policy on purpose.

    `rules`: only these, where all others were asked before about the same page. `within`: only
    inside this element, where test_site_each_page.py asks about the page around it.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"(() => {{ {AXE_SCRIPT} }})()")
    kind, values = ("rule", rules) if rules else ("tag", AXE_TAGS)
    violations = page.evaluate(RUN_AXE, [within, {"type": kind, "values": list(values)}])
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} {node['failureSummary']}"
        for rule in violations
        for node in rule["nodes"]
    ]


def axe_findings_in_both(page: Page, within: str = "") -> list[str]:
    """In the light palette, and what the dark one can break."""
    found = axe_findings(page, within=within)
    page.emulate_media(color_scheme="dark")
    found += axe_findings(page, *AXE_COLORS, within=within)
    page.emulate_media(color_scheme="light")
    return found
