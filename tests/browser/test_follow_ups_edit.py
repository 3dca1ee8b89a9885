"""The form of a follow-up: every field, only what was changed is sent, nothing typed is lost."""

import re

from playwright.sync_api import expect

from tests.browser.asked import Json
from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_follow_up, a_person
from tests.browser.follow_up_steps import (
    card,
    form,
    open_form,
    person,
    press,
)
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]


def test_the_form_takes_the_focus_and_holds_what_is_stored(visit: Visit) -> None:
    page = open_form(visit)

    expect(form(page).get_by_role("heading", name="Change the details")).to_be_focused()
    expect(form(page).get_by_label("Employer", exact=True)).to_have_value("Acme")
    expect(form(page).get_by_label("The day they named")).to_have_value("2026-12-04")
    expect(form(page).get_by_label("They said I may call")).to_be_checked()
    expect(form(page).get_by_label("Regularly")).to_be_checked()
    expect(form(page).get_by_label("The employer’s country")).to_have_value("DE")
    expect(person(page, 2).get_by_label("Name")).to_have_value("Ms Lovelace")


EDITS: list[tuple[str, str, Json]] = [
    ("Employer", "Acme Works", {"employer": "Acme Works"}),
    ("The job", "", {"role": ""}),
    ("Day of the interview", "2026-11-20", {"interviewed_on": "2026-11-20"}),
    ("The day they named", "", {"decision_on": None}),
    ("Who you may call", "Mrs Reyes", {"call_whom": "Mrs Reyes"}),
    ("Number to call", "030 99", {"phone": "030 99"}),
    ("Your name, as you sign", "Ada B.", {"your_name": "Ada B."}),
]
CHOICES: list[tuple[str, str, Json]] = [
    ("Stop after", "3", {"max_check_ins": 3}),
    ("E-mails come at", "7", {"hour": 7}),
    ("Your time zone", "Asia/Tokyo", {"zone": "Asia/Tokyo"}),
    ("The employer’s country", "", {"country": None}),
]


def test_only_what_was_changed_is_sent(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)

    for rev, (label, text, expected) in enumerate(EDITS, start=3):
        form(page).get_by_label(label, exact=True).fill(text)
        press(page, "Save")
        expect(form(page)).to_have_count(0)
        assert api.presses.edits[-1] == {"rev": rev} | expected
        press(page, "Change the details")


def test_lists_and_choices_are_sent_as_the_service_wants_them(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)

    for label, value, _ in CHOICES:
        form(page).get_by_label(label, exact=True).select_option(value)
    form(page).get_by_label("Often", exact=True).check()
    form(page).get_by_label("I write an e-mail").check()
    form(page).get_by_label("They said I may call").uncheck()
    press(page, "Save")

    expect(page.get_by_text("Saved.")).to_be_visible()
    expected: Json = {"persistence": "bold", "channel": "email", "may_call": False}
    for _, _, more in CHOICES:
        expected |= more
    assert api.presses.edits == [{"rev": 3} | expected]


def test_after_saving_the_card_shows_it_and_the_focus_is_on_the_button(
    visit: Visit, api: FakeApi
) -> None:
    page = open_form(visit)

    form(page).get_by_label("Employer", exact=True).fill("Acme Works")
    form(page).get_by_label("Employer", exact=True).press("Enter")

    expect(card(page).get_by_role("heading", name="Acme Works")).to_be_visible()
    expect(page.get_by_role("button", name="Change the details")).to_be_focused()
    expect(form(page)).to_have_count(0)
    assert api.follow_ups[0]["employer"] == "Acme Works"


def test_people_can_be_changed_added_and_removed(visit: Visit, api: FakeApi) -> None:
    own = a_person("Ms Lovelace", thanked=True, note="My own words", medium="hand")
    api.follow_ups = [a_follow_up(people=[a_person(), own])]
    page = open_form(visit)

    person(page, 1).get_by_role("button", name="Remove this person").click()
    person(page, 1).get_by_label("Why it was important, or how it helped").fill(
        "I once built one like it"
    )
    expect(person(page, 1)).to_contain_text("You wrote the note to this person yourself.")
    press(page, "Add a person")
    expect(person(page, 2).get_by_label("Name")).to_be_focused()
    page.keyboard.type("Grace")
    person(page, 2).get_by_label("This person …").select_option("receptionist")
    person(page, 2).get_by_label("Their e-mail address").fill("grace@example.com")
    press(page, "Add a person")
    press(page, "Save")

    expect(page.get_by_text("Saved.")).to_be_visible()
    new = a_person("Grace", relation="receptionist", detail="", contact="grace@example.com")
    assert api.follow_ups[0]["people"] == [own | {"reason": "I once built one like it"}, new]


def test_nothing_changed_sends_nothing(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)

    press(page, "Save")

    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    assert api.follow_ups == [a_follow_up()]


def test_closing_saves_nothing(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)
    form(page).get_by_label("Employer", exact=True).fill("Globex")

    press(page, "Close without saving")

    expect(form(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Change the details")).to_be_focused()
    assert api.follow_ups == [a_follow_up()]


def test_faults_are_listed_in_a_summary_that_leads_to_the_fields(
    visit: Visit, api: FakeApi
) -> None:
    page = open_form(visit)
    form(page).get_by_label("Employer", exact=True).fill(" ")
    form(page).get_by_label("Day of the interview").fill("2026-12-24")
    form(page).get_by_label("The job").fill("x" * 81)
    person(page, 2).get_by_label("Name").fill("")

    press(page, "Save")

    summary = form(page).locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("4 answers need another look")
    expect(summary).to_contain_text("Shorten this to 80 characters; it has 81.")
    expect(summary).to_contain_text("The day they named is before the interview.")
    summary.get_by_role("link", name="Write a name, or remove this person.").click()
    expect(person(page, 2).get_by_label("Name")).to_be_focused()
    assert api.follow_ups == [a_follow_up()]


def test_the_summary_shrinks_with_each_answer_that_is_mended(visit: Visit) -> None:
    page = open_form(visit)
    form(page).get_by_label("Employer", exact=True).fill(" ")
    form(page).get_by_label("Day of the interview").fill("2026-12-24")
    person(page, 2).get_by_label("Name").fill("")
    press(page, "Save")
    summary = form(page).locator(".error-summary")

    person(page, 2).get_by_role("button", name="Remove this person").click()
    expect(summary.get_by_role("heading")).to_have_text("2 answers need another look")
    form(page).get_by_label("Day of the interview").fill("2026-11-23")
    expect(summary.get_by_role("heading")).to_have_text("One answer needs another look")
    form(page).get_by_label("Employer", exact=True).fill("Acme")

    expect(summary).to_be_empty()


def test_what_the_service_refuses_is_told_at_its_field(visit: Visit, api: FakeApi) -> None:
    page = open_form(visit)
    field = person(page, 1).get_by_label("Name")
    field.fill("Mr \u202eBabbage")

    press(page, "Save")

    expect(form(page).locator(".error-summary")).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("cannot be shown"))
    field.press_sequentially("!")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert api.follow_ups[0]["people"] == a_follow_up()["people"]
