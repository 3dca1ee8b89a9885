"""Asking for reminders: by letter, at once with a private link, and past the watch for programs."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit, axe_findings_in_both
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    PHONE,
    add_person,
    fill_interview,
    open_wizard,
    press,
    shorten_lists,
)

pytest_plugins = ["tests.browser.site_fixtures"]

HOLD = "token => sessionStorage.setItem('interview-follow-up.token.follow-ups', token)"
KEEP = "token => localStorage.setItem('interview-follow-up.token.follow-ups', token)"


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def fill(page: Page, address: str = "ada@example.com") -> None:
    add_person(page, "Maria", "the new test bench")
    fill_interview(page)
    page.get_by_label("Your e-mail address").fill(address)


def open_with(visit: Visit, *tokens: tuple[str, str]) -> Page:
    page = open_wizard(visit)
    for script, token in tokens:
        page.evaluate(script, token)
    return page


def test_a_browser_with_a_private_link_adds_at_once(visit: Visit, api: WizardApi) -> None:
    page = open_with(visit, (HOLD, "link-token"))
    fill(page)

    press(page, "Send me reminders")

    added = page.get_by_role("group", name="Your reminders are on")
    expect(added).to_be_focused()
    expect(added.get_by_role("link", name="Open my follow-ups")).to_be_visible()
    expect(page.get_by_text("We sent an e-mail")).to_be_hidden()
    assert [body["employer"] for body in api.added.values()] == ["Acme"]
    assert (api.follow_ups, api.letters) == ({}, 0)
    page.reload()
    expect(added).to_be_visible()
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    shorten_lists(page)
    assert axe_findings_in_both(page, "follow-up-wizard") == []


def test_a_link_kept_on_the_device_serves_where_the_tab_has_a_letters(
    visit: Visit, api: WizardApi
) -> None:
    page = open_with(visit, (HOLD, "reminder-token"), (KEEP, "link-token"))
    fill(page)

    press(page, "Send me reminders")

    expect(page.get_by_role("group", name="Your reminders are on")).to_be_visible()
    assert (len(api.added), api.letters) == (1, 0)


@pytest.mark.parametrize(
    ("token", "address"), [("too-old", "ada@example.com"), ("link-token", "other@example.com")]
)
def test_a_dead_link_or_one_of_another_address_leaves_it_to_the_letter(
    visit: Visit, api: WizardApi, token: str, address: str
) -> None:
    page = open_with(visit, (HOLD, token))
    fill(page, address)

    press(page, "Send me reminders")

    expect(page.get_by_text(f"We sent an e-mail to {address}")).to_be_visible()
    assert (len(api.added), api.letters) == (0, 1)


def test_a_mistyped_address_is_mended_on_the_spot(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    fill(page, "ade@example.com")
    press(page, "Send me reminders")
    expect(page.get_by_text("We sent an e-mail to ade@example.com")).to_be_visible()

    press(page, "Change the address")
    expect(page.get_by_label("Your e-mail address")).to_be_focused()
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    page.keyboard.press("Enter")

    expect(page.get_by_text("We sent an e-mail to ada@example.com")).to_be_visible()
    assert [body["address"] for body in api.follow_ups.values()] == ["ada@example.com"]


def test_a_quick_form_is_sent_by_the_second_press_and_keeps_its_text(
    visit: Visit, api: WizardApi
) -> None:
    api.asks_twice = True
    page = open_wizard(visit)
    fill(page)
    press(page, "Send me reminders")
    expect(page.locator("[data-ask-said]")).to_have_text("Press the button again to send this.")
    expect(page.get_by_label("Your e-mail address")).to_have_value("ada@example.com")
    assert api.follow_ups == {}

    press(page, "Send me reminders")

    expect(page.get_by_text("We sent an e-mail to ada@example.com")).to_be_visible()
    assert [guard.get("again") for guard in api.guards] == [None, True]


def test_a_person_is_told_apart_from_a_program_that_fills_every_field(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit)
    fill(page)
    trap = page.locator("[name=website]")
    expect(trap).to_have_attribute("tabindex", "-1")
    expect(trap).to_have_attribute("autocomplete", "off")
    expect(page.get_by_role("textbox", name="Leave this empty")).to_have_count(0)
    assert trap.evaluate("one => one.offsetParent.offsetWidth") <= 1

    page.wait_for_timeout(1_100)
    press(page, "Send me reminders")
    expect(page.get_by_text("We sent an e-mail")).to_be_visible()
    trap.evaluate("one => { one.value = 'https://example.com' }")
    page.locator("#employer").fill("Acme Works")
    press(page, "Send again")
    expect(page.locator("[data-ask-said]")).to_contain_text("Your changes are sent.")

    of_a_person, of_a_program = api.guards
    assert of_a_person["website"] == ""
    assert 1 <= of_a_person["seconds"] < 120
    assert of_a_program["website"] == "https://example.com"


def test_a_double_press_asks_once(visit: Visit, api: WizardApi) -> None:
    page = open_wizard(visit)
    fill(page)

    page.get_by_role("button", name="Send me reminders").dblclick()

    expect(page.get_by_text("We sent an e-mail")).to_be_visible()
    assert (len(api.follow_ups), api.letters) == (1, 1)
