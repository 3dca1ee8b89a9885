"""Where the browser lets nothing be copied: what is said is what was done."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import add_person, note, open_wizard, press

pytest_plugins = ["tests.browser.site_fixtures"]

REFUSE = """() => {
  navigator.clipboard.write = () => Promise.reject(new Error("no"));
  document.execCommand = () => false;
}"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def open_refused(visit: Visit) -> Page:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    add_person(page, "Tom", "the night shift")
    page.evaluate(REFUSE)
    return page


def test_the_subject_is_selected_where_it_was_to_be_copied(visit: Visit) -> None:
    page = open_refused(visit)
    press(page, "Copy")
    press(page, "Copy subject")

    expect(note(page).locator("[data-copied]")).to_contain_text("The text is selected")
    subject = note(page).locator("[data-edit=subject]").input_value()
    assert page.evaluate("document.getSelection().toString()") == subject


def test_all_notes_are_offered_as_a_file_instead(visit: Visit) -> None:
    page = open_refused(visit)
    page.get_by_text("All notes at once").click()

    press(page, "Copy all")

    said = page.locator("[data-all-notes] [data-copied]")
    expect(said).to_contain_text("Save them as one text file")
    expect(said).not_to_contain_text("selected")
