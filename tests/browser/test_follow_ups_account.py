"""What belongs to the address: its change, the calendar, copies, signing out, stopping, erasing."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_follow_up
from tests.browser.follow_up_steps import (
    LETTER,
    LINK,
    alert,
    card,
    faults_on_both_widths,
    ids,
    part,
    press,
)
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

CLIPBOARD = ["clipboard-read", "clipboard-write"]
STORED = "Object.keys(localStorage).join() + Object.keys(sessionStorage).join()"


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as caught:
        press(page, button)
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


def ask_for_address(page: Page, address: str) -> None:
    page.get_by_text("Change it", exact=True).click()
    page.get_by_label("Your new address").fill(address)
    press(page, "Send the e-mail")


def test_a_new_address_is_written_to_and_nothing_changes_yet(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    expect(part(page, "Your address")).to_contain_text("E-mails go to ada@example.com.")

    ask_for_address(page, "new@example.com")

    expect(part(page, "Your address")).to_contain_text("We sent an e-mail to new@example.com.")
    expect(part(page, "Your address")).to_contain_text("Nothing changes until you confirm.")
    assert (api.address, api.letters) == ("ada@example.com", [{"address": "new@example.com"}])


def test_an_address_that_cannot_be_is_refused(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    ask_for_address(page, "new")
    expect(part(page, "Your address")).to_contain_text("Write an e-mail address")

    page.get_by_label("Your new address").fill("ada@example.com")
    press(page, "Send the e-mail")

    expect(part(page, "Your address")).to_contain_text("your address already")
    assert api.letters == []


def test_the_calendar_address_is_shown_and_copied(visit: Visit, site: str) -> None:
    page = visit(LINK, permissions=CLIPBOARD)

    press(page, "Show my calendar address")

    link = page.get_by_role("link", name="Open in my calendar")
    expect(link).to_be_focused()
    address = f"{site}/api/calendar/feed.ics"
    expect(link).to_have_attribute("href", address.replace("http:", "webcal:"))
    press(page, "Copy the calendar address")
    expect(page.get_by_role("button", name="Copy the calendar address")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == address


@pytest.mark.parametrize("address", [LINK, LETTER])
def test_one_follow_up_is_saved_as_a_calendar_file(visit: Visit, address: str) -> None:
    page = visit(address)

    name, content = saved(page, "Save a calendar file")

    assert (name, content[:15]) == ("plan-acme.ics", b"BEGIN:VCALENDAR")
    expect(page.get_by_text("Saved as plan-acme.ics.")).to_be_visible()


def test_everything_is_saved_byte_for_byte(visit: Visit) -> None:
    page = visit(LINK)

    csv, table = saved(page, "Save for a spreadsheet (CSV)")
    name, content = saved(page, "Save for programs (JSON)")

    assert (csv, table.decode("utf-8")[:9]) == ("follow-ups.csv", "\ufeffEmployer")
    assert (name, json.loads(content)) == ("follow-ups.json", {"follow-ups": ["Acme"]})


def test_a_file_that_does_not_come_is_tried_again(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    card(page).wait_for()
    api.is_offline = True
    press(page, "Save for a spreadsheet (CSV)")
    expect(alert(page)).to_contain_text("cannot reach the service")

    api.is_offline = False
    name, _ = saved(page, "Try again")

    assert name == "follow-ups.csv"


def test_all_e_mails_are_stopped_and_started_again(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)

    press(page, "Stop all e-mails")
    expect(page.locator("follow-ups-page > .message--done")).to_be_focused()
    expect(page.get_by_role("heading", name="All e-mails are stopped")).to_be_visible()
    assert api.has_stopped_all
    page.reload()
    press(page, "Start again")

    expect(page.get_by_text("They go on from today.")).to_be_visible()
    expect(page.get_by_role("button", name="Stop all e-mails")).to_be_visible()
    assert not api.has_stopped_all


def test_signing_out_everywhere_leaves_this_page_open(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    page.get_by_label("Keep my link on this device").check()

    press(page, "Sign out everywhere")
    expect(page.get_by_text("You are signed out everywhere else.")).to_be_visible()
    press(page, "I thanked Ms Lovelace")

    expect(page.get_by_text("you thanked Ms Lovelace")).to_be_visible()
    assert api.link == "link-token-again"
    page.reload()
    expect(page.get_by_label("Keep my link on this device")).to_be_checked()
    assert "link-token-again" in page.evaluate("JSON.stringify(localStorage)")


def test_signing_out_with_a_lost_answer_offers_a_new_link(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    card(page).wait_for()
    api.loses_answers = True
    press(page, "Sign out everywhere")
    expect(alert(page)).to_contain_text("cannot reach the service")

    api.loses_answers = False
    press(page, "Try again")

    expect(page.get_by_role("heading", name="You are signed out everywhere")).to_be_visible()
    expect(page.get_by_role("button", name="Send me my link")).to_be_visible()
    assert page.evaluate(STORED) == ""


def test_one_follow_up_is_deleted_by_a_second_press(visit: Visit, api: FakeApi) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", employer="Globex", same_as="5f0c")]
    page = visit(LINK)
    acme = page.get_by_role("region", name="Acme")
    acme.get_by_role("button", name="Delete this follow-up").click()
    expect(acme.get_by_role("button", name="No, keep it")).to_be_focused()
    assert ids(api.follow_ups) == ["5f0c", "5f0d"]

    acme.get_by_role("button", name="Yes, delete it").click()

    expect(page.get_by_text("The follow-up for Acme is deleted.")).to_be_visible()
    expect(card(page)).to_have_count(1)
    expect(page.get_by_text("You already have a follow-up")).to_have_count(0)
    assert ids(api.follow_ups) == ["5f0d"]


def test_keeping_it_goes_back_to_the_first_button(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)

    page.get_by_role("button", name="Delete this follow-up").press("Enter")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Delete this follow-up")).to_be_focused()
    assert ids(api.follow_ups) == ["5f0c"]


def test_the_last_one_deleted_leaves_an_empty_page_that_says_so(visit: Visit) -> None:
    page = visit(LINK)

    press(page, "Delete this follow-up")
    press(page, "Yes, delete it")

    expect(page.get_by_text("There are no follow-ups here.")).to_be_visible()
    expect(part(page, "Your address")).to_be_visible()


def test_everything_is_erased_by_a_second_press(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    page.get_by_label("Keep my link on this device").check()
    press(page, "Erase everything")
    expect(page.get_by_role("button", name="No, keep everything")).to_be_focused()
    assert not api.is_erased

    press(page, "Yes, erase everything")

    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()
    assert api.is_erased
    assert page.evaluate(STORED) == ""


def test_erasing_with_a_lost_answer_counts_when_it_is_tried_again(
    visit: Visit, api: FakeApi
) -> None:
    page = visit(LINK)
    press(page, "Erase everything")
    api.loses_answers = True
    press(page, "Yes, erase everything")
    expect(alert(page)).to_contain_text("cannot reach the service")

    api.loses_answers = False
    press(page, "Try again")

    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()


def test_a_link_that_died_meanwhile_erases_nothing(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    press(page, "Erase everything")
    api.link = "another-link"

    press(page, "Yes, erase everything")

    expect(page.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    assert not api.is_erased


def test_axe_finds_nothing_in_the_account_and_no_width_scrolls_sideways(
    visit: Visit, api: FakeApi
) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", employer="Globex", same_as="5f0c")]
    page = visit(LINK, width=360)
    press(page, "Show my calendar address")
    page.get_by_role("link", name="Open in my calendar").wait_for()
    press(page, "Erase everything")
    ask_for_address(page, "nowhere")
    found = faults_on_both_widths(page)
    press(page, "Stop all e-mails")
    page.get_by_role("button", name="Start again").wait_for()
    found += faults_on_both_widths(page)
    press(page, "Erase everything")
    press(page, "Yes, erase everything")
    page.get_by_role("heading", name="Everything is erased").wait_for()

    assert found + faults_on_both_widths(page) == []
