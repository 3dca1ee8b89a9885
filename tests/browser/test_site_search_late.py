"""The search whose index is late: what it shows is about the words in the field."""

from playwright.sync_api import expect

from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

HOLD_INDEX = """() => {
  const ask = window.fetch;
  window.fetch = (...asked) => new Promise(go => { window.letGo = () => go(ask(...asked)); });
}"""


def test_no_result_comes_for_words_that_are_gone(visit: Visit) -> None:
    page = visit()
    page.evaluate(HOLD_INDEX)
    page.get_by_role("button", name="Search").click()
    field = page.get_by_label("Search this site")
    field.fill("voicemail")
    page.wait_for_function("() => window.letGo")

    field.fill("")
    page.evaluate("letGo()")
    page.wait_for_timeout(1_000)  # The index is here and read by then.

    expect(page.locator(".search-sheet__results a")).to_have_count(0)
    field.fill("voicemail")
    expect(page.locator(".search-sheet__results a").first).to_be_visible()
