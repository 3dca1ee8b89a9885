"""One interview in two windows, and a question about it that nobody answers."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    STORED,
    add_person,
    drafts,
    open_wizard,
    press,
    wait_until_saved,
)

pytest_plugins = ["tests.browser.site_fixtures"]

# While this page slept: no storage event arrived.
OTHER_WINDOW = f"""employer => {{
  const [key] = {STORED};
  const draft = JSON.parse(localStorage.getItem(key));
  localStorage.setItem(key, JSON.stringify({{ ...draft, employer, saved_at: "2036-01-01T00:00:00Z" }}));
}}"""
ASKED = "This interview was changed in another window."


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def open_with_question(visit: Visit) -> Page:
    """Two versions: theirs has the employer Acme, ours the job of a nurse."""
    page = open_wizard(visit)
    add_person(page, "Maria")
    wait_until_saved(page, "Maria")
    page.evaluate(OTHER_WINDOW, "Acme")
    page.locator("#role").fill("Nurse")
    expect(page.get_by_text(ASKED)).to_be_visible()
    return page


def test_the_next_interview_is_saved_though_the_question_was_left_open(visit: Visit) -> None:
    page = open_with_question(visit)

    press(page, "Write about another interview")
    page.locator("#employer").fill("Borealis")

    wait_until_saved(page, "Borealis")
    expect(page.get_by_text(ASKED)).to_be_hidden()


def test_both_versions_stay_where_the_writer_goes_on_without_choosing(visit: Visit) -> None:
    page = open_with_question(visit)

    press(page, "Write about another interview")

    versions = [(draft["employer"], draft["role"]) for draft in drafts(page)]
    assert sorted(versions) == [("", "Nurse"), ("Acme", "")]
    assert len({draft["id"] for draft in drafts(page)}) == 2


def test_what_comes_to_light_on_leaving_is_not_asked_about_the_next_interview(
    visit: Visit,
) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    wait_until_saved(page, "Maria")
    page.evaluate(OTHER_WINDOW, "Acme")
    page.evaluate("""() => {
      const role = document.querySelector("#role");
      role.value = "Nurse";
      role.dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector("[data-press=start-another]").click();
    }""")

    expect(page.locator("#name-of-1")).to_have_value("")
    expect(page.get_by_text(ASKED)).to_be_hidden()
    versions = [(draft["employer"], draft["role"]) for draft in drafts(page)]
    assert sorted(versions) == [("", "Nurse"), ("Acme", "")]


def test_a_version_erased_meanwhile_leaves_ours(visit: Visit) -> None:
    page = open_with_question(visit)
    page.evaluate(f"{STORED}.forEach(key => localStorage.removeItem(key))")

    press(page, "Show the other version")

    expect(page.get_by_text(ASKED)).to_be_hidden()
    expect(page.locator("#role")).to_have_value("Nurse")
    wait_until_saved(page, "Nurse")
