"""What of a draft is kept on the device, and what erasing takes away."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    STORED,
    add_person,
    body_of,
    drafts,
    fill_interview,
    note,
    open_wizard,
    press,
    wait_until_saved,
)

pytest_plugins = ["tests.browser.site_fixtures"]

HANDED_OVER = "interview-follow-up.from.5f0c"


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def reload(page: Page) -> None:
    page.reload()
    expect(page.locator("[data-note]").first).to_be_attached()


def erase(page: Page) -> None:
    page.locator("[data-press=erase]").click()
    press(page, "Yes, erase")


def test_a_note_written_by_hand_is_kept_before_anybody_is_entered(visit: Visit) -> None:
    page = open_wizard(visit)
    note(page).locator("[data-edit=body]").fill("My own words.")
    wait_until_saved(page, "My own words.")

    reload(page)

    assert body_of(page) == "My own words."


@pytest.mark.parametrize("field", ["role", "interviewed_on", "decision_on", "address"])
def test_one_answer_is_enough_to_be_kept(visit: Visit, field: str) -> None:
    answer = {"role": "Nurse", "address": "ada@example.com"}.get(field, "2026-03-02")
    page = open_wizard(visit)
    page.locator(f"#{field}").fill(answer)
    wait_until_saved(page, answer)

    page.reload()

    expect(page.locator(f"#{field}")).to_have_value(answer)


def test_a_reason_alone_is_kept(visit: Visit) -> None:
    page = open_wizard(visit)
    page.locator("#reason-of-1").fill("I once built one")
    wait_until_saved(page, "I once built one")

    reload(page)

    expect(page.locator("#reason-of-1")).to_have_value("I once built one")


def test_a_choice_alone_is_no_draft(visit: Visit) -> None:
    page = open_wizard(visit)

    page.get_by_label("It went badly").check()
    page.wait_for_timeout(500)  # longer than the pause after which a draft is kept

    assert drafts(page) == []


def test_what_was_emptied_does_not_come_back(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    wait_until_saved(page, "Maria")
    page.locator("#name-of-1").fill("")
    page.wait_for_function(f"() => {STORED}.length === 0")

    reload(page)

    expect(page.locator("#name-of-1")).to_have_value("")
    expect(page.locator("[data-drafts]")).to_be_hidden()


def test_erasing_takes_what_waits_for_the_next_interview_too(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    wait_until_saved(page, "Maria")
    page.evaluate("key => sessionStorage.setItem(key, '{}')", HANDED_OVER)

    erase(page)

    expect(page.get_by_text("All drafts on this device are erased.")).to_be_visible()
    assert page.evaluate("key => sessionStorage.getItem(key)", HANDED_OVER) is None


def test_a_name_that_was_removed_is_erased_with_the_rest(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    add_person(page, "Tom Byrne")
    press(page, "Remove Tom Byrne")
    expect(page.get_by_text("Tom Byrne is removed.")).to_be_visible()

    erase(page)

    expect(page.get_by_text("All drafts on this device are erased.")).to_be_visible()
    assert "Tom Byrne" not in page.content()


def test_what_was_said_about_erasing_goes_with_the_next_step(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    erase(page)
    said = page.get_by_text("All drafts on this device are erased.")
    expect(said).to_be_visible()

    press(page, "Add another person")

    expect(said).to_be_hidden()


def test_what_was_said_about_reminders_is_not_said_of_the_next_interview(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    fill_interview(page)
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    api.is_offline = True
    press(page, "Send me reminders")
    expect(page.locator("[data-ask-said]")).to_contain_text("Our server does not answer")

    press(page, "Write about another interview")

    expect(page.locator("[data-ask-said]")).to_be_empty()
