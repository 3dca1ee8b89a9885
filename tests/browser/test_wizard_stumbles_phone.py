"""Where people who tried the wizard on a phone stumbled."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    CLIPBOARD,
    PHONE,
    answer_on_a_phone,
    body_of,
    box_of,
    describe_on_a_phone,
    note,
    open_wizard,
    press,
)

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def a_note_on_a_phone(visit: Visit) -> Page:
    page = open_wizard(visit, **PHONE)
    answer_on_a_phone(page)
    return page


def removed(page: Page) -> Locator:
    return page.locator("[data-removed-said]")


def test_the_way_to_the_reminders_leads_past_what_they_need(visit: Visit) -> None:
    page = a_note_on_a_phone(visit)

    press(page, "Remind me what to do next")
    expect(page.get_by_role("heading", name="The interview")).to_be_focused()
    page.get_by_label("Employer", exact=True).fill("Acme")
    press(page, "Today")
    for label in ("Next", "See my plan", "Be reminded"):
        press(page, label)
    expect(page.get_by_label("Your e-mail address")).to_be_visible()
    press(page, "Back to my notes")
    press(page, "Remind me what to do next")

    expect(page.get_by_role("heading", name="Remind me by e-mail")).to_be_focused()


def test_the_note_to_a_person_added_comes_to_the_top(visit: Visit) -> None:
    page = a_note_on_a_phone(visit)
    expect(page.get_by_role("heading", name="Your note")).to_be_focused()

    press(page, "Add another person")
    page.keyboard.type("Tom")
    press(page, "Next")
    press(page, "Show my notes")

    expect(page.get_by_role("heading", name="Note to Tom")).to_be_focused()
    assert 0 <= box_of(note(page, 1))["y"] < 40


def test_a_person_added_without_a_word_leads_to_the_first_note(visit: Visit) -> None:
    page = a_note_on_a_phone(visit)

    press(page, "Add another person")
    press(page, "Next")
    press(page, "Show my note")

    expect(page.get_by_role("heading", name="Your note")).to_be_focused()
    said = page.get_by_role("status").filter(has_text="Nothing is entered for person 2, so")
    expect(said).to_be_in_viewport()


def test_a_person_is_removed_where_their_name_is_asked(visit: Visit) -> None:
    page = a_note_on_a_phone(visit)
    press(page, "Add another person")
    button = page.get_by_role("button", name="Remove this person").last
    expect(button).to_be_visible()

    press(page, "Next")

    expect(button).to_be_hidden()


def test_who_goes_on_is_not_asked_for_ever_whether_to_put_a_person_back(visit: Visit) -> None:
    page = a_note_on_a_phone(visit)
    press(page, "Add another person")
    press(page, "Remove this person")
    expect(removed(page)).to_have_text("Person 2 is removed.")
    press(page, "Back")
    expect(removed(page)).to_have_text("Person 2 is removed.")

    page.get_by_text("I just had an interview").tap()
    expect(removed(page)).to_have_text("Person 2 is removed.")
    press(page, "Next")

    expect(removed(page)).to_be_empty()
    expect(page.get_by_role("button", name="Put back")).to_be_hidden()


def test_adding_somebody_ends_the_offer_to_put_a_person_back(visit: Visit) -> None:
    page = open_wizard(visit)
    page.locator("#name-of-1").fill("Maria")
    press(page, "Add another person")
    press(page, "Remove this person")
    expect(removed(page)).to_have_text("Person 2 is removed.")

    press(page, "Add another person")

    expect(removed(page)).to_be_empty()


def test_a_plan_without_the_day_leads_to_the_interview(visit: Visit) -> None:
    page = a_note_on_a_phone(visit)
    for label in ("Add the employer and the day", "Next", "See my plan"):
        press(page, label)

    press(page, "Enter the day")

    expect(page.locator("#interviewed_on")).to_be_focused()


def test_what_leads_on_stays_over_the_keyboard(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    expect(page.locator("meta[name=viewport]")).to_have_attribute(
        "content", re.compile("interactive-widget=resizes-content")
    )
    describe_on_a_phone(page, detail="")
    page.set_viewport_size({"width": 360, "height": 300})  # what a keyboard leaves

    page.keyboard.type("the new test bench, which you built last year and showed to me")

    button = page.get_by_role("button", name="Next").locator("visible=true")
    expect(button).to_be_in_viewport(ratio=1)
    field = box_of(page.locator("#detail-of-1"))
    assert field["y"] >= 0
    assert field["y"] + field["height"] <= box_of(button)["y"]


def test_nothing_jumps_with_the_first_letter(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    describe_on_a_phone(page, detail="")
    nothing = page.get_by_role("button", name="Nothing comes to mind").locator("visible=true")
    below = page.get_by_role("button", name="Next")
    expect(nothing).to_be_visible()
    before = box_of(below)

    page.keyboard.type("t")

    expect(nothing).to_be_hidden()
    assert box_of(below) == before


def test_who_has_read_the_note_to_its_end_copies_it_there(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE, **CLIPBOARD)
    answer_on_a_phone(page)
    page.set_viewport_size({"width": 360, "height": 400})

    end = note(page).locator("[data-thanked-row]")
    end.evaluate("row => row.scrollIntoView({ block: 'end' })")

    button = note(page).get_by_role("button", name="Copy", exact=True)
    expect(button).to_be_in_viewport(ratio=1)
    button.tap()
    expect(note(page).get_by_text("Text copied.")).to_be_in_viewport(ratio=1)
    assert page.evaluate("navigator.clipboard.readText()") == body_of(page)
    expect(end).to_be_in_viewport()


def test_the_subject_is_copied_after_the_text_and_beside_it(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE, **CLIPBOARD)
    answer_on_a_phone(page)
    subject = note(page).get_by_label("Subject")
    expect(page.get_by_role("button", name="Copy subject")).to_have_count(0)

    press(page, "Copy")
    press(page, "Copy subject")

    expect(note(page).locator("[data-copied]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == subject.input_value()
    note(page).get_by_text("By hand", exact=True).tap()
    expect(page.get_by_role("button", name="Copy subject")).to_have_count(0)


def test_no_answer_looks_given_before_one_was(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    lines = page.locator("#kind > label")
    looks = "line => getComputedStyle(line).backgroundColor + getComputedStyle(line).borderColor"
    assert len({line.evaluate(looks) for line in lines.all()}) == 1
    expect(lines.get_by_role("radio").first).to_be_checked()

    answer_on_a_phone(page)
    for _ in range(4):
        page.go_back()

    expect(page.get_by_role("heading", name="What happened?")).to_be_visible()
    assert lines.first.evaluate(looks) != lines.last.evaluate(looks)
