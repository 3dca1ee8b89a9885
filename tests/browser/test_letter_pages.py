"""What all pages of letters share: requests that end, a second try, the links that a tab holds."""

import pytest
from playwright.sync_api import expect

from tests.browser.fake_api import FakeApi
from tests.browser.follow_up_steps import LINK, press
from tests.browser.test_confirm_page import ADDRESS as CONFIRM
from tests.browser.test_confirm_page import a_request
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

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
