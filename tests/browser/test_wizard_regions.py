"""What the wizard says by itself: the place for it is in the page before the words are."""

import pytest
from playwright.sync_api import expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import add_person, box_of, fill_interview, open_wizard, press

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


@pytest.mark.parametrize("name", ["removed", "ready", "slip"])
def test_an_empty_region_is_there_and_takes_no_room(visit: Visit, name: str) -> None:
    page = open_wizard(visit)

    region = page.locator(f"[data-{name}-said]")

    expect(region).to_be_empty()
    expect(region).to_have_role("status")
    assert region.evaluate("one => getComputedStyle(one.parentElement).display") != "none"
    assert box_of(region.locator(".."))["height"] == 0
    expect(region.locator("..").get_by_role("button")).to_have_count(0)


def test_a_region_speaks_with_its_button_beside_it(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    page.get_by_label("Your name", exact=True).fill("Ada")
    fill_interview(page)

    page.get_by_label("Your e-mail address").fill("ada@gmial.com")

    expect(page.get_by_role("status").filter(has_text="Your note is ready.")).to_be_visible()
    expect(page.get_by_role("button", name="Go to it")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Did you mean")).to_be_visible()
    press(page, "Use that")
    expect(page.get_by_role("status").filter(has_text="Did you mean")).to_have_count(0)
    expect(page.get_by_role("button", name="Use that")).to_have_count(0)
