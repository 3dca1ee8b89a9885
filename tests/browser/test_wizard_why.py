"""Why a sentence stands there: a mark in the line where it begins, beside a note that is edited."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watching import Visit, axe_findings_in_both
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    PHONE,
    add_person,
    answer_on_a_phone,
    body_of,
    box_of,
    expect_body,
    note,
    open_wizard,
    press,
    shorten_lists,
)

pytest_plugins = ["tests.browser.site_fixtures"]

SIZES: list[dict[str, Any]] = [PHONE, {"width": 800}, {"width": 1440}]
# The top of the line in which a text begins, as a page breaks it that is as wide as the field.
LINE_TOP = """(field, text) => {
  const style = getComputedStyle(field), copy = document.createElement("div");
  for (const name of ["font", "padding", "letterSpacing", "whiteSpace", "overflowWrap", "boxSizing"])
    copy.style[name] = style[name];
  copy.style.width = style.width;
  copy.style.position = "absolute";
  copy.textContent = field.value;
  document.body.append(copy);
  const range = document.createRange(), at = field.value.indexOf(text);
  range.setStart(copy.firstChild, at);
  range.setEnd(copy.firstChild, at + 1);
  const top = range.getBoundingClientRect().top - copy.getBoundingClientRect().top;
  copy.remove();
  return field.getBoundingClientRect().top + top; }"""

# Playwright's own box counts from the visual viewport, which a phone may have moved.
CLIENT_BOX = "(mark) => mark.getBoundingClientRect().toJSON()"

# The marks follow the note once its writer pauses.
MARKED = """() => { const lines = document.querySelector("[data-lines]").cloneNode(true);
  for (const mark of lines.querySelectorAll(".wizard-anchor")) mark.remove();
  return lines.textContent === document.querySelector("[data-edit=body]").value; }"""


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def a_note(visit: Visit, **size: Any) -> Page:
    """A note to Maria on the screen."""
    page = open_wizard(visit, **size)
    if size.get("is_mobile"):
        answer_on_a_phone(page)
    else:
        add_person(page, "Maria", "the new test bench")
    page.wait_for_function(MARKED)
    return page


def marks(page: Page) -> Locator:
    return note(page).get_by_role("button", name=re.compile("^Why: "))


def quoted(mark: Locator) -> str:
    found = re.search("“(.+) …”", mark.inner_text())
    assert found
    return found[1]


@pytest.mark.parametrize("size", SIZES, ids=["phone", "tablet", "desk"])
def test_each_mark_stands_in_the_line_where_its_sentence_begins(
    visit: Visit, size: dict[str, Any]
) -> None:
    page = a_note(visit, **size)

    for medium in ["hand", "email"]:
        note(page).locator(f"[value={medium}]").check()
        expect(note(page).get_by_label("Subject")).to_be_visible(visible=medium == "email")
        page.wait_for_function(MARKED)
        expect_marks_in_their_lines(page)

    marks(page).last.click()
    expect(page.locator(".wizard-reason:visible")).to_have_count(1)
    shorten_lists(page)
    assert axe_findings_in_both(page, "follow-up-wizard") == []


def expect_marks_in_their_lines(page: Page) -> None:
    found = marks(page).all()
    assert len(found) >= 3
    field = note(page).locator("[data-edit=body]")
    for mark in found:
        box = mark.evaluate(CLIENT_BOX)
        line = field.evaluate(LINE_TOP, quoted(mark))
        assert abs(box["y"] + box["height"] / 2 - (line + 10)) < 12, quoted(mark)
        assert box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]


def test_a_mark_opens_its_reason_under_the_sentence_and_closes_the_other(visit: Visit) -> None:
    page = a_note(visit)
    first, second = marks(page).all()[:2]

    first.click()
    second.click()

    expect(page.get_by_text("Only you could have written this line.")).to_be_visible()
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(second).to_have_attribute("aria-expanded", "true")
    assert box_of(page.locator(".wizard-reason:visible"))["y"] > box_of(second)["y"]
    second.click()
    expect(page.locator(".wizard-reason:visible")).to_have_count(0)


def test_the_marks_are_reached_and_closed_by_keyboard(visit: Visit) -> None:
    page = a_note(visit)
    note(page).locator("[data-edit=body]").focus()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".wizard-reason:visible")).to_have_count(1)
    page.keyboard.press("Escape")

    expect(page.locator(".wizard-reason:visible")).to_have_count(0)
    expect(marks(page).first).to_be_focused()


def test_the_note_can_be_edited_under_its_marks(visit: Visit) -> None:
    page = a_note(visit)
    marks(page).first.click()
    field = note(page).locator("[data-edit=body]")

    field.click(position={"x": 60, "y": 28})
    expect(page.locator(".wizard-reason:visible")).to_have_count(0)
    field.press("ControlOrMeta+a")
    page.keyboard.type("My own words.")

    assert body_of(page) == "My own words."
    expect(marks(page)).to_have_count(0)
    press(page, "Back to the suggestion")
    expect_body(page, "the new test bench")
    assert marks(page).count() >= 3


def test_a_long_subject_wraps_on_a_phone(visit: Visit) -> None:
    page = a_note(visit, **PHONE)
    subject = note(page).locator("[data-edit=subject]")
    one_line = box_of(subject)["height"]

    subject.fill("Thank you for the long conversation about the sales engineer job on Monday")

    hidden = (
        "field => [field.scrollWidth - field.clientWidth, field.scrollHeight - field.clientHeight]"
    )
    assert subject.evaluate(hidden) == [0, 0]
    assert box_of(subject)["height"] > one_line


def test_a_subject_stays_one_line(visit: Visit) -> None:
    page = a_note(visit)
    subject = note(page).locator("[data-edit=subject]")
    paste = """field => { field.setRangeText("Thank\\r\\nyou\\nboth", 0, field.value.length, "end");
      field.dispatchEvent(new Event("input", { bubbles: true })); }"""

    subject.evaluate(paste)
    subject.press("End")
    subject.press("Enter")

    expect(subject).to_have_value("Thank you both")
    link = note(page).get_by_role("link", name="Open as e-mail").get_attribute("href")
    assert link
    assert "subject=Thank%20you%20both&" in link
