"""Sentences to start from, for who cannot say at once what it meant: one tap, and nothing lost."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watching import Visit, axe_findings_in_both
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    PHONE,
    add_person,
    answer_on_a_phone,
    body_of,
    box_of,
    containing,
    expect_body,
    note,
    open_wizard,
    press,
    wait_until_saved,
)

pytest_plugins = ["tests.browser.site_fixtures"]

LIKE_MINE = "That is how I like to work, too."
NEW_TO_ME = "This was new to me, and it made sense at once."
CALMED = "I was nervous, and it calmed me down."
THUMB = 44  # pixels, as Apple advises
PRESS_BEFORE_THE_PAUSE = """text => {
  const field = document.querySelector("#reason-of-1");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-press=starter]").click(); }"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def reason(page: Page) -> Locator:
    return page.locator("#reason-of-1")


def suggestions(page: Page) -> Locator:
    return page.locator("[data-starters] > summary")


def starter(page: Page, sentence: str) -> Locator:
    return page.get_by_role("button", name=sentence, exact=True)


def opened(visit: Visit, relation: str = "interviewer") -> Page:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench", relation)
    suggestions(page).click()
    return page


def test_a_tap_puts_the_sentence_into_the_field_and_the_note(visit: Visit) -> None:
    page = opened(visit)

    starter(page, LIKE_MINE).click()

    expect(reason(page)).to_have_value(LIKE_MINE)
    expect_body(page, LIKE_MINE)
    expect(page.get_by_role("status").get_by_text("It is in the box above.")).to_be_visible()
    expect(starter(page, LIKE_MINE)).to_have_count(0)
    expect(suggestions(page)).to_be_focused()


def test_another_one_takes_its_place_and_the_same_one_goes_again(visit: Visit) -> None:
    page = opened(visit)
    before = body_of(page)
    starter(page, LIKE_MINE).click()

    suggestions(page).click()
    starter(page, NEW_TO_ME).click()
    expect(reason(page)).to_have_value(NEW_TO_ME)
    suggestions(page).click()
    expect(starter(page, NEW_TO_ME)).to_have_attribute("aria-pressed", "true")
    expect(starter(page, LIKE_MINE)).to_have_attribute("aria-pressed", "false")
    starter(page, NEW_TO_ME).click()

    expect(reason(page)).to_have_value("")
    expect(note(page).locator("[data-edit=body]")).to_have_value(before)
    expect(page.get_by_text("It is in the box above.")).to_have_count(0)


def test_no_tap_replaces_words_of_the_writers_own(visit: Visit) -> None:
    page = opened(visit)
    starter(page, LIKE_MINE).click()

    reason(page).press("End")
    reason(page).press_sequentially(" It saves a week")

    expect(suggestions(page)).to_be_hidden()
    expect_body(page, f"{LIKE_MINE} It saves a week.")
    reason(page).fill("")
    suggestions(page).click()
    expect(starter(page, LIKE_MINE)).to_be_visible()
    expect(note(page).locator("[data-edit=body]")).not_to_have_value(containing("saves a week"))


def test_a_tap_right_after_the_last_key_replaces_nothing_either(visit: Visit) -> None:
    page = opened(visit)

    page.evaluate(PRESS_BEFORE_THE_PAUSE, "I built one")

    expect(suggestions(page)).to_be_hidden()
    expect(reason(page)).to_have_value("I built one")
    expect_body(page, "I built one")


@pytest.mark.parametrize("relation", ["receptionist", "helper", "coordinator"])
def test_who_helped_is_answered_with_other_sentences(visit: Visit, relation: str) -> None:
    page = opened(visit, relation)

    expect(starter(page, LIKE_MINE)).to_have_count(0)
    starter(page, CALMED).click()

    expect_body(page, CALMED)
    suggestions(page).click()
    expect(starter(page, CALMED)).to_have_attribute("aria-pressed", "true")


def test_a_sentence_stays_when_the_part_changes_and_can_still_be_replaced(visit: Visit) -> None:
    page = opened(visit)
    starter(page, LIKE_MINE).click()

    page.get_by_label("This person …").select_option("helper")

    expect(reason(page)).to_have_value(LIKE_MINE)
    suggestions(page).click()
    starter(page, CALMED).click()
    expect(reason(page)).to_have_value(CALMED)


def test_a_recruiter_is_told_nothing_about_how_they_treat_people(visit: Visit) -> None:
    page = opened(visit, "recruiter")

    expect(page.get_by_role("button", name="treat people")).to_have_count(0)
    starter(page, "I had wondered about that, and it put my mind at rest.").click()

    expect_body(page, "I had wondered about that, and it put my mind at rest.")


def test_by_keyboard_a_sentence_is_chosen_and_the_focus_is_where_the_list_was(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    reason(page).focus()

    page.keyboard.press("Tab")
    expect(suggestions(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    expect(reason(page)).to_have_value(LIKE_MINE)
    expect(suggestions(page)).to_be_focused()


def test_the_draft_keeps_the_sentence(visit: Visit) -> None:
    page = opened(visit)
    starter(page, LIKE_MINE).click()
    wait_until_saved(page, LIKE_MINE)

    page.reload()

    expect(reason(page)).to_have_value(LIKE_MINE)
    expect_body(page, LIKE_MINE)
    suggestions(page).click()
    expect(starter(page, LIKE_MINE)).to_have_attribute("aria-pressed", "true")


def test_the_second_person_has_sentences_of_their_own(visit: Visit) -> None:
    page = opened(visit)
    add_person(page, "Sam", "how you hand over")
    second = page.locator("[data-person]").last

    second.locator("[data-starters] > summary").click()
    second.get_by_role("button", name=LIKE_MINE).click()

    expect(page.locator("#reason-of-2")).to_have_value(LIKE_MINE)
    expect(reason(page)).to_have_value("")


def test_on_a_phone_they_are_in_sight_and_fit_a_thumb(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    answer_on_a_phone(page)
    press(page, "Optional: say why it was important")
    expect(starter(page, LIKE_MINE)).to_be_in_viewport()

    starter(page, NEW_TO_ME).tap()

    expect(reason(page)).to_have_value(NEW_TO_ME)
    expect(reason(page)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Show my note")).to_be_in_viewport()
    suggestions(page).tap()
    assert all(box_of(one)["height"] >= THUMB for one in page.locator(".wizard-starter").all())
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert axe_findings_in_both(page) == []


def test_the_sentences_stay_english_like_the_notes(visit: Visit) -> None:
    page = opened(visit)

    starters = page.locator(".wizard-starter")
    assert starters.count() == page.locator(".wizard-starter[translate=no]").count() > 0
