"""The site as a whole: one strict policy, words without scripts, ways that lead on."""

import re
from html.parser import HTMLParser

from playwright.sync_api import expect

from tests.browser.built_site import Built
from tests.browser.site_steps import search_for
from tests.browser.watching import Visit, axe_findings

pytest_plugins = ["tests.browser.site_fixtures"]


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


def test_no_style_depends_on_how_a_phone_is_turned(built: Built) -> None:
    styles = [path.read_text() for path in built.folder.rglob("*.css")]

    assert len(styles) > 5
    assert not [style for style in styles if "orientation" in style]


def test_axe_finds_nothing_on_a_phone_with_the_menu_and_the_search_open(visit: Visit) -> None:
    page = visit("guide/wait-then-call/", width=360, height=740)

    page.locator(".site-menu > summary").click()
    with_menu = axe_findings(page)
    page.keyboard.press("Escape")
    search_for(page, "receptionist")

    assert with_menu + axe_findings(page) == []


def test_the_policy_allows_no_inline_code_at_large(built: Built) -> None:
    pages = [path.read_text() for path in built.folder.rglob("*.html")]

    policies = {re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1] for html in pages}  # type: ignore[index]

    assert len(policies) == 1
    assert not re.search(r"unsafe|https?:|\*", policies.pop())


def test_every_page_has_words_without_scripts(visit: Visit, built: Built) -> None:
    for path in built.paths:
        words = Words()
        words.feed((built.folder / path / "index.html").read_text())
        assert len(words.text.split()) > 30, path

    page = visit("confirm/", java_script_enabled=False)
    expect(page.locator(".before-script")).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()


def test_a_phrase_is_copied_by_its_button(visit: Visit) -> None:
    page = visit("guide/before-you-leave/", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name=re.compile("Copy: May I call you on Friday")).click()

    expect(page.get_by_text("Copied").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "May I call you on Friday?"


def test_an_unknown_address_helps_on(visit: Visit, site: str) -> None:
    page = visit("missing/of/depth/")

    page.get_by_role("main").get_by_role("link", name="Thank everyone").click()

    expect(page).to_have_url(f"{site}/guide/thank-everyone/")


def test_the_home_page_leads_to_note_guide_and_reminders(visit: Visit, site: str) -> None:
    page = visit()
    home = page.locator(".home")

    targets = {
        name: home.get_by_role("link", name=name, exact=True).get_attribute("href")
        for name in ("Write my thank-you note", "Read the guide", "Get e-mail reminders")
    }

    assert targets == {
        "Write my thank-you note": f"{site}/write/",
        "Read the guide": f"{site}/guide/before-you-leave/",
        "Get e-mail reminders": f"{site}/write/#remind",
    }
    assert home.locator(".button--primary").count() == 1
