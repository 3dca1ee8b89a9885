"""What several tests of the site do and look for."""

import re

from playwright.sync_api import Page, expect

WIDTHS = [360, 768, 1440]
PALETTES = ["light", "dark"]


def expect_palette(page: Page, palette: str) -> None:
    paper = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 22)"}[palette]
    expect(page.locator("body")).to_have_css("background-color", paper)


def search_for(page: Page, words: str) -> None:
    page.get_by_role("button", name="Search").click()
    search_again(page, words)


def search_again(page: Page, words: str) -> None:
    """In the open search; what was found before goes first."""
    field = page.get_by_label("Search this site")
    field.fill("")
    field.fill(words)
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(
        re.compile("found|The best")
    )
