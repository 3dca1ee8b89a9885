"""What the wizard loads at once, what at the first touch, and what a broken connection leaves."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    CLIPBOARD,
    add_person,
    body_of,
    expect_body,
    fill_interview,
    note,
    open_wizard,
    press,
)

pytest_plugins = ["tests.browser.site_fixtures"]

LOADED = "() => performance.getEntriesByType('resource').map(({ name }) => name).join()"
LATE = ("assets/javascripts/bundle", "wizard/rest.mjs", "screen/en-rest.mjs", "notes-more.json")
THEME_AND_WORDS = """() => new Promise((done) => {
  const names = () => performance.getEntriesByType("resource").map(({ name }) => name).join();
  const look = () => (window.document$ && names().includes("notes-more") ? done() : setTimeout(look, 20));
  look();
})"""
THEME = """() => new Promise((done) => {
  const look = () => (window.document$ ? done() : setTimeout(look, 20));
  look();
})"""
# When the theme follows links itself: see `pagesKnown` in docs/javascripts/late-theme.mjs.
PAGES_KNOWN = """() => new Promise((done) => {
  const names = () => performance.getEntriesByType("resource").map(({ name }) => name);
  const isKnown = () => names().some((name) => name.endsWith("/sitemap.xml"));
  const look = () => (isKnown() ? setTimeout(done, 500) : setTimeout(look, 20));
  look();
})"""
MARGIN = "getComputedStyle(document.body).margin"  # without a style sheet 8px
TYPE_A_KEY = """() => {
  const field = document.activeElement;
  field.value += "x";
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return document.querySelector("[data-note] [data-edit=body]").value;
}"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def touch(page: Page) -> None:
    """The first touch, and what it brings."""
    page.mouse.move(5, 5)
    expect(page.locator("#zone option").nth(1)).to_be_attached()
    page.evaluate(THEME_AND_WORDS)


def holding(page: Page, pattern: str) -> list[Route]:
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


def test_the_first_view_leaves_for_later_what_it_does_not_show(visit: Visit) -> None:
    page = open_wizard(visit)
    page.wait_for_load_state("networkidle")
    at_once = page.evaluate(LOADED)

    touch(page)

    assert [name for name in LATE if name in at_once] == []
    assert [name for name in LATE if name not in page.evaluate(LOADED)] == []


def test_after_the_first_touch_a_broken_connection_takes_nothing_away(
    visit: Visit, api: WizardApi
) -> None:
    page = open_wizard(visit, **CLIPBOARD)
    touch(page)

    page.context.set_offline(True)
    api.is_offline = True
    add_person(page, "Maria", "the new test bench")
    page.get_by_label("They said no").check()
    fill_interview(page, decides_in=None)
    press(page, "Copy")

    expect(note(page).get_by_text("copied")).to_be_visible()
    expect_body(page, "Acme")


def test_a_press_that_is_earlier_than_its_script_waits_for_it(visit: Visit) -> None:
    page = visit("privacy/", **CLIPBOARD)
    held = holding(page, "**/wizard/rest.mjs")
    page.goto(page.url.replace("privacy/", "write/"))
    expect(note(page)).to_be_attached()

    with page.expect_request("**/wizard/rest.mjs"):
        press(page, "Copy")
    for route in held:
        route.continue_()

    expect(note(page).get_by_text("copied")).to_be_visible()


def test_a_press_whose_script_does_not_come_says_so(visit: Visit) -> None:
    page = visit("privacy/")
    page.route(
        "**/wizard/rest.mjs",
        lambda route: route.fulfill(status=200, body="throw 1;", content_type="text/javascript"),
    )
    page.goto(page.url.replace("privacy/", "write/"))
    expect(note(page)).to_be_attached()

    press(page, "Copy")

    expect(page.get_by_text("A part of this page did not arrive.")).to_be_visible()


def test_words_that_do_not_come_leave_no_note_about_something_else(visit: Visit) -> None:
    page = visit("privacy/")
    page.route("**/notes-more.json", lambda route: route.fulfill(status=200, body="<html>"))
    page.goto(page.url.replace("privacy/", "write/"))
    expect(note(page)).to_be_attached()

    fill_interview(page, decides_in=None)
    page.get_by_label("They said no").check()

    expect(page.get_by_text("The words for the notes did not arrive.")).to_be_visible()
    expect(page.locator("[data-note]")).to_have_count(0)
    page.get_by_label("I just had an interview").check()
    expect(page.locator("[data-note]")).to_have_count(1)


def test_every_key_is_in_the_note_before_the_next_frame(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    expect_body(page, "the new test bench")
    page.locator("[data-person-field=detail]").focus()

    shown = page.evaluate(TYPE_A_KEY)

    assert "the new test benchx" in shown


def test_a_press_right_after_a_key_takes_what_was_typed(visit: Visit) -> None:
    page = open_wizard(visit, **CLIPBOARD)
    add_person(page, "Maria", "the new test bench")
    touch(page)
    field = note(page).locator("[data-edit=body]")

    field.press("Control+End")
    page.keyboard.type("!")
    press(page, "Copy")

    expect(note(page).get_by_text("copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == body_of(page)
    assert body_of(page).endswith("!")


def test_the_late_theme_turns_pages_in_place(visit: Visit) -> None:
    page = open_wizard(visit)
    touch(page)
    page.evaluate(PAGES_KNOWN)
    page.evaluate("window.isSameDocument = true")

    page.locator(".site-links").get_by_role("link", name="Guide").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(note(page)).to_be_attached()

    assert page.evaluate("window.isSameDocument") is True


@pytest.mark.parametrize("path", ["write/", "follow-ups/"])
def test_the_page_keeps_its_styles_while_the_late_theme_arrives(visit: Visit, path: str) -> None:
    page = visit(path, is_alone=True)
    page.wait_for_load_state("networkidle")
    styles = holding(page, "**/*.css")

    with page.expect_request("**/*.css"):
        page.mouse.move(5, 5)
    page.wait_for_timeout(1_000)  # the other styles, and the theme, were it to come before them
    styles[-1].continue_()  # Whatever arrives makes the browser look at all of them again.
    page.wait_for_timeout(500)
    meanwhile = page.evaluate(MARGIN)
    for each in styles[:-1]:
        each.continue_()
    page.evaluate(THEME)

    assert (meanwhile, page.evaluate(MARGIN)) == ("0px", "0px")
    assert page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length") == len(styles)


@pytest.mark.parametrize("path", ["write/", "follow-ups/"])
def test_a_link_pressed_while_the_theme_arrives_is_followed_once(visit: Visit, path: str) -> None:
    page = visit(path, is_alone=True)
    page.wait_for_load_state("networkidle")
    before = page.evaluate("history.length")
    pages, privacy = holding(page, "**/sitemap.xml"), holding(page, "**/privacy/")

    page.mouse.move(5, 5)
    page.evaluate(THEME)
    page.get_by_role("link", name="Privacy").last.click(no_wait_after=True)
    pages[0].continue_()  # Now the theme could follow it, too.
    page.wait_for_timeout(500)
    page.unroute("**/privacy/")
    privacy[0].continue_()

    expect(page.get_by_role("heading", level=1)).to_contain_text("What happens")
    assert page.evaluate("history.length") == before + 1


def test_the_late_theme_leaves_the_focus_where_it_is(visit: Visit) -> None:
    page = open_wizard(visit)

    page.locator("#your_name").focus()
    touch(page)

    expect(page.locator("#your_name")).to_be_focused()
