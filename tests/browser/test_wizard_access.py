"""The wizard by keyboard, without its script, on slow lines; what every visitor can rely on."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from followup import limits
from tests.browser.built_site import Built
from tests.browser.watching import Visit, axe_findings
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    KNOWN,
    PHONE,
    add_person,
    body_of,
    box_of,
    expect_body,
    let_pauses_pass,
    open_wizard,
    press,
    today_of,
)

pytest_plugins = ["tests.browser.site_fixtures"]

WIDTHS = [320, 360, 767, 768, 991, 1440]
FOCUSED = """() => { const { id, labels, ariaLabel, textContent } = document.activeElement;
  return id || (labels?.[0]?.textContent ?? ariaLabel ?? textContent).trim().slice(0, 40); }"""
# The page's own listener hears of it first.
FOLLOW_THE_SKIP_LINK = """() => new Promise(done => {
  addEventListener("hashchange", () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true });
  location.hash = "#write-a-note"; })"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def tab_to(page: Page, wanted: str) -> None:
    """Presses Tab until the wanted control has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == wanted:
            return
    raise AssertionError(f"{wanted} cannot be reached by keyboard")


def test_without_script_the_form_asks_what_happened_and_leads_to_samples(visit: Visit) -> None:
    page = visit("write/", java_script_enabled=False)

    expect(page.get_by_role("radio", name="I just had an interview")).to_be_visible()
    expect(page.get_by_text("scripts are switched off here")).to_be_visible()
    expect(page.get_by_label("Your name", exact=True)).to_be_hidden()
    page.get_by_role("radio", name="They said no").check()
    page.get_by_role("button", name="Next").click()

    expect(page).to_have_url(re.compile(r"\?kind=rejection$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_where_the_script_does_not_arrive_next_still_leads_on(visit: Visit) -> None:
    page = visit("privacy/")
    page.route(
        "**/javascripts/wizard.mjs",
        lambda route: route.fulfill(status=200, body="", content_type="text/javascript"),
    )
    page.goto(page.url.replace("privacy/", "write/"))

    expect(page.get_by_role("button", name="Next")).to_be_visible(timeout=8_000)
    page.get_by_role("button", name="Next").click()

    expect(page).to_have_url(re.compile("kind=just-interviewed"))


def test_without_the_templates_the_page_says_so_and_keeps_what_was_typed(visit: Visit) -> None:
    page = visit("privacy/")
    page.route("**/notes.json", lambda route: route.fulfill(status=200, body="<html>"))
    page.goto(page.url.replace("privacy/", "write/"))

    expect(page.get_by_text("The words for the notes did not arrive.")).to_be_visible()
    page.locator("#employer").fill("Acme")

    expect(page.locator("#employer")).to_have_value("Acme")


def test_a_phone_with_a_keyboard_goes_from_question_to_note_by_enter(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    page.locator("[value=just-interviewed]").focus()

    page.keyboard.press("Enter")
    page.keyboard.type("Maria")
    page.keyboard.press("Enter")
    page.keyboard.type("the new test bench")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.keyboard.type("Ada Byrne")
    page.keyboard.press("Enter")

    expect(page.locator("#notes-title")).to_be_focused()
    expect_body(page, "the new test bench")


def test_the_arrow_keys_move_through_what_happened_without_leaving_it(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    page.locator("[value=just-interviewed]").focus()

    for _ in range(3):
        page.keyboard.press("ArrowDown")

    expect(page.locator("[value=waiting]")).to_be_focused()
    expect(page.locator("[value=waiting]")).to_be_visible()


def test_on_a_wide_page_enter_goes_from_field_to_field(visit: Visit) -> None:
    page = open_wizard(visit)

    for field, after in [("#name-of-1", "#relation-of-1"), ("#employer", "#role")]:
        page.locator(field).focus()
        page.keyboard.press("Enter")
        expect(page.locator(after)).to_be_focused()


def test_the_whole_page_can_be_walked_by_tab_and_every_stop_has_a_name(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    page.locator("#kind input").first.focus()
    seen = []

    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))

    for wanted in [
        "name-of-1",
        "detail-of-1",
        "your_name",
        "employer",
        "interviewed_on",
        "Copy",
        "address",
    ]:
        assert wanted in seen
    assert "" not in seen


def test_the_address_field_asks_on_enter(visit: Visit) -> None:
    page = open_wizard(visit)

    page.locator("#address").press("Enter")

    expect(page.locator("[data-summary]")).to_be_focused()


def test_names_and_notes_are_left_alone_by_translation_programs(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria")

    script = """() => [...document.querySelectorAll(
      "follow-up-wizard input:is([type=text], [type=email], [type=tel], [type=date]), follow-up-wizard textarea")]
      .map(field => [field.id, field.translate])"""
    found = dict(page.evaluate(script))

    assert {"name-of-1", "your_name", "employer", "address"} <= found.keys()
    assert [name for name, is_translated in found.items() if is_translated] == []


def test_no_width_scrolls_sideways(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")
    found = {}

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        found[width] = page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert found == dict.fromkeys(WIDTHS, False)
    page.set_viewport_size({"width": WIDTHS[0], "height": 700})
    assert axe_findings(page) == []


def test_the_skip_link_does_not_change_the_question(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    press(page, "Next")
    page.keyboard.type("Maria")

    page.evaluate(FOLLOW_THE_SKIP_LINK)

    expect(page.locator("#name-of-1")).to_be_visible()


def test_turning_a_phone_into_a_wide_screen_keeps_everything(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    press(page, "Next")
    page.keyboard.type("Maria")

    page.set_viewport_size({"width": 1200, "height": 800})

    expect(page.locator("#name-of-1")).to_have_value("Maria")
    assert body_of(page).startswith("Hello Maria,")


def test_targets_are_large_enough_for_a_thumb(visit: Visit) -> None:
    page = open_wizard(visit, **PHONE)
    press(page, "Next")
    page.keyboard.type("Maria")
    for label in ["Next", "Next", "Show my note"]:
        press(page, label)

    controls = page.locator("[data-step=notes] :is(button, a, summary, label:has(input))")
    shown = controls.locator("visible=true").all()

    assert len(shown) > 5
    for control in shown:
        box = box_of(control)
        assert box["height"] >= 38, control.inner_text()


def test_leaving_by_a_link_and_coming_back_loses_nothing(visit: Visit) -> None:
    page = open_wizard(visit)
    add_person(page, "Maria", "the new test bench")

    page.get_by_role("link", name="Privacy").first.click()
    expect(page.locator("follow-up-wizard")).to_have_count(0)
    page.go_back()

    expect(page.locator("#name-of-1")).to_have_value("Maria")
    expect_body(page, "the new test bench")
    expect(page.locator("#hour option")).to_have_count(
        limits.LATEST_HOUR - limits.EARLIEST_HOUR + 1
    )


def test_the_page_holds_no_inline_style_or_script(built: Built) -> None:
    html = (built.folder / "write" / "index.html").read_text()
    wizard = html.partition("<follow-up-wizard>")[2].partition("</follow-up-wizard>")[0]

    assert not re.search(r"\s(style|on\w+)=", wizard)
    assert "<script" not in wizard


def test_a_site_without_the_service_writes_notes_and_asks_it_nothing(
    visit: Visit, api: WizardApi, site: str
) -> None:
    page = visit("privacy/", **KNOWN, **PHONE)
    script = "() => document.documentElement.dataset.reminders"
    page.route("**/write/", lambda route: without_reminders(route))
    page.goto(f"{site}/write/#interview")
    expect(page.locator("[data-note]").first).to_be_attached()
    assert page.evaluate(script) == "off"

    held = today_of(page) - timedelta(days=3)
    page.locator("#interviewed_on").fill(held.isoformat())
    press(page, "Next")

    expect(page.get_by_role("button", name="See my plan")).to_be_hidden()
    expect(page.get_by_role("heading", name="Your plan")).to_be_hidden()
    expect(page.get_by_role("link", name="Mail the plan to myself")).to_have_count(0)
    let_pauses_pass(page)
    assert api.queries == []


def without_reminders(route: Route) -> None:
    answer = route.fetch()
    html = answer.text().replace('data-reminders="on"', 'data-reminders="off"')
    route.fulfill(response=answer, body=html)


@pytest.mark.parametrize("start", ["write/", ""])
def test_back_goes_to_the_question_before_without_loading_the_page_anew(
    visit: Visit, start: str
) -> None:
    page = visit(start, **KNOWN, **PHONE)
    if not start:
        page.get_by_role("link", name="Write my thank-you note").tap()
    page.locator("follow-up-wizard[data-step]").wait_for()
    press(page, "Next")
    page.keyboard.type("Maria")
    press(page, "Next")
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url))

    page.go_back()
    expect(page.get_by_label("Who did you meet?")).to_be_focused()
    page.go_back()

    expect(page.locator("#kind")).to_be_visible()
    assert [url for url in loads if "/write/" in url] == []
