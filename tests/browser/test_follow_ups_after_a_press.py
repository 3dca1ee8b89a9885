"""While a press is on its way and after it: what the page says, and what it says no longer."""

import pytest
from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.fake_items import a_follow_up
from tests.browser.follow_up_steps import LETTER, LINK, alert, card, open_form, part, press
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

FOLLOW_UPS = "**/api/follow-ups"


def several(api: FakeApi) -> None:
    api.follow_ups = [a_follow_up(), a_follow_up(id="5f0d", employer="Globex")]


def test_a_page_that_does_not_come_after_the_stop_is_told(visit: Visit, api: FakeApi) -> None:
    page = visit(f"{LINK}&do=stop")
    card(page).wait_for()
    page.route(FOLLOW_UPS, lambda route: route.abort())
    page.locator(".question").get_by_role("button", name="Stop all e-mails").click()
    expect(alert(page)).to_contain_text("cannot reach the service")
    assert api.has_stopped_all
    page.unroute(FOLLOW_UPS)

    press(page, "Try again")

    expect(page.locator("follow-ups-page > .message--done")).to_be_focused()
    expect(page.get_by_role("heading", name="All e-mails are stopped")).to_be_visible()


@pytest.mark.parametrize("address", [LINK, LETTER])
def test_what_starts_again_is_not_asked_about_once_more(
    visit: Visit, api: FakeApi, address: str
) -> None:
    page = visit(f"{address}&do=stop")
    page.locator(".question").get_by_role("button", name="Stop all e-mails").click()

    press(page, "Start again")

    expect(page.locator("follow-ups-page > .message--done")).to_contain_text("go on from today")
    expect(page.locator(".question")).to_have_count(0)
    assert not api.has_stopped_all


def test_a_day_that_cannot_be_is_marked_until_it_changes(visit: Visit) -> None:
    page = visit(f"{LINK}&do=snooze")
    field = page.get_by_label("Or not before this day")

    press(page, "Choose this day")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Choose a day.")
    expect(field).to_have_css("border-top-width", "2px")
    field.fill("2020-01-01")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    press(page, "Choose this day")

    expect(field).to_have_accessible_description("Choose a day after today.")


def test_what_waits_for_the_service_is_called_busy(visit: Visit) -> None:
    page = open_form(visit)
    page.get_by_label("Employer", exact=True).fill("Acme Works")
    page.route("**/api/**", lambda _: None)

    press(page, "Save for programs (JSON)")
    press(page, "Save")

    expect(part(page, "A copy of everything")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".edit-form")).to_have_attribute("aria-busy", "true")


def test_what_went_wrong_is_gone_with_the_success(visit: Visit, api: FakeApi) -> None:
    page = visit(LINK)
    card(page).wait_for()
    api.is_offline = True
    press(page, "Show my calendar address")
    expect(alert(page)).to_contain_text("cannot reach the service")

    api.is_offline = False
    press(page, "Show my calendar address")

    expect(page.get_by_role("link", name="Open in my calendar")).to_be_focused()
    expect(alert(page)).to_have_count(0)


def test_the_list_at_the_top_follows_each_press(visit: Visit, api: FakeApi) -> None:
    several(api)
    page = visit(LINK)
    line = page.get_by_role("navigation", name="Your follow-ups").get_by_role("listitem").first
    expect(line).to_have_text("Acme The next e-mail comes on Monday, December 8: check-in 2.")

    card(page).first.get_by_role("button", name="Offer").click()

    expect(line).to_contain_text("Acme You have an offer.")
    card(page).first.get_by_role("button", name="Undo the answer").click()
    expect(line).not_to_contain_text("offer")


def test_a_new_name_is_in_the_list_too(visit: Visit, api: FakeApi) -> None:
    several(api)
    page = visit(LINK)
    contents = page.get_by_role("navigation", name="Your follow-ups")
    card(page).first.get_by_role("button", name="Change the details").click()
    page.get_by_label("Employer", exact=True).fill("Acme Works")

    press(page, "Save")

    expect(contents.get_by_role("link")).to_have_text(["Acme Works", "Globex"])
