"""What it meant to them: asked beside the detail or after the note, said in the writer's words."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from followup.forms import FollowUpForm
from followup.ready import thanks
from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    PHONE,
    add_person,
    answer_on_a_phone,
    body_of,
    containing,
    describe_on_a_phone,
    expect_body,
    fill_interview,
    note,
    open_wizard,
    press,
    sign_on_a_phone,
    today_of,
)

pytest_plugins = ["tests.browser.site_fixtures"]

# Without the first letter where the reason may also begin a sentence.
HOSTILE = [
    ("it <b>is</b> {{ name }}", "t <b>is</b> {{ name }}"),
    ("Because I'm 🙂 about it!!", "I'm 🙂 about it"),
    ("لأنني بنيت واحدا", "لأنني بنيت واحدا"),
    ("she saw my mistake", "ou saw my mistake"),
    ("x" * 200, "x" * 199),
]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def add_reason(page: Page, text: str, at: int = 1) -> None:
    page.locator(f"#reason-of-{at}").fill(text)


def ask(page: Page) -> None:
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    press(page, "Send me reminders")
    expect(page.get_by_text("We sent an e-mail to")).to_be_visible()


def sent_by(api: WizardApi) -> dict[str, Any]:
    (body,) = api.follow_ups.values()
    return body


def test_a_typed_reason_shows_in_the_note_at_once(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")

    page.get_by_label("Why was it important to you?").fill("Because I built one.")

    expect_body(page, "I built one")
    page.get_by_label("Why was it important to you?").fill("")
    expect(note(page).locator("[data-edit=body]")).not_to_have_value(containing("I built one"))


def test_a_strange_reason_is_said_as_it_was_typed(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")

    for typed, said in HOSTILE:
        add_reason(page, typed)
        expect_body(page, said)


def test_who_helped_is_asked_about_the_help(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Rosa", "found me a charger", relation="receptionist")

    for relation in ["receptionist", "helper", "coordinator"]:
        page.get_by_label("This person …").select_option("interviewer")
        expect(page.get_by_label("How did it help you?")).to_have_count(0)
        page.get_by_label("This person …").select_option(relation)
        page.get_by_label("How did it help you?").fill(f"my phone was empty, {relation}")
        expect_body(page, f"y phone was empty, {relation}")
        expect(page.get_by_text("I was early and nervous, and")).to_be_visible()


def test_nothing_comes_to_mind_is_not_offered_over_words(visit: Visit) -> None:
    page = open_wizard(visit)
    nothing = page.get_by_role("button", name="Nothing comes to mind")
    expect(nothing).to_be_visible()

    add_person(page, "Maria")
    add_reason(page, "I built one")
    expect(nothing).to_be_hidden()
    add_reason(page, "")

    expect(nothing).to_be_visible()


def test_on_a_phone_the_reason_comes_after_the_note_it_makes_better(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    describe_on_a_phone(page)
    expect(page.get_by_label("Why was it important to you?")).to_be_hidden()
    sign_on_a_phone(page)

    note(page).get_by_role("button", name="Optional: say why it was important").tap()

    field = page.get_by_label("Why was it important to you?")
    expect(field).to_be_in_viewport()
    expect(page.locator("[data-reason-label]")).to_be_focused()
    expect(page.get_by_role("button", name="Back to my notes")).to_be_hidden()
    field.tap()
    page.keyboard.type("I built one")
    press(page, "Show my note")
    expect_body(page, "I built one")
    expect(page.get_by_role("heading", name="Your note")).to_be_focused()


def test_on_a_phone_each_way_from_the_reason_leads_back_to_its_note(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    answer_on_a_phone(page)
    press(page, "Add another person")
    page.keyboard.type("Rosa")
    page.get_by_label("This person …").locator("visible=true").select_option("receptionist")
    press(page, "Next")
    page.keyboard.type("found me a charger")
    press(page, "Show my notes")
    second = note(page, 1).get_by_role("button", name="Optional: say how it helped")

    for way in ("Back", "Show my notes"):
        second.tap()
        expect(page.get_by_label("How did it help you?").last).to_be_visible()
        press(page, way)
        expect(second).to_be_visible()
    second.tap()
    page.reload()
    expect(page.get_by_label("How did it help you?").last).to_be_visible()
    page.go_back()

    expect(second).to_be_visible()


def test_no_reason_is_asked_of_a_note_without_a_detail_or_edited_by_hand(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    answer_on_a_phone(page)
    button = note(page).get_by_role("button", name="Optional: say why it was important")
    expect(button).to_be_visible()

    note(page).locator("[data-edit=body]").fill("Thank you, Maria. Ada")
    expect(button).to_be_hidden()
    press(page, "Back to the suggestion")
    expect(button).to_be_visible()
    for name in ("Back", "Back"):
        press(page, name)
    page.get_by_label("One thing you talked about").fill("")
    press(page, "Next")
    press(page, "Show my note")

    expect(button).to_be_hidden()


def test_a_reason_is_kept_in_the_draft(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    add_reason(page, "I built one")
    page.wait_for_function("() => JSON.stringify(localStorage).includes('I built one')")

    page.reload()

    expect(page.locator("#reason-of-1")).to_have_value("I built one")
    expect_body(page, "I built one")


def test_the_mails_say_what_the_page_said_though_the_employer_came_later(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench", relation="panel")
    add_reason(page, "I built one.")
    add_person(page, "Sam Doe Jr.", "asked about my thesis", relation="panel")
    add_person(page, "Rosa", "found me a charger", relation="receptionist")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    fill_interview(page, role="", employer="")
    shown_before = [body_of(page, at) for at in range(3)]
    page.locator("#employer").fill("Acme")
    page.locator("#employer").blur()

    ask(page)

    shown = [body_of(page, at) for at in range(3)]
    assert any("Acme" in each for each in shown)
    assert shown_before == [re.sub(" (at|to) Acme", "", each) for each in shown]
    body = sent_by(api)
    assert [person["reason"] for person in body["people"]] == ["I built one.", "", ""]
    stored = FollowUpForm.model_validate(body).follow_up("", datetime.now(UTC))
    assert [each.body for each in thanks(stored, today_of(page))] == shown


def test_hidden_marks_in_a_reason_do_not_stop_the_request(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    script = """field => { field.value = "I\\r\\nbuilt \\u200e\\u202eone\\u0007 \\ud83d";
      field.dispatchEvent(new Event("input", { bubbles: true })); }"""
    page.locator("#reason-of-1").evaluate(script)
    fill_interview(page)

    ask(page)

    assert sent_by(api)["people"][0]["reason"] == "I built one"


def test_a_reason_over_the_limit_is_named_at_its_field(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    add_reason(page, "r" * 201)
    fill_interview(page)
    page.get_by_label("Your e-mail address").fill("ada@example.com")

    press(page, "Send me reminders")

    expect(page.locator("#reason-of-1-fault")).to_contain_text("to 200 characters; it has 201.")
    assert api.follow_ups == {}


def test_the_next_interview_has_its_own_reasons(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=back-in-touch")
    add_person(page, "Maria", "the new test bench")
    add_reason(page, "I built one")
    page.locator("[value=another-round]").check()

    press(page, "Write after the next interview")

    expect(page.locator("#name-of-1")).to_have_value("Maria")
    expect(page.locator("#reason-of-1")).to_have_value("")


def test_of_several_people_only_the_first_interviewer_is_asked_when(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=forgot-to-ask")
    add_person(page, "Rosa", relation="receptionist")
    for name in ["Maria", "Tom", "Sam"]:
        add_person(page, name, relation="panel")

    asked = ["?" in body_of(page, at) for at in range(4)]

    assert asked == [False, True, False, False]
