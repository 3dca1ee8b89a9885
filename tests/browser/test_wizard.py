"""The wizard from the first question to the request for reminders."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit, axe_findings, axe_findings_in_both
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    CLIPBOARD,
    PHONE,
    add_person,
    answer_on_a_phone,
    body_of,
    expect_body,
    fill_interview,
    let_pauses_pass,
    note,
    open_wizard,
    press,
    shorten_lists,
)

pytest_plugins = ["tests.browser.site_fixtures"]

WIZARD = "follow-up-wizard"


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def answer_everything(page: Page) -> None:
    add_person(page, "Maria", "the new test bench")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    fill_interview(page)
    page.get_by_label("Your e-mail address").fill("ada@example.com")


def test_three_answers_on_a_phone_give_a_copied_note_in_six_taps(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE, **CLIPBOARD)

    answer_on_a_phone(page)
    page.get_by_role("button", name="Copy", exact=True).tap()

    expect(note(page).get_by_role("status").first).to_have_text("Text copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Hello Maria,")
    assert "the new test bench" in copied
    assert copied.endswith("Ada Byrne")


def test_a_copied_note_also_carries_paragraphs(visit: Visit) -> None:
    page = open_wizard(visit, **CLIPBOARD)

    add_person(page, "<b>Maria</b>", "the new test bench")
    press(page, "Copy")

    expect(note(page).get_by_role("status").first).to_contain_text("Copied.")
    html = page.evaluate(
        "async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()"
    )
    assert "<p>Hello &lt;b&gt;Maria&lt;/b&gt;,</p>" in html


def test_employer_job_and_days_make_the_note_more_exact(visit: Visit) -> None:
    page = open_wizard(visit, "write/?kind=waiting")

    add_person(page, "Maria")
    fill_interview(page, days_ago=1, decides_in=0)

    expect_body(page, "yesterday")
    expect_body(page, "sales engineer")


def test_reminders_are_asked_for_with_what_was_entered(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)

    answer_everything(page)
    press(page, "Send me reminders")

    expect(page.get_by_text("We sent an e-mail to ada@example.com")).to_be_visible()
    expect(page.get_by_text("Nothing else comes until you confirm")).to_be_visible()
    expect(page.get_by_text("Look in spam")).to_be_visible()
    (body,) = api.follow_ups.values()
    assert (body["employer"], body["zone"], body["hour"]) == ("Acme", "Europe/Berlin", 9)
    assert [person["name"] for person in body["people"]] == ["Maria"]
    assert "country" not in body


def test_the_plan_is_asked_for_with_days_and_choices_and_no_name(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit)

    answer_everything(page)

    expect(page.locator("[data-plan-list] li").first).to_be_visible()
    expect(
        page.get_by_text(
            "Except for thank-you notes, weekends and holidays of Germany are left out."
        )
    ).to_be_visible()
    names = {"interviewed_on", "decision_on", "persistence", "channel", "zone", "hour"}
    assert {name for query in api.queries for name in query} == names


def test_nothing_is_sent_before_it_is_asked_for(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)

    add_person(page, "Maria", "the new test bench")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    expect_body(page, "Ada Byrne")
    let_pauses_pass(page)

    assert (api.queries, api.follow_ups) == ([], {})


def test_missing_answers_are_listed_in_a_summary_that_leads_to_the_fields(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit)

    press(page, "Send me reminders")

    summary = page.locator("[data-summary]")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(3)
    summary.get_by_role("link", name="Enter the day of the interview.").click()
    expect(page.locator("#interviewed_on")).to_be_focused()
    expect(page.locator("#interviewed_on")).to_have_attribute("aria-invalid", "true")
    assert api.follow_ups == {}


def test_on_a_phone_the_summary_leads_to_the_question_of_the_field(visit: Visit) -> None:
    page = open_wizard(visit, "write/#remind", **PHONE)
    press(page, "Send me reminders")

    page.get_by_role("link", name=re.compile("Write the employer")).tap()

    expect(page.locator("#employer")).to_be_focused()
    expect(page.locator("#employer")).to_be_in_viewport()


def test_a_link_to_the_reminders_leads_there_on_a_wide_page_too(visit: Visit) -> None:
    page = open_wizard(visit, "write/#remind")

    expect(page.get_by_role("heading", name="Remind me by e-mail")).to_be_focused()
    expect(page.get_by_role("heading", name="Remind me by e-mail")).to_be_in_viewport()


def test_what_the_service_refuses_is_shown_at_its_field(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    answer_everything(page)
    page.get_by_label("The employer’s country").evaluate(
        "list => list.add(new Option('Nowhere', 'QQ'))"
    )
    page.get_by_label("The employer’s country").select_option("QQ")

    press(page, "Send me reminders")

    expect(page.locator("#country-fault")).to_have_text(
        "We do not know this country. Choose one from the list."
    )
    assert api.follow_ups == {}


def test_without_the_service_everything_stays_and_the_notes_still_work(
    visit: Visit, api: WizardApi
) -> None:
    api.is_offline = True
    page = open_wizard(visit, **CLIPBOARD)

    answer_everything(page)
    press(page, "Send me reminders")

    expect(page.locator("[data-plan-said]")).to_contain_text("cannot be worked out just now")
    expect(page.locator("[data-ask-said]")).to_contain_text("Everything you typed is kept here")
    expect(page.get_by_label("Your e-mail address")).to_have_value("ada@example.com")
    press(page, "Copy")
    expect(note(page).get_by_role("status").first).to_have_text("Text copied.")
    page.reload()
    expect_body(page, "the new test bench")


def test_once_the_service_is_back_the_plan_can_be_asked_for_again(
    visit: Visit, api: WizardApi
) -> None:
    api.is_offline = True
    page = open_wizard(visit)
    fill_interview(page)

    page.get_by_role("button", name="Try again").wait_for()
    api.is_offline = False
    press(page, "Try again")

    expect(page.locator("[data-plan-list] li").first).to_be_visible()


def test_send_again_waits_ten_minutes_and_then_asks_with_the_same_id(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit, is_alone=True)
    page.clock.install()
    answer_everything(page)
    press(page, "Send me reminders")
    page.clock.run_for(1_000)

    press(page, "Send again")
    expect(page.locator("[data-ask-said]")).to_contain_text("You can send again at")
    assert api.letters == 1
    page.clock.run_for(11 * 60_000)
    press(page, "Send again")

    expect(page.locator("[data-ask-said]")).to_contain_text("Asked again.")
    assert (api.letters, len(api.follow_ups)) == (2, 1)


def test_changes_after_asking_can_be_sent_at_once(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    answer_everything(page)
    press(page, "Send me reminders")
    expect(page.get_by_text("We sent an e-mail")).to_be_visible()

    page.locator("#employer").fill("Acme Works")
    expect(page.get_by_text("You changed something since then.")).to_be_visible()
    press(page, "Send again")

    expect(page.locator("[data-ask-said]")).to_contain_text("Your changes are sent.")
    assert [body["employer"] for body in api.follow_ups.values()] == ["Acme Works"]
    press(page, "Send again")
    expect(page.locator("[data-ask-said]")).to_contain_text("You can send again at")


def test_a_slip_in_the_address_is_pointed_out_and_mended_by_a_press(visit: Visit) -> None:
    page = open_wizard(visit)

    page.get_by_label("Your e-mail address").fill("ada@gmial.com")
    press(page, "Use that")

    expect(page.get_by_label("Your e-mail address")).to_have_value("ada@gmail.com")


def test_axe_finds_nothing_from_the_first_question_to_the_sent_request(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    found = axe_findings(page)

    for label in [
        *["Next"] * 3,
        "Show my note",
        "Add the employer and the day",
        "Next",
        "See my plan",
    ]:
        press(page, label)
        shorten_lists(page)
        found += axe_findings(page, within=WIZARD)
    press(page, "Be reminded")
    press(page, "Send me reminders")
    expect(page.locator("[data-summary]")).to_be_visible()
    found += axe_findings(page, within=WIZARD)

    assert found == []


def test_axe_finds_nothing_on_the_full_page(visit: Visit) -> None:
    page = open_wizard(visit)

    answer_everything(page)
    expect(page.locator("[data-plan-list] li").first).to_be_visible()
    page.locator("details.wizard-more").evaluate_all("all => all.forEach(one => (one.open = true))")
    found = axe_findings_in_both(page, WIZARD)
    press(page, "Send me reminders")
    expect(page.get_by_text("We sent an e-mail")).to_be_visible()
    shorten_lists(page)

    assert found + axe_findings_in_both(page, WIZARD) == []
    assert body_of(page)


def test_axe_finds_nothing_whatever_happened(visit: Visit) -> None:
    page = open_wizard(visit)
    answer_everything(page)
    kinds = page.locator("[name=kind]").evaluate_all("all => all.map(one => one.value)")
    shorten_lists(page)

    found = {}
    for kind in kinds:
        page.locator(f"[name=kind][value={kind}]").check()
        expect(page.locator("[data-note]").first).to_be_visible()
        found[kind] = axe_findings(page, within=WIZARD)

    assert len(found) == 10
    assert {kind: faults for kind, faults in found.items() if faults} == {}
