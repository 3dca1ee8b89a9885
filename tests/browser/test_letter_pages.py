"""What all pages of letters share: requests that end, a second try, the links that a tab holds."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.asked import fulfil
from tests.browser.fake_api import FakeApi
from tests.browser.follow_up_steps import LINK, card, press
from tests.browser.test_confirm_page import ADDRESS as CONFIRM
from tests.browser.test_confirm_page import a_request
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

FOLLOW_UPS = "**/api/follow-ups"
SUCCESS = "Your reminders are on"

# How a request ends: by the page that is left, or by the end of its patience.
ENDING = """async () => {
  const { call } = await import(new URL("../javascripts/api.mjs", location.href));
  const left = new AbortController();
  const endOf = (options) => call("GET", "/plan", options).catch(({ name, code }) => code ?? name);
  const ends = [endOf({ signal: left.signal }), endOf({ signal: left.signal, patienceMs: 50 })];
  await ends[1];
  left.abort();
  return Promise.all([...ends, endOf({ signal: left.signal })].map(async (end) => `${await end}`));
}"""

FULL = """async () => {
  const session = await import(new URL("../javascripts/session.mjs", location.href));
  session.keepToken("follow-ups", "older");
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  session.holdToken("follow-ups", "fresh");
  Storage.prototype.setItem = setItem;
  const held = session.heldToken("follow-ups");
  session.forgetToken("follow-ups");
  return held;
}"""


@pytest.fixture
def api() -> FakeApi:
    return FakeApi(pending=[a_request()])


def narrowed(visit: Visit, api: FakeApi, site: str) -> Page:
    """The page of the confirmation, with a private link in the tab that opens more."""
    page = visit(LINK)
    card(page).wait_for()
    api.gives = "a token for this follow-up only"
    page.goto(f"{site}/{CONFIRM}")
    page.get_by_role("button", name="Yes, remind me").wait_for()
    return page


@pytest.mark.parametrize(
    ("address", "button"),
    [
        (CONFIRM, "Yes, remind me"),
        ("block/?t=block-token", "Do not send me these e-mails"),
        (LINK, "Stop this"),
    ],
)
def test_a_browser_that_cannot_join_signals_shows_the_page(
    visit: Visit, site: str, address: str, button: str
) -> None:
    page = visit(is_alone=True)
    page.context.add_init_script("delete AbortSignal.any;")
    page.goto(f"{site}/{address}")

    press(page, button)

    expect(page.get_by_role("button", name=button)).to_have_count(0)


def test_a_request_ends_with_the_page_or_with_its_patience(visit: Visit) -> None:
    page = visit("block/")
    page.route("**/api/plan", lambda _: None)

    ends = page.evaluate(ENDING)

    # A DOMException's code of an abort is 20.
    assert ends == ["20", "timeout", "20"]


def test_the_success_of_a_second_try_is_heard(visit: Visit, api: FakeApi) -> None:
    page = visit(CONFIRM)
    page.get_by_role("button", name="Yes, remind me").wait_for()
    api.is_offline = True
    press(page, "Yes, remind me")
    page.get_by_role("button", name="Try again").wait_for()

    api.is_offline = False
    page.get_by_role("button", name="Try again").press("Enter")

    expect(page.get_by_role("heading", name=SUCCESS)).to_be_focused()
    expect(page.locator("confirm-page").get_by_role("alert")).to_be_empty()


@pytest.mark.parametrize("address", ["block/?t=block-token", LINK])
def test_a_second_try_that_fails_leaves_the_focus_on_the_third(
    visit: Visit, api: FakeApi, address: str
) -> None:
    page = visit(address)
    button = page.locator("block-page .button--primary, [data-press=stop]")
    button.wait_for()
    api.is_offline = True
    button.click()

    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Try again").press("Enter")
    page.locator("[aria-busy]").wait_for(state="detached")

    expect(page.get_by_role("button", name="Try again")).to_be_focused()


def test_a_silent_service_does_not_narrow_the_link_that_is_held(
    visit: Visit, api: FakeApi, site: str
) -> None:
    page = narrowed(visit, api, site)
    page.route(FOLLOW_UPS, lambda route: route.fulfill(status=502, body="Bad gateway"))
    press(page, "Yes, remind me")
    link = page.get_by_role("link", name="Open my follow-ups")
    link.wait_for()
    page.unroute(FOLLOW_UPS)

    link.click()

    expect(page.get_by_role("heading", name="Acme")).to_be_visible()


def test_the_success_is_said_before_the_plan_is_there(
    visit: Visit, api: FakeApi, site: str
) -> None:
    page = narrowed(visit, api, site)
    api.gives = "link-token"
    held: list[Route] = []
    page.route(FOLLOW_UPS, lambda route: held.append(route))

    press(page, "Yes, remind me")
    expect(page.get_by_role("heading", name=SUCCESS)).to_be_focused()
    for route in held:
        fulfil(route, api)

    expect(page.locator(".plan").first).to_contain_text("Check-in 2")
    expect(page.get_by_role("link", name="Open my follow-ups")).to_be_visible()
    expect(page.locator("confirm-page")).not_to_contain_text("One moment")


def test_a_tab_whose_storage_is_full_goes_on_with_the_fresh_link(visit: Visit) -> None:
    page = visit("block/")

    assert page.evaluate(FULL) == "fresh"
