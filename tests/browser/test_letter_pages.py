"""What all pages of letters share: requests that end, a second try, the links that a tab holds."""

import pytest
from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.follow_up_steps import LINK, press
from tests.browser.test_confirm_page import ADDRESS as CONFIRM
from tests.browser.test_confirm_page import a_request
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]
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


@pytest.fixture
def api() -> FakeApi:
    return FakeApi(pending=[a_request()])


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
