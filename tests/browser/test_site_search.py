"""The search: what it finds, and what it does not load before somebody searches."""

import re

from playwright.sync_api import expect

from tests.browser.built_site import Built
from tests.browser.site_steps import search_again, search_for
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

ACTION_PAGES = ["confirm/", "follow-ups/", "block/"]


# Words that people look for, and the page that is among the results.
FOUND = [
    ("receptionist", "guide/thank-everyone/"),
    ("Fax", "guide/thank-everyone/"),
    ("voicemail", "guide/wait-then-call/"),
    ("rejection", "guide/when-the-answer-comes/"),
]
# Words, and the address that comes first.
FIRST = [
    ("receptionist", "/guide/"),
    ("rejection", "/guide/when-the-answer-comes/#a-no$"),
    ("rejected", "/guide/when-the-answer-comes/#a-no$"),
]


def test_search_finds_what_people_look_for_and_the_guide_comes_first(visit: Visit) -> None:
    page = visit()
    search_for(page, "zeppelin")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Nothing found")

    results = page.locator(".search-sheet__results")
    for words, target in FOUND:
        search_again(page, words)
        expect(results.locator(f"a[href*='{target}']").first).to_be_visible()
    for words, address in FIRST:
        search_again(page, words)
        expect(results.locator("a").first).to_have_attribute("href", re.compile(address))


def test_nothing_of_the_search_loads_before_somebody_searches(visit: Visit) -> None:
    page = visit()
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert not [name for name in loaded if "search" in name]

    search_for(page, "voicemail")

    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [name for name in loaded if name.endswith("search/search_index.json")]


def test_a_search_result_opens_its_page_and_closes_the_search(visit: Visit) -> None:
    page = visit()
    search_for(page, "voicemail")

    page.locator(".search-sheet__results a").first.click()

    expect(page).to_have_url(re.compile("guide/"))
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_closing_the_search_gives_the_focus_back(visit: Visit) -> None:
    page = visit(width=360)
    search_for(page, "fax")

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_the_action_pages_are_in_no_list(visit: Visit, built: Built) -> None:
    page = visit()
    search_for(page, "reminders")
    found = page.locator(".search-sheet__results a").evaluate_all("all => all.map(a => a.href)")
    site_map = (built.folder / "sitemap.xml").read_text()

    for path in ACTION_PAGES:
        assert not [address for address in found if path in address]
        assert path not in site_map
        html = (built.folder / path / "index.html").read_text()
        assert '<meta name="robots" content="noindex">' in html
