"""Each page is opened once and asked everything: by axe in either palette, and on any screen."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.built_site import Built
from tests.browser.fake_api import FakeApi
from tests.browser.host import ServiceServer
from tests.browser.site_steps import WIDTHS
from tests.browser.visitors import Visitors
from tests.browser.watching import axe_findings_in_both

pytest_plugins = ["tests.browser.site_fixtures"]

# The theme's script frames each table; without the frame the table itself would scroll.
FRAME = ".md-typeset__scrollwrap"
CUTS_A_TABLE = f"""() => [...document.querySelectorAll("{FRAME}, .md-typeset table")]
  .some(one => one.scrollWidth > one.clientWidth + 1)"""
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@dataclass(frozen=True)
class Seen:
    """`wide` and `cut`: the widths at which it scrolls sideways or cuts a table off."""

    axe: list[str]
    wide: list[int]
    cut: list[int]
    has_table: bool


@pytest.fixture(scope="module")
def seen(visitors: Visitors, hosted: tuple[Built, ServiceServer]) -> dict[str, Seen]:
    """Every page by its path. What they did wrong fails each test."""
    built, server = hosted
    server.api = FakeApi()
    visits = visitors.start(server.address)
    page = visits.open(color_scheme="light")
    found = {}
    for path in [*built.paths, "missing/"]:
        page.goto(f"{server.address}/{path}")
        found[path] = look_at(page)
    visits.end()
    assert visits.faults == []
    return found


def look_at(page: Page) -> Seen:
    has_table = page.locator(".md-typeset table").count() > 0
    if has_table:
        page.locator(FRAME).first.wait_for()
    found = Seen(axe_findings_in_both(page), [], [], has_table)
    for width in [320, *WIDTHS]:
        page.set_viewport_size({"width": width, "height": 800})
        found.wide.extend([width] * page.evaluate(SCROLLS_SIDEWAYS))
        found.cut.extend([width] * page.evaluate(CUTS_A_TABLE))
    return found


def test_axe_finds_nothing_on_any_page_in_either_palette(seen: dict[str, Seen]) -> None:
    assert {path: page.axe for path, page in seen.items() if page.axe} == {}


def test_no_page_scrolls_sideways_on_any_screen(seen: dict[str, Seen]) -> None:
    assert {path: page.wide for path, page in seen.items() if page.wide} == {}


def test_no_table_is_cut_off_on_any_screen(seen: dict[str, Seen]) -> None:
    assert seen["run-your-own/growing/"].has_table
    assert {path: page.cut for path, page in seen.items() if page.cut} == {}
