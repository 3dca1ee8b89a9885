"""The search: what it finds, and what it does not load before somebody searches."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.built_site import Built
from tests.browser.site_steps import search_for
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

ACTION_PAGES = ["confirm/", "follow-ups/", "block/"]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("receptionist", "guide/thank-everyone/"),
        ("Fax", "guide/thank-everyone/"),
        ("voicemail", "guide/wait-then-call/"),
        ("rejection", "guide/when-the-answer-comes/"),
    ],
)
def test_search_finds_what_people_look_for(visit: Visit, words: str, target: str) -> None:
    page = visit()

    search_for(page, words)

    expect(page.locator(f".search-sheet__results a[href*='{target}']").first).to_be_visible()


def test_the_guide_comes_first_among_the_results(visit: Visit) -> None:
    page = visit()

    search_for(page, "receptionist")

    first = page.locator(".search-sheet__results a").first
    expect(first).to_have_attribute("href", re.compile("/guide/"))


@pytest.mark.parametrize("words", ["rejection", "rejected"])
def test_a_rejection_leads_to_what_to_do_after_it(visit: Visit, words: str) -> None:
    page = visit()

    search_for(page, words)

    first = page.locator(".search-sheet__results a").first
    expect(first).to_have_attribute("href", re.compile("/guide/when-the-answer-comes/#a-no$"))


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


def test_a_search_without_a_result_says_so(visit: Visit) -> None:
    page = visit()

    search_for(page, "zeppelin")

    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Nothing found")


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
