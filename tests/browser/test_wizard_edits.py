"""A note under its writer's hands: edits that stay, how it is sent, and remarks."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    add_person,
    body_of,
    containing,
    expect_body,
    fill_interview,
    note,
    open_wizard,
    press,
)

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def remarks(page: Page, at: int = 0) -> Locator:
    return note(page, at).locator("[data-remarks] li")


def edit(page: Page, text: str, at: int = 0) -> None:
    note(page, at).locator("[data-edit=body]").fill(text)


def test_an_edit_survives_other_changes_until_the_suggestion_is_wanted_back(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    suggested = body_of(page)

    edit(page, "Dear Maria, thanks a lot. Ada")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    add_person(page, "Tom")
    page.get_by_label("By hand", exact=True).first.check()
    assert body_of(page) == "Dear Maria, thanks a lot. Ada"
    page.get_by_label("E-mail", exact=True).first.check()
    press(page, "Back to the suggestion")

    expect_body(page, "Ada Byrne")
    assert body_of(page).startswith(suggested.partition("\n")[0])


def test_the_subject_can_be_changed_too(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")

    note(page).get_by_label("Subject").fill("Thanks")

    expect(page.get_by_text("This is your own text now")).to_be_visible()
    href = page.get_by_role("link", name="Open as e-mail").get_attribute("href")
    assert "subject=Thanks&" in (href or "")


def test_the_wording_stays_while_the_employer_is_typed(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    expect_body(page, "the new test bench")
    before = body_of(page)

    page.locator("#employer").press_sequentially("Acm")

    assert body_of(page) == before


def test_a_card_is_set_in_a_book_face_and_has_no_subject(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")

    note(page).get_by_label("By hand", exact=True).check()

    face = (
        note(page)
        .locator("[data-edit=body]")
        .evaluate("field => getComputedStyle(field).fontFamily")
    )
    assert "Charter" in face
    expect(note(page).get_by_label("Subject")).to_be_hidden()
    expect(page.get_by_role("link", name="Open as e-mail")).to_be_hidden()


def test_a_decision_within_the_week_suggests_an_email_today_and_a_card(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    fill_interview(page, decides_in=4)

    note(page).get_by_label("By hand", exact=True).check()

    expect(
        note(page).get_by_text("Send the e-mail today, and post a card as well.")
    ).to_be_visible()


REMARKS = [
    ("Dear Maria, thank you for [what]. Ada", "There is a blank left"),
    ("Dear Maria, thank you! Ada", "Exclamation marks"),
    ("Dear Maria, please answer as soon as possible. Ada", "“as soon as possible” may feel"),
    ("Dear Maria, it was a wonderful day. Ada", "“wonderful” is a big word"),
    ("Dear Maria, I am writing to thank you. Ada", "“i am writing to” is in many notes"),
    ("I liked it. I learned much. I hope to come back.", "Every sentence begins with"),
]


def test_a_remark_names_what_may_be_better_and_three_are_the_most(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    page.get_by_label("Your name", exact=True).fill("Ada")
    expect_body(page, "Ada")

    for text, remark in REMARKS:
        edit(page, text)
        expect(remarks(page)).to_have_text([containing(remark)])
    press(page, "Back to the suggestion")
    expect(remarks(page)).to_have_count(0)
    edit(page, "Thrilled! I expect [news] asap. " + "A word more. " * 50)
    expect(remarks(page)).to_have_count(3)
    note(page).get_by_label("By hand", exact=True).check()
    edit(page, "A word more. " * 40)
    expect(note(page).get_by_text("This is long for a card.")).to_be_visible()


def test_a_copied_text_for_two_people_is_called_a_twin(visit: Visit) -> None:
    page = open_wizard(visit)
    for name in ["Maria", "Tom"]:
        add_person(page, name, "the new test bench")
    same = "Hello, thank you for the talk about the new test bench. It was a good day. Ada"

    edit(page, same, at=0)
    edit(page, same, at=1)

    expect(note(page, 1).get_by_text("nearly the same as the note to Maria")).to_be_visible()
    expect(remarks(page, 0)).to_have_count(0)
