"""From the home page to the first copied note on a phone of 360 pixels: taps are counted."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import CLIPBOARD, KNOWN, PHONE, note

pytest_plugins = ["tests.browser.site_fixtures"]

MOST_TAPS = 12


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


@dataclass
class Thumb:
    """Touches the page in no other way than by `tap`, which counts."""

    page: Page
    taps: int = 0

    def tap(self, target: Locator) -> None:
        target.tap()
        self.taps += 1

    def press(self, name: str) -> None:
        buttons = self.page.get_by_role("button", name=name, exact=True)
        self.tap(buttons.locator("visible=true").first)

    def type(self, text: str) -> None:
        """Where the cursor already is."""
        self.page.keyboard.type(text)


def reach_the_wizard(thumb: Thumb) -> None:
    page = thumb.page
    thumb.tap(page.get_by_role("link", name="Write my thank-you note"))
    expect(page.locator("[data-note]").first).to_be_attached()
    thumb.tap(page.get_by_text("I just had an interview"))


def answer_in_a_hurry(thumb: Thumb) -> None:
    """Three answers."""
    reach_the_wizard(thumb)
    thumb.type("Maria")
    thumb.press("Next")
    thumb.type("the new test bench")
    thumb.press("Next")
    thumb.type("Ada Byrne")
    thumb.press("Show my note")


def answer_with_care(thumb: Thumb) -> None:
    """With a look at what may help, a reason, and the day put right."""
    page = thumb.page
    reach_the_wizard(thumb)
    thumb.type("Maria")
    thumb.press("Next")
    thumb.tap(page.get_by_text("Help me remember"))
    thumb.tap(page.get_by_label("One thing you talked about"))
    thumb.type("the new test bench")
    thumb.press("Next")
    thumb.type("Ada Byrne")
    thumb.press("Show my note")
    thumb.press("Change to yesterday")
    thumb.press("Optional: say why it was important")
    thumb.tap(page.get_by_label("Why was it important to you?"))
    thumb.type("I built one like it")
    thumb.press("Show my note")


@pytest.mark.parametrize(("answer", "needed"), [(answer_in_a_hurry, 6), (answer_with_care, 12)])
def test_the_first_note_is_copied_within_twelve_taps(
    visit: Visit, answer: Callable[[Thumb], None], needed: int
) -> None:
    page = visit(**KNOWN, **PHONE, **CLIPBOARD)
    thumb = Thumb(page)

    answer(thumb)
    thumb.press("Copy")

    expect(note(page).get_by_role("status").first).to_have_text("Text copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Hello Maria,")
    assert "the new test bench" in copied
    assert thumb.taps == needed <= MOST_TAPS
