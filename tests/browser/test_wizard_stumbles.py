"""Where people who tried the wizard stumbled."""

import pytest
from playwright.sync_api import expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    CLIPBOARD,
    add_person,
    expect_body,
    fill_interview,
    let_pauses_pass,
    note,
    open_wizard,
    press,
    today_of,
)

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def test_a_wide_page_says_that_the_note_is_ready_and_leads_to_it(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")

    expect(page.get_by_role("status").filter(has_text="Your note is ready.")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Your note")).to_be_focused()


def test_the_summary_goes_once_its_last_answer_is_mended(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    fill_interview(page)
    page.get_by_label("Your e-mail address").fill("ada")
    press(page, "Send me reminders")
    expect(page.locator("[data-summary]")).to_be_visible()

    page.get_by_label("Your e-mail address").fill("ada@example.com")

    expect(page.locator("[data-summary]")).to_be_hidden()


def test_the_summary_shrinks_when_a_button_mends_an_answer(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    page.locator("#employer").fill("Acme")
    page.get_by_label("Your e-mail address").fill("ada")
    press(page, "Send me reminders")
    summary = page.locator("[data-summary]")
    expect(summary.get_by_role("heading")).to_have_text("2 answers need another look")

    press(page, "Today")

    expect(summary.get_by_role("heading")).to_have_text("One answer needs another look")
    expect(summary.get_by_role("listitem")).to_have_count(1)
    expect(page.locator("#interviewed_on")).not_to_have_attribute("aria-invalid", "true")


def test_an_answer_mended_through_another_one_is_no_fault(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    fill_interview(page, decides_in=-1)
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    press(page, "Send me reminders")
    expect(page.locator("[data-summary]")).to_contain_text("before the interview")

    press(page, "Yesterday")

    expect(page.locator("[data-summary]")).to_be_hidden()
    expect(page.locator("#decision_on")).not_to_have_attribute("aria-invalid", "true")


def test_the_summary_goes_when_the_person_it_is_about_goes(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    add_person(page, "x" * 81)
    fill_interview(page)
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    press(page, "Send me reminders")
    expect(page.locator("[data-summary]")).to_be_visible()

    page.locator("[data-person]").last.get_by_role("button", name="Remove").click()

    expect(page.locator("[data-summary]")).to_be_hidden()


def test_a_half_typed_year_is_no_day(visit: Visit) -> None:
    page = open_wizard(visit)
    page.locator("#interviewed_on").fill("0202-11-23")
    let_pauses_pass(page)

    expect(page.locator("[data-plan-said]")).to_have_text(
        "Enter the day of the interview, and your plan appears here."
    )


def test_a_reason_is_put_away_by_a_press_anywhere_else(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    page.locator("[data-press=why]").first.click()
    expect(page.locator(".wizard-reason:visible")).to_have_count(1)

    page.get_by_role("heading", level=1).click()

    expect(page.locator(".wizard-reason:visible")).to_have_count(0)


@pytest.mark.parametrize("box", ["thanked", "medium"])
def test_the_enter_key_on_a_box_or_a_choice_of_a_note_leads_nowhere(visit: Visit, box: str) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    fields = {"thanked": "I have sent this to Maria", "medium": "E-mail"}
    field = note(page).get_by_label(fields[box], exact=True)

    field.press("Enter")

    expect(field).to_be_focused()


def test_the_plan_is_read_in_the_order_of_its_days(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    fill_interview(page)
    days = page.locator("[data-plan] li time")
    expect(days.last).to_be_attached()

    shown = [day.get_attribute("datetime") or "" for day in days.all()]

    assert len(shown) > 4
    assert shown == sorted(shown)


def test_the_questions_are_asked_in_plain_words(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    add_person(page, "Rosa", relation="receptionist")

    for label in ("Who did you meet?", "Who else did you meet?"):
        expect(page.get_by_label(label)).to_be_visible()
    for label in ("Why was it important to you?", "How did it help you?"):
        expect(page.get_by_label(label)).to_be_visible()
    expect(page.locator("follow-up-wizard")).not_to_contain_text("Whom")


@pytest.mark.parametrize("edited", ["subject", "body"])
def test_an_edited_note_stays_whole_as_it_is_and_says_so(visit: Visit, edited: str) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    fields = {name: note(page).locator(f"[data-edit={name}]") for name in ("subject", "body")}
    kept = {name: field.input_value() for name, field in fields.items()}

    fields[edited].fill("My own words")
    page.get_by_text("More formal").click()
    press(page, "Yesterday")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    let_pauses_pass(page)

    for name, text in (kept | {edited: "My own words"}).items():
        expect(fields[name]).to_have_value(text)
    expect(note(page).get_by_role("status").filter(has_text="your own text now")).to_have_text(
        "This is your own text now. Later answers do not change it."
    )


def test_an_edited_card_gets_the_suggested_subject_once_it_is_an_e_mail(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    subject = note(page).locator("[data-edit=subject]")
    suggested = subject.input_value()
    note(page).get_by_label("By hand", exact=True).check()

    note(page).locator("[data-edit=body]").fill("My own words")
    note(page).get_by_label("E-mail", exact=True).check()

    expect(subject).to_have_value(suggested)


def test_who_goes_back_to_the_suggestion_may_have_the_own_text_back(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    note(page).locator("[data-edit=body]").fill("My own words")

    press(page, "Back to the suggestion")
    expect_body(page, "the new test bench")
    expect(note(page).get_by_role("status").filter(has_text="suggestion again")).to_be_visible()
    expect(page.get_by_role("button", name="Back to my text")).to_be_focused()
    page.keyboard.press("Enter")

    expect_body(page, "My own words")
    expect(page.get_by_role("button", name="Back to the suggestion")).to_be_focused()


def test_a_person_of_whom_nothing_is_entered_is_said_to_get_no_note(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    for _ in range(2):
        press(page, "Add another person")
    skipped = page.locator("[data-skipped-said]")
    expect(skipped).to_be_empty()

    press(page, "Go to it")
    expect(skipped).to_have_text(
        "Nothing is entered for persons 2, 3, so there are no notes.", use_inner_text=True
    )
    page.locator("#name-of-2").fill("Tom")
    expect(skipped).to_have_text("Nothing is entered for person 3, so there is no note.")
    page.locator("#detail-of-3").fill("the garden")

    expect(skipped).to_be_empty()


def test_where_one_person_is_written_to_nobody_is_said_to_be_left_out(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=rejection")
    add_person(page, "Maria")
    press(page, "Yesterday")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    press(page, "Add another person")

    press(page, "Go to it")

    expect(page.locator("#notes-title")).to_be_focused()
    expect(page.locator("[data-skipped-said]")).to_be_empty()


def test_who_copies_a_note_without_a_name_is_told(visit: Visit) -> None:
    page = open_wizard(visit, **CLIPBOARD)
    add_person(page, "Maria", "the new test bench")
    copied = note(page).locator("[data-copied]")

    press(page, "Copy")
    expect(copied).to_have_text("Copied. Your name is missing at the end.")
    note(page).locator("[data-edit=body]").fill("Thank you, Maria. Ada")
    press(page, "Copy")

    expect(copied).to_have_text("Text copied.")


def test_it_was_yesterday_can_be_taken_back_where_it_was_pressed(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    line = page.locator("[data-when=assumed]")

    press(page, "Change to yesterday")
    expect(line.get_by_role("status")).to_have_text("Interview: yesterday.")
    expect_body(page, "yesterday")
    expect(line.get_by_role("button", name="Change to today")).to_be_focused()
    expect(line.get_by_role("button", name="Change to another day")).to_be_visible()
    page.keyboard.press("Enter")

    expect(line.get_by_role("status")).to_have_text("Interview: today.")
    expect(page.locator("#interviewed_on")).to_have_value(today_of(page).isoformat())
    expect(line.get_by_role("button", name="Change to yesterday")).to_be_focused()


def test_the_line_about_the_day_goes_when_the_day_is_given_elsewhere(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    press(page, "Change to yesterday")

    fill_interview(page, days_ago=3)
    expect(page.locator("[data-when=assumed]")).to_be_hidden()
    press(page, "Yesterday")

    expect(page.locator("[data-when=assumed]")).to_be_hidden()


def test_a_plan_without_the_day_leads_to_its_field(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    plan = page.locator("[data-step=plan]")

    plan.get_by_role("button", name="Enter the day").click()
    expect(page.locator("#interviewed_on")).to_be_focused()
    press(page, "Today")

    expect(plan.get_by_role("button", name="Enter the day")).to_be_hidden()
