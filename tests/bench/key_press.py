"""P9: from a key pressed in the wizard to the note that holds it, on a slow phone's processor."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.bench.figures import Figure, Goal, Subject, percentile_95, shown
from tests.bench.sites import Site
from tests.browser.asked import fulfil
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import add_person, fill_interview

PEOPLE = 10
SLOWER = 4
FRAME_MS = 16
PAUSE_MS = 100  # a fast writer's; without a pause a key waits for the picture of the one before
TYPED = "the way your team tests a bench before use"

# From the key's own time stamp until script, style and layout are done: what is left is paint.
LISTENING = """() => {
  window.waits = [];
  let pressed = 0;
  addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
  addEventListener("input", () => {
    const notes = [...document.querySelectorAll("[data-note] [data-edit=body]")];
    notes.at(-1)?.getBoundingClientRect();
    window.waits.push(performance.now() - pressed);
  });
}"""
BARE = "data:text/html,<textarea autofocus></textarea>"
NOTES = """() => [...document.querySelectorAll("[data-note] [data-edit=body]")]
  .map((body) => body.value)"""


def measure(browser: Browser, site: Site, runs: int) -> Subject:
    """The 95th percentile of all keys of a sentence, once a run. What a bare text field takes
    is the browser's own share, and says how busy the machine is.
    """
    waits = [type_once(browser, site) for _ in range(runs)]
    bare = shown(percentile_95(type_into_nothing(browser)))
    slowest = [percentile_95(each) for each in waits]
    figure = Figure(
        "P9",
        f"Key press to updated preview, 95th percentile, {PEOPLE} people",
        Goal("≤", 1, "×"),
        [each / FRAME_MS for each in slowest],
        ours=f"{shown(sorted(slowest)[runs // 2])} ms at a {SLOWER}× slower processor",
        reference=f"a frame of {FRAME_MS} ms; a text field alone takes {bare} ms",
    )
    return Subject((figure,))


def type_once(browser: Browser, site: Site) -> list[float]:
    """Milliseconds for each key."""
    with _wizard(browser, site) as page:
        fill_interview(page)
        for place in range(PEOPLE):
            add_person(page, f"Person {place}", "the new test bench")
        field = page.locator("[data-person]").last.locator("[data-person-field=detail]")
        field.fill("")
        field.focus()
        found = _type(page)
        notes: list[str] = page.evaluate(NOTES)
    assert any(TYPED in note for note in notes), "The preview does not hold what was typed."
    return found


def type_into_nothing(browser: Browser) -> list[float]:
    """The same keys, on a page with a text field and nothing else."""
    page = browser.new_page()
    page.goto(BARE)
    page.locator("textarea").focus()
    found = _type(page)
    page.close()
    return found


def _type(page: Page) -> list[float]:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(LISTENING)
    page.keyboard.type(TYPED, delay=PAUSE_MS)
    found: list[float] = page.evaluate("window.waits")
    assert len(found) == len(TYPED)
    return found


@contextmanager
def _wizard(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    api = WizardApi()
    page.route("**/api/**", lambda route: fulfil(route, api))
    page.goto(f"{site.address}/write/")
    page.locator("[data-note]").first.wait_for(state="attached")
    yield page
    context.close()
