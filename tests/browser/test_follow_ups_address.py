"""The field for a new address: what cannot be one, and what may be a slip."""

from playwright.sync_api import Page, expect

from tests.browser.fake_api import FakeApi
from tests.browser.follow_up_steps import LINK, faults_of, press
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]


def open_field(visit: Visit, **options: int) -> Page:
    page = visit(LINK, **options)
    page.get_by_text("Change it", exact=True).click()
    return page


def test_a_slip_in_the_new_address_is_pointed_out(visit: Visit, api: FakeApi) -> None:
    page = open_field(visit, width=360)
    field = page.get_by_label("Your new address")
    field.fill("ada@gmial.com")
    expect(page.get_by_text("Did you mean ada@gmail.com?")).to_be_visible()
    assert faults_of(page) == []

    press(page, "Use that")
    expect(field).to_be_focused()
    press(page, "Send the e-mail")

    expect(page.get_by_text("We sent an e-mail to ada@gmail.com.")).to_be_visible()
    assert api.letters == [{"address": "ada@gmail.com"}]


def test_what_was_no_address_is_no_fault_once_it_changes(visit: Visit) -> None:
    page = open_field(visit)
    field = page.get_by_label("Your new address")
    field.fill("ada")
    press(page, "Send the e-mail")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("Write an e-mail address, like ada@example.com.")

    field.press_sequentially("@")

    expect(field).to_have_accessible_description("")
    expect(field).not_to_have_attribute("aria-invalid", "true")
