"""The frame around every page: what a visitor sees, reaches by keyboard, and never has to trust."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.built_site import Built, build
from tests.browser.watching import Visit, axe_findings

pytest_plugins = ["tests.browser.site_fixtures"]

ACTION_PAGES = ["confirm/", "follow-ups/", "block/"]
WIDTHS = [360, 768, 1440]
PALETTES = ["light", "dark"]
FOCUS_IN_VIEW = """() => {
  const {left, right, width, height} = document.activeElement.getBoundingClientRect();
  const isSomewhere = document.activeElement !== document.body;
  return !isSomewhere || (width > 0 && height > 0 && left >= 0 && right <= innerWidth);
}"""


def paths_in(built: Built) -> list[str]:
    """Every page as a path, the home page as the empty one."""
    found = [path.parent.relative_to(built.folder) for path in built.folder.rglob("index.html")]
    return sorted("" if path == Path() else f"{path}/" for path in found)


class Words(HTMLParser):
    """The text of the article as a reader without scripts gets it."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.text = ""

    def handle_starttag(self, tag: str, _: object) -> None:
        self.inside += tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def test_the_site_builds_without_a_warning(built: Built) -> None:
    assert "WARNING" not in built.output


def test_axe_finds_nothing_on_any_page_in_either_palette(
    visit: Visit, built: Built, site: str
) -> None:
    page = visit(color_scheme="light")

    found = {}
    for path in [*paths_in(built), "missing/"]:
        page.goto(f"{site}/{path}")
        found[path] = [finding for palette in PALETTES for finding in findings_in(page, palette)]

    assert {path: findings for path, findings in found.items() if findings} == {}


def findings_in(page: Page, palette: str) -> list[str]:
    page.emulate_media(color_scheme=palette)  # type: ignore[arg-type]
    expect_palette(page, palette)
    return axe_findings(page)


def test_axe_finds_nothing_on_a_phone_with_the_menu_and_the_search_open(visit: Visit) -> None:
    page = visit("guide/wait-then-call/", width=360, height=740)

    page.locator(".site-menu > summary").click()
    with_menu = axe_findings(page)
    page.keyboard.press("Escape")
    search_for(page, "receptionist")

    assert with_menu + axe_findings(page) == []


def test_no_page_scrolls_sideways_on_any_screen(visit: Visit, built: Built, site: str) -> None:
    page = visit()

    wide = []
    for path in paths_in(built):
        page.goto(f"{site}/{path}")
        wide += [(path, width) for width in [320, *WIDTHS] if scrolls_sideways(page, width)]

    assert wide == []


def scrolls_sideways(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_the_policy_allows_no_inline_code_at_large(built: Built) -> None:
    pages = [path.read_text() for path in built.folder.rglob("*.html")]

    policies = {re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1] for html in pages}  # type: ignore[index]

    assert len(policies) == 1
    assert not re.search(r"unsafe|https?:|\*", policies.pop())


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
    expect(page.get_by_role("heading", level=1)).to_have_text("Did I get it?")

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


def test_the_custom_element_of_a_page_comes_with_instant_navigation(visit: Visit) -> None:
    page = visit()

    page.get_by_role("link", name="Write my thank-you note").click()

    expect(page.locator("follow-up-wizard:defined")).to_be_visible()


@pytest.mark.parametrize("palette", PALETTES)
def test_the_palette_follows_the_device_until_somebody_chooses(visit: Visit, palette: str) -> None:
    other = PALETTES[palette == "light"]
    page = visit(color_scheme=palette)
    expect_palette(page, palette)

    page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
    expect_palette(page, other)
    page.get_by_role("button", name="Dark colors").click()
    page.reload()

    expect_palette(page, palette)


def expect_palette(page: Page, palette: str) -> None:
    paper = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 22)"}[palette]
    expect(page.locator("body")).to_have_css("background-color", paper)


def test_dark_comes_before_the_first_paint_and_not_with_the_scripts(visit: Visit) -> None:
    page = visit("missing/", color_scheme="dark")
    page.route("**/*.{js,mjs}", lambda route: route.fulfill(content_type="text/javascript"))

    page.goto(page.url.replace("missing/", "privacy/"))

    expect_palette(page, "dark")


def test_the_palette_is_switched_by_keyboard(visit: Visit) -> None:
    page = visit(color_scheme="light")
    button = page.get_by_role("button", name="Dark colors", pressed=False)

    button.press("Enter")

    expect(page.get_by_role("button", name="Dark colors", pressed=True)).to_be_focused()
    expect_palette(page, "dark")


def search_for(page: Page, words: str) -> None:
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Search this site").fill(words)
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("found"))


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("receptionist", "guide/thank-everyone/"),
        ("Fax", "guide/thank-everyone/"),
        ("voicemail", "guide/wait-then-call/"),
        ("rejection", "/"),
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


def test_text_at_twice_its_size_is_not_cut_off(visit: Visit) -> None:
    page = visit(width=1280)

    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    expect(page.get_by_role("link", name="Write my thank-you note")).to_be_in_viewport()


def test_nothing_moves_for_those_who_asked_for_less_motion(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")

    moving = page.evaluate(
        "[document.documentElement, ...document.querySelectorAll('body *')].filter(one => {"
        " const {transitionDuration, scrollBehavior} = getComputedStyle(one);"
        " return parseFloat(transitionDuration) > 0 || scrollBehavior === 'smooth'; }).length"
    )

    assert moving == 0


def test_a_phrase_is_copied_by_its_button(visit: Visit) -> None:
    page = visit("guide/before-you-leave/", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name=re.compile("Copy: May I call you on Friday")).click()

    expect(page.get_by_text("Copied").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "May I call you on Friday?"


def test_an_unknown_address_helps_on(visit: Visit, site: str) -> None:
    page = visit("missing/of/depth/")

    page.get_by_role("main").get_by_role("link", name="Thank everyone").click()

    expect(page).to_have_url(f"{site}/guide/thank-everyone/")


def test_every_page_has_words_without_scripts(visit: Visit, built: Built) -> None:
    for path in paths_in(built):
        words = Words()
        words.feed((built.folder / path / "index.html").read_text())
        assert len(words.text.split()) > 30, path

    page = visit("confirm/", java_script_enabled=False)
    expect(page.locator(".before-script")).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()


def test_the_menu_works_without_scripts(visit: Visit) -> None:
    page = visit(width=360, java_script_enabled=False)

    page.locator(".site-menu > summary").click()
    page.locator(".site-menu").get_by_role("link", name="Checklist").click()

    expect(page).to_have_title(re.compile("Checklist"))


def test_the_home_page_leads_to_note_guide_and_reminders(visit: Visit, site: str) -> None:
    page = visit()
    home = page.locator(".home")

    targets = {
        name: home.get_by_role("link", name=name, exact=True).get_attribute("href")
        for name in ("Write my thank-you note", "Read the guide", "Be reminded")
    }

    assert targets == {
        "Write my thank-you note": f"{site}/write/",
        "Read the guide": f"{site}/guide/before-you-leave/",
        "Be reminded": f"{site}/write/#remind",
    }
    assert home.locator(".button--primary").count() == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_checklist_prints_on_one_page(visit: Visit, paper: str) -> None:
    page = visit("guide/checklist/", color_scheme="dark")

    printed = page.pdf(format=paper)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


@pytest.mark.parametrize(("given", "wanted"), [("off", "off"), ("on", "on")])
def test_the_build_tells_scripts_and_styles_whether_there_are_reminders(
    tmp_path: Path, given: str, wanted: str
) -> None:
    found = build(tmp_path, REMINDERS=given)

    html = (found.folder / "index.html").read_text()
    assert f'<html data-reminders="{wanted}"' in html
