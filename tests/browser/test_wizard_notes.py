"""The notes in the wizard: whom they are for, what happened, on which day."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Route, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    PHONE,
    add_person,
    body_of,
    expect_body,
    fill_interview,
    note,
    open_wizard,
    press,
    today_of,
)

pytest_plugins = ["tests.browser.site_fixtures"]

HAPPENINGS = [
    "just-interviewed",
    "it-went-badly",
    "forgot-to-ask",
    "waiting",
    "more-time",
    "another-round",
    "offer",
    "rejection",
    "silence",
    "back-in-touch",
]


ASKS_FOR_THE_DAY = r"[Bb]y (?:what date|when) would you like .+\?"


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def test_each_deep_link_answers_the_first_question_and_leads_to_a_note(
    visit: Visit, site: str
) -> None:
    page = open_wizard(visit)

    for kind in HAPPENINGS:
        page.goto(f"{site}/write/?kind={kind}")
        expect(page.locator(f"[name=kind][value={kind}]")).to_be_checked()
        expect(page).not_to_have_url(re.compile("kind="))
        fill_interview(page, days_ago=3, decides_in=None)
        page.get_by_label("Your name", exact=True).fill("Ada Byrne")
        expect_body(page, "Ada Byrne")


def test_on_a_phone_a_deep_link_begins_with_the_second_question(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=rejection", **PHONE)

    expect(page.get_by_label("Who will you write to?")).to_be_visible()
    press(page, "Back")

    expect(page.locator("[value=rejection]")).to_be_checked()
    expect(page.locator("[value=rejection]")).to_be_visible()


def test_an_unknown_deep_link_changes_nothing(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=constructor")

    expect(page.locator("[value=just-interviewed]")).to_be_checked()


def test_a_choice_made_before_the_script_came_counts(visit: Visit) -> None:
    page = visit("privacy/")
    held: list[Route] = []
    page.route("**/javascripts/wizard.mjs", lambda route: held.append(route))
    page.goto(page.url.replace("privacy/", "write/"), wait_until="commit")

    page.locator("[value=offer]").check()
    for route in held:
        route.continue_()
    page.locator("follow-up-wizard[data-step]").wait_for()

    expect(page.locator("[value=offer]")).to_be_checked()
    expect(page.get_by_text("Have you decided?")).to_be_visible()


def test_everyone_met_gets_a_note_of_their_own(visit: Visit) -> None:
    page = open_wizard(visit)

    for name in ["Maria", "Tom", "Ms Okafor", "Sam", "Mr Lindqvist"]:
        add_person(page, name, relation="receptionist" if name.startswith("Mr") else "panel")

    expect(page.locator("[data-note]")).to_have_count(5)
    bodies = {body_of(page, at).partition("\n")[2] for at in range(5)}
    assert len(bodies) == 5


def test_a_receptionist_is_asked_about_by_what_they_did(visit: Visit) -> None:
    page = open_wizard(visit)

    add_person(page, "Mr Babbage", "found me a quiet room", relation="receptionist")

    expect(page.get_by_label("What did they do for you?")).to_be_visible()
    expect(page.get_by_text("A few words are enough: found me a quiet room.")).to_be_visible()
    page.get_by_text("Help me remember").click()
    expect(page.get_by_text("How they greeted you when you came in")).to_be_visible()
    expect_body(page, "found me a quiet room")


def test_nothing_comes_to_mind_gives_an_honest_short_note(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    press(page, "Next")
    page.keyboard.type("Maria")
    press(page, "Next")

    press(page, "Nothing comes to mind")
    page.keyboard.type("Ada")
    press(page, "Show my note")

    expect_body(page, "Hello Maria,")
    expect(note(page).locator("[data-remarks] li").first).to_contain_text("It has no detail yet.")


def test_a_person_can_be_taken_away_with_their_note_and_put_back(visit: Visit) -> None:
    page = open_wizard(visit)
    for name in ["Maria", "Tom", "Sam"]:
        add_person(page, name)

    press(page, "Remove Tom")

    expect(page.locator("[data-note]")).to_have_count(2)
    expect_body(page, "Hello Sam,", at=1)
    press(page, "Put back")
    expect(page.locator("[data-note]")).to_have_count(3)
    expect_body(page, "Hello Tom,", at=1)


def test_a_reply_goes_to_the_person_chosen(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=rejection")
    for name in ["Maria", "Tom"]:
        add_person(page, name)
    fill_interview(page, days_ago=9, decides_in=None)

    page.locator("#lead").select_option(label="Tom")

    expect_body(page, "Hello Tom,")
    expect(page.locator("[data-note]")).to_have_count(1)


def test_the_question_why_is_a_choice(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=rejection")
    add_person(page, "Maria")
    fill_interview(page, days_ago=9, decides_in=None)
    without = body_of(page)

    page.get_by_label("Ask what would have made me a better applicant").check()

    expect(note(page).locator("[data-edit=body]")).not_to_have_value(without)
    assert len(body_of(page)) > len(without)


def test_an_offer_is_answered_in_under_eighty_words(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=offer")
    add_person(page, "Maria")
    fill_interview(page, days_ago=9, decides_in=None)
    titles = {
        "Not yet": "Thanks for an offer",
        "I accept": "Accepting an offer",
        "I decline": "Declining an offer",
    }

    for decided, title in titles.items():
        page.get_by_label(decided).check()
        expect(note(page).get_by_role("heading")).to_contain_text(title)
        assert len(body_of(page).split()) < 80


def test_thanks_for_an_offer_ask_for_the_day_or_promise_an_answer_by_it(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=offer")
    fill_interview(page, days_ago=9, decides_in=None)
    expect(note(page).locator("[data-edit=body]")).to_have_value(re.compile(ASKS_FOR_THE_DAY))

    page.get_by_label("By which day do they want your answer?").fill(
        (today_of(page) + timedelta(days=1)).isoformat()
    )

    expect_body(page, "by tomorrow")
    expect(note(page).locator("[data-edit=body]")).not_to_have_value(re.compile(ASKS_FOR_THE_DAY))
    page.get_by_label("I accept").check()
    expect(page.get_by_label("By which day do they want your answer?")).to_be_hidden()


def test_a_note_that_needs_the_day_says_so_instead_of_guessing(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=waiting")

    expect(page.get_by_text("Enter the day of the interview, and the words appear")).to_be_visible()
    press(page, "Enter the day")
    expect(page.locator("#interviewed_on")).to_be_focused()
    fill_interview(page, days_ago=8, decides_in=0)

    expect(page.locator("[data-note]")).to_have_count(3)


def test_calls_come_first_unless_the_writer_prefers_mail(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=waiting")
    fill_interview(page, days_ago=8, decides_in=0)
    page.get_by_label("I write an e-mail").check()
    page.get_by_label("They said I may call").check()
    page.get_by_label("Who may you call?").fill("Ms Okafor")
    page.get_by_label("On what number?").fill("+49 30 1234")

    expect_body(page, "Call +49 30 1234. Ask for Ms Okafor.")
    page.get_by_label("I write an e-mail").check()

    expect(note(page).get_by_label("Subject")).to_be_visible()


def test_the_day_is_taken_to_be_today_until_told_otherwise(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    expect(page.get_by_text("Interview: today.")).to_be_visible()

    press(page, "Change to yesterday")

    expect(page.get_by_text("Interview: yesterday.")).to_be_visible()
    expect_body(page, "yesterday")


def test_more_formal_changes_the_greeting(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Ms Okafor", "the new test bench")

    page.get_by_label("More formal").check()

    expect_body(page, "Dear Ms Okafor,")


def test_who_is_ticked_is_not_among_the_thank_you_steps(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    fill_interview(page)
    steps = page.locator("[data-plan-list]")
    expect(steps.get_by_text("Thank-you note", exact=True)).to_be_visible()

    page.get_by_label("I have sent this to Maria").check()

    expect(steps.get_by_text("Thank-you note", exact=True)).to_have_count(0)
