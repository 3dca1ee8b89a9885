"""How a visitor fills in the wizard, in words a test can be read by."""

import json
import re
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.watching import Visit

PHONE: dict[str, Any] = {"width": 360, "height": 640, "has_touch": True, "is_mobile": True}
# Without motion nothing has to be waited for while the page scrolls.
KNOWN: dict[str, Any] = {
    "locale": "en-GB",
    "timezone_id": "Europe/Berlin",
    "reduced_motion": "reduce",
}
CLIPBOARD: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}

# The page's own day: the test may run in another zone.
TODAY = """() => { const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]; }"""

STORED = "Object.keys(localStorage).filter(key => key.startsWith('follow-up-draft:'))"
PAUSE_MS = 300  # as in docs/javascripts/wizard/plan.mjs, the longest of its kind


def open_wizard(visit: Visit, path: str = "write/", **options: Any) -> Page:
    """Opens the page and waits for its script."""
    page = visit(path, **(KNOWN | options))
    expect(page.locator("[data-note] , [data-waits-said]:not(:empty)").first).to_be_attached()
    return page


def today_of(page: Page) -> date:
    return date(*page.evaluate(TODAY))


def describe_on_a_phone(
    page: Page,
    happened: str = "I just had an interview",
    name: str = "Maria",
    detail: str = "the new test bench",
) -> None:
    """By taps and typing only: the keyboard opens where the cursor is put."""
    page.get_by_text(happened).tap()
    page.keyboard.type(name)
    press(page, "Next")
    page.keyboard.type(detail)


def sign_on_a_phone(page: Page, your_name: str = "Ada Byrne") -> None:
    press(page, "Next")
    page.keyboard.type(your_name)
    press(page, "Show my note")


def answer_on_a_phone(page: Page) -> None:
    describe_on_a_phone(page)
    sign_on_a_phone(page)


def add_person(page: Page, name: str, detail: str = "", relation: str = "interviewer") -> None:
    """On a wide page: fills the first person, or adds one."""
    people = page.locator("[data-person]")
    first = people.first.locator("[data-person-field=name]")
    if first.input_value():
        page.get_by_role("button", name="Add another person").locator("visible=true").first.click()
    person = people.last
    person.get_by_role("textbox").first.fill(name)
    person.get_by_label("This person …").select_option(relation)
    if detail:
        person.locator("[data-person-field=detail]").fill(detail)


def fill_interview(
    page: Page, *, days_ago: int = 0, decides_in: int | None = 11, **fields: str
) -> None:
    """Employer Acme and the days, unless told otherwise; fields by their id."""
    held = today_of(page) - timedelta(days=days_ago)
    page.locator("#interviewed_on").fill(held.isoformat())
    if decides_in is not None:
        named = today_of(page) + timedelta(days=decides_in)
        page.locator("#decision_on").fill(named.isoformat())
    for name, value in ({"employer": "Acme", "role": "Sales engineer"} | fields).items():
        page.locator(f"#{name}").fill(value)
    page.locator("#role").blur()


def note(page: Page, at: int = 0) -> Locator:
    return page.locator("[data-note]").nth(at)


def box_of(element: Locator) -> FloatRect:
    box = element.bounding_box()
    assert box
    return box


def body_of(page: Page, at: int = 0) -> str:
    return note(page, at).locator("[data-edit=body]").input_value()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()


def expect_body(page: Page, text: str, at: int = 0) -> None:
    """Waits until the note holds the text."""
    expect(note(page, at).locator("[data-edit=body]")).to_have_value(containing(text))


def drafts(page: Page) -> list[Any]:
    """What is kept in the browser."""
    texts = page.evaluate(f"{STORED}.map(key => localStorage.getItem(key))")
    return [json.loads(text) for text in texts]


def wait_until_saved(page: Page, text: str) -> None:
    """Until a draft that holds the text is kept in the browser."""
    script = f"text => {STORED}.some(key => localStorage.getItem(key).includes(text))"
    page.wait_for_function(script, arg=text)


def let_pauses_pass(page: Page) -> None:
    """In the page's own time: what it does after a pause in typing is done by then."""
    page.evaluate("ms => new Promise(done => setTimeout(done, ms))", 2 * PAUSE_MS)


def shorten_lists(page: Page) -> None:
    """Takes most zones and countries away: half of the page by count, and all alike to axe."""
    others = page.locator(":is(#zone, #country) > option:not(:checked)")
    others.evaluate_all("all => all.forEach(one => one.remove())")


def containing(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))
