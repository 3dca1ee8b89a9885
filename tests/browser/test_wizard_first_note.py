"""From the home page to the first copied note on a phone of 360 pixels: taps are counted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import CLIPBOARD, KNOWN, PHONE, note

pytest_plugins = ["tests.browser.site_fixtures"]

MOST_TAPS = 12
COUNTER = """addEventListener("pointerdown", ({ isTrusted }) => {
  if (isTrusted) sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1; }, true);"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def land(visit: Visit) -> Page:
    """The home page; from here on every touch of the screen counts."""
    page = visit(is_alone=True, **KNOWN, **PHONE, **CLIPBOARD)
    page.context.add_init_script(COUNTER)
    page.reload()
    return page


def taps(page: Page) -> int:
    return int(page.evaluate("sessionStorage.taps"))


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.tap()


def reach_the_wizard(page: Page) -> None:
    page.get_by_role("link", name="Write my thank-you note").tap()
    expect(page.locator("[data-note]").first).to_be_attached()
    page.get_by_text("I just had an interview").tap()


def answer_in_a_hurry(page: Page) -> None:
    """Three answers, typed where the cursor already is."""
    reach_the_wizard(page)
    page.keyboard.type("Maria")
    tap(page, "Next")
    page.keyboard.type("the new test bench")
    tap(page, "Next")
    page.keyboard.type("Ada Byrne")
    tap(page, "Show my note")


def answer_with_care(page: Page) -> None:
    """With a look at what may help, a reason, and the day put right."""
    reach_the_wizard(page)
    page.keyboard.type("Maria")
    tap(page, "Next")
    page.get_by_text("Help me remember").tap()
    page.get_by_label("One thing you talked about").tap()
    page.keyboard.type("the new test bench")
    page.get_by_label("It stayed with me because …").tap()
    page.keyboard.type("I built one like it")
    tap(page, "Next")
    page.keyboard.type("Ada Byrne")
    tap(page, "Show my note")
    tap(page, "It was yesterday")


@pytest.mark.parametrize(("answer", "needed"), [(answer_in_a_hurry, 6), (answer_with_care, 10)])
def test_the_first_note_is_copied_within_twelve_taps(
    visit: Visit, answer: Callable[[Page], None], needed: int
) -> None:
    page = land(visit)

    answer(page)
    tap(page, "Copy")

    expect(note(page).get_by_role("status").first).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Hello Maria,")
    assert "the new test bench" in copied
    assert taps(page) == needed <= MOST_TAPS
