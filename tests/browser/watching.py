"""What a page must not do, and what axe finds on it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page

# How long a page may take for anything: two cores may serve several browsers and a local cloud.
PATIENCE_MS = 20_000
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

# Opens a page: visit("confirm/?t=…", width=360, color_scheme="dark").
Visit = Callable[..., Page]


def watch(page: Page, site: str, faults: list[str]) -> None:
    """Notes errors in the console (a stopped script or style is one) and requests elsewhere."""

    def heard(message: ConsoleMessage) -> None:
        # The browser reports each refusal of the API, and the 404 a test asks for.
        address = urlsplit(message.location["url"]).path
        is_answer = message.text.startswith("Failed to load resource")
        is_expected = is_answer and (address.startswith("/api/") or "missing" in address)
        if message.type == "error" and not is_expected:
            faults.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site, "data:", "blob:"))
            else faults.append(f"request to {request.url}")
        ),
    )


def axe_findings(page: Page) -> list[str]:
    """What axe finds, one line each. The script comes past the page's policy on purpose."""
    # A color on its way from one to the other is nobody's contrast.
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    answer = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} {node['failureSummary']}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]
