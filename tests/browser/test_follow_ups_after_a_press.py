"""While a press is on its way and after it: what the page says, and what it says no longer."""

import pytest
from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.follow_up_steps import LETTER, LINK, alert, card, press
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

FOLLOW_UPS = "**/api/follow-ups"


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
