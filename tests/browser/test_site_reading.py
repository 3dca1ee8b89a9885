"""However somebody reads: small screens, large text, less motion, paper."""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.built_site import Built
from tests.browser.watching import Visit
from tests.browser.wizard_steps import CLIPBOARD

pytest_plugins = ["tests.browser.site_fixtures"]

GUIDE_PAGE = "guide/wait-then-call/index.html"
FIRST_SIGHT_BYTES = 75_000


def test_text_at_twice_its_size_is_not_cut_off(visit: Visit) -> None:
    page = visit(width=1280)

    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    # Below the first screen where the reader's typeface is wide, but whole.
    start = page.get_by_role("link", name="Write my thank-you note")
    start.scroll_into_view_if_needed()
    expect(start).to_be_in_viewport(ratio=1)


def test_nothing_moves_for_those_who_asked_for_less_motion(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")

    moving = page.evaluate(
        "[document.documentElement, ...document.querySelectorAll('body *')].filter(one => {"
        " const {transitionDuration, scrollBehavior} = getComputedStyle(one);"
        " return parseFloat(transitionDuration) > 0 || scrollBehavior === 'smooth'; }).length"
    )

    assert moving == 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_checklist_prints_on_one_page(visit: Visit, paper: str) -> None:
    page = visit("guide/checklist/", color_scheme="dark")

    printed = page.pdf(format=paper)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_on_paper_the_words_stay_and_the_frame_goes(visit: Visit) -> None:
    page = visit("guide/wait-then-call/", color_scheme="dark")

    page.emulate_media(media="print")

    expect(page.locator(".say").first).to_be_visible()
    for part in (".site-header", ".site-footer", ".section-nav", ".story-nav", ".copy-button"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("article")).to_have_css("color", "rgb(0, 0, 0)")


def test_a_chart_keeps_its_text_size_on_a_phone_and_its_bars_on_paper(visit: Visit) -> None:
    page = visit("evidence/", width=320)
    chart = page.get_by_role("img", name=re.compile("bar chart; the table below")).last
    label = chart.locator("text").first

    expect(label).to_have_css("font-size", "16px")
    page.emulate_media(media="print")

    expect(label).to_have_css("fill", "rgb(0, 0, 0)")
    expect(chart.locator(".chart__bar").first).to_have_css("fill", "rgb(0, 0, 0)")


def test_a_guide_page_is_small_at_first_sight(visit: Visit, built: Built) -> None:
    page = visit("guide/wait-then-call/")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")

    paths = {urlsplit(address).path.lstrip("/") for address in [*loaded]}
    files = [built.folder / path for path in paths] + [built.folder / GUIDE_PAGE]
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files)

    assert weight <= FIRST_SIGHT_BYTES


def test_a_phrase_is_found_and_copied_by_keyboard_alone(visit: Visit) -> None:
    page = visit("guide/before-you-leave/", **CLIPBOARD)

    press_tab_until(page, "Copy: Is there a day when you…")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Copied").first).to_be_visible()
    assert "may I call you?" in page.evaluate("navigator.clipboard.readText()")


def test_the_way_to_a_note_can_be_heard(visit: Visit) -> None:
    """By roles and names alone, as a screen reader says them; nothing is looked up by its place."""
    page = visit()
    page.wait_for_load_state("networkidle")
    main = page.get_by_role("main")

    main.get_by_role("link", name="Read the guide").press("Enter")
    expect(main.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("navigation", name="Next and previous page").get_by_role(
        "link", name="Thank everyone"
    ).press("Enter")
    expect(main.get_by_role("heading", level=1, name="Who do I thank")).to_be_focused()
    main.get_by_role("link", name="Write your thank-you notes").press("Enter")
    main.get_by_role("textbox", name="Who did you meet?").fill("Ms Okafor")

    note = main.get_by_role("article").get_by_role("textbox", name=re.compile("Ms Okafor")).last
    expect(note).to_have_value(re.compile("Ms Okafor"))


def press_tab_until(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.ariaLabel") == name:
            return
    raise AssertionError(f"{name} cannot be reached")
