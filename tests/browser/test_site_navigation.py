"""How a visitor moves: the header, the menu, instant navigation, the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.site_steps import WIDTHS
from tests.browser.watching import Visit

pytest_plugins = ["tests.browser.site_fixtures"]

FOCUS_IN_VIEW = """() => {
  const {left, right, width, height} = document.activeElement.getBoundingClientRect();
  const isSomewhere = document.activeElement !== document.body;
  return !isSomewhere || (width > 0 && height > 0 && left >= 0 && right <= innerWidth);
}"""


def test_instant_navigation_crosses_depths_without_a_reload(visit: Visit) -> None:
    page = visit()
    page.wait_for_load_state("networkidle")
    page.evaluate("window.isSameDocument = true")

    page.get_by_role("link", name="How to ask").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "How do I find out when they will decide?"
    )
    page.locator(".story-nav__next").click()
    expect(page).to_have_url(re.compile("guide/thank-everyone/$"))
    page.locator(".wordmark").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Did I get the job?")

    assert page.evaluate("window.isSameDocument") is True


def test_instant_navigation_begins_at_the_heading(visit: Visit) -> None:
    page = visit("guide/before-you-leave/", width=360)
    page.wait_for_load_state("networkidle")

    page.locator(".site-menu > summary").click()
    page.locator(".site-menu").get_by_role("link", name="Thank everyone").click()

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator(".site-menu__sheet")).to_be_hidden()


def test_the_header_marks_where_the_reader_is(visit: Visit) -> None:
    page = visit("privacy/")
    current = page.locator(".site-links [aria-current]")
    expect(current).to_have_text("About this site")

    page.get_by_role("link", name="Write a note").click()

    expect(current).to_have_text("Write a note")


def test_the_stylesheet_of_a_page_comes_with_instant_navigation(visit: Visit) -> None:
    page = visit("guide/checklist/", color_scheme="light")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.isSameDocument = true")

    page.get_by_role("link", name="Evidence").first.click()

    bar = page.locator(".chart__row--marked .chart__bar").first
    expect(bar).to_have_css("fill", "rgb(27, 33, 30)")
    assert page.evaluate("window.isSameDocument") is True


def test_the_custom_element_of_a_page_comes_with_instant_navigation(visit: Visit) -> None:
    page = visit()

    page.get_by_role("link", name="Write my thank-you note").click()

    expect(page.locator("follow-up-wizard:defined")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_stop_of_the_tab_key_can_be_seen(visit: Visit, width: int) -> None:
    page = visit("guide/before-you-leave/", width=width)
    reached = set()

    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IN_VIEW), page.evaluate("document.activeElement.outerHTML")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))

    assert {"Skip to content", "Interview Follow-Up"} <= reached
    assert ("Menu" if width < 960 else "Write a note") in reached


def test_the_menu_works_by_keyboard(visit: Visit) -> None:
    page = visit(width=360)
    page.locator(".site-menu > summary").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Home"
    page.keyboard.press("Escape")

    expect(page.locator(".site-menu__sheet")).to_be_hidden()
    expect(page.locator(".site-menu > summary")).to_be_focused()


def test_a_single_letter_turns_no_page(visit: Visit) -> None:
    page = visit("guide/thank-everyone/")

    for key in ("n", "p", ".", ",", "s", "f", "/"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)

    assert page.url.endswith("guide/thank-everyone/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_menu_works_without_scripts(visit: Visit) -> None:
    page = visit(width=360, java_script_enabled=False)

    page.locator(".site-menu > summary").click()
    page.locator(".site-menu").get_by_role("link", name="Checklist").click()

    expect(page).to_have_title(re.compile("Checklist"))
