"""Odd, hostile and huge input: it stays text, nothing breaks, and what is refused says why."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

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
)

pytest_plugins = ["tests.browser.site_fixtures"]

NAMES = [
    "I",
    "Zoë 🙂 O’Neill",
    "محمد عبد الله",
    "דוד",
    "李",
    '"><img src=x onerror=alert(1)>',
    "{{ your_name }} & <b>Co</b>",
    "Maximiliana " * 6 + "Oppenhe",
]
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def ask(page: Page) -> None:
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    press(page, "Send me reminders")


def people_sent(api: WizardApi) -> list[dict[str, Any]]:
    (body,) = api.follow_ups.values()
    people: list[dict[str, Any]] = body["people"]
    return people


def with_people(page: Page, count: int) -> None:
    """Fifty presses take long; a stored draft is the same."""
    add_person(page, "Person 1", "the lab")
    page.wait_for_function("() => Object.values(localStorage).some(it => it.includes('the lab'))")
    script = """count => {
      const key = Object.keys(localStorage).find(name => name.startsWith("follow-up-draft:"));
      const draft = JSON.parse(localStorage.getItem(key));
      const [first] = draft.people;
      draft.people = Array.from({ length: count }, (_, at) => ({ ...first, key: `k${at}`, name: `Person ${at + 1}` }));
      draft.people[0].thanked = true;
      localStorage.setItem(key, JSON.stringify(draft));
    }"""
    page.evaluate(script, count)
    page.reload()
    expect(page.locator("[data-note]")).to_have_count(count)


def test_a_name_stays_text_in_the_note_and_on_its_way(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    fill_interview(page)

    for name in NAMES:
        for field in ["#name-of-1", "#detail-of-1", "#employer", "#role"]:
            page.locator(field).fill(name)
        page.locator("#role").blur()
        expect_body(page, name.rstrip(" ."))
        ask(page)
        expect(page.get_by_text("We sent an e-mail to")).to_be_visible()
        assert people_sent(api)[0]["name"] == name.strip()
        press(page, "Change the address")

    assert page.locator("article img, article b").count() == 0


def test_no_name_makes_a_phone_scroll_sideways(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    page.get_by_text("I just had an interview").tap()
    overflowing = []

    for name in NAMES:
        page.evaluate("() => { location.hash = '#who-1'; }")
        page.locator("#name-of-1").fill(name.replace(" ", "") * (2 if len(name) > 60 else 1))
        overflowing += [("question", name)] if page.evaluate(OVERFLOW) else []
        page.evaluate("() => { location.hash = '#notes'; }")
        expect(page.locator("[data-note]")).to_be_visible()
        overflowing += [("note", name)] if page.evaluate(OVERFLOW) else []

    assert overflowing == []


def test_pasted_rich_text_arrives_as_text(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    field = note(page).locator("[data-edit=body]")
    field.focus()
    field.select_text()

    script = """field => {
      const data = new DataTransfer();
      data.setData("text/html", "<h1>Hello</h1><script>alert(1)</script>");
      data.setData("text/plain", "Hello");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
      document.execCommand("insertText", false, data.getData("text/plain"));
    }"""
    field.evaluate(script)

    assert body_of(page) == "Hello"


def test_line_breaks_and_hidden_marks_in_a_name_do_not_stop_the_request(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    fill_interview(page)
    script = """field => { field.value = "the\\r\\nlab \\u200e\\u202egnp.exe\\u0007 \\ud83d";
      field.dispatchEvent(new Event("input", { bubbles: true })); }"""
    page.locator("#detail-of-1").evaluate(script)
    note(page).locator("[data-edit=body]").fill("Dear\u202e Maria\n\nBye")

    ask(page)

    expect(page.get_by_text("We sent an e-mail to")).to_be_visible()
    (person,) = people_sent(api)
    assert person["detail"] == "the lab gnp.exe"
    assert person["note"] == "Dear Maria\n\nBye"


def test_someone_without_a_name_is_kept_by_what_they_did(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    add_person(page, "", "found me a quiet room", relation="receptionist")
    fill_interview(page)
    expect_body(page, "Hello,")

    ask(page)

    expect(page.get_by_text("We sent an e-mail to")).to_be_visible()
    assert people_sent(api)[0]["name"] == "Receptionist"


def test_texts_over_the_limits_are_named_at_their_fields(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    add_person(page, "M" * 81, "d" * 201)
    fill_interview(page, employer="🙂" * 81)

    ask(page)

    expect(page.locator("[data-summary] a")).to_have_count(3)
    expect(page.locator("#employer-fault")).to_have_text(
        "Shorten this to 80 characters; it has 81."
    )
    page.locator("#employer").fill("Acme")
    expect(page.locator("#employer-fault")).to_have_count(0)
    assert api.follow_ups == {}


def test_eighty_characters_fit_also_where_they_are_emoji(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    add_person(page, "🙂" * 80)
    fill_interview(page)

    ask(page)

    expect(page.get_by_text("We sent an e-mail to")).to_be_visible()
    assert people_sent(api)[0]["name"] == "🙂" * 80


def test_fifty_people_get_notes_and_twenty_are_reminded_of(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    with_people(page, 50)
    fill_interview(page)

    expect(page.get_by_text("Reminders hold 20 people; you have 50.")).to_be_visible()
    press(page, "Add another person")
    expect(page.locator("[data-person]")).to_have_count(50)
    ask(page)

    expect(page.get_by_text("We sent an e-mail to")).to_be_visible()
    names = [person["name"] for person in people_sent(api)]
    assert names == [f"Person {number}" for number in range(2, 22)]


def test_a_note_longer_than_the_service_takes_is_named(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")
    fill_interview(page)
    note(page).locator("[data-edit=body]").fill("word " * 900)

    ask(page)

    expect(page.locator("[data-summary]").get_by_text("Shorten this")).to_be_visible()
    assert api.follow_ups == {}


def test_an_address_that_cannot_be_one_is_refused_on_the_page(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    fill_interview(page)

    for address in ["", "ada", "ada@", "ada@example", "a b@example.com", "a@b@c.de"]:
        page.get_by_label("Your e-mail address").fill(address)
        press(page, "Send me reminders")
        expect(page.locator("#address-fault")).to_be_visible()

    assert api.follow_ups == {}
