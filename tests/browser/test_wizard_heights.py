"""Fields are as tall as their text, though they are held while somebody types."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import add_person, box_of, note, open_wizard

pytest_plugins = ["tests.browser.site_fixtures"]

LONG = "how your team tests each bench before it leaves the hall, " * 6
IS_WHOLE = "field => field.scrollHeight <= field.clientHeight"


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def typing_about_maria(visit: Visit) -> tuple[Page, Locator, Locator]:
    """The page, the field that is typed in, and the field of the note."""
    page = open_wizard(visit)
    add_person(page, "Maria")
    detail = page.locator("[data-person-field=detail]")
    detail.press_sequentially("the new")
    return page, detail, note(page).locator("[data-edit=body]")


def test_a_field_that_is_typed_in_is_held_until_the_cursor_leaves(visit: Visit) -> None:
    page, detail, _body = typing_about_maria(visit)
    held = page.locator(".is-held")
    expect(held).to_have_count(2)

    detail.blur()

    expect(held).to_have_count(0)


def test_the_note_and_the_answer_grow_with_the_key_that_needs_a_line(visit: Visit) -> None:
    _page, detail, body = typing_about_maria(visit)
    before = box_of(body)["height"]

    detail.press_sequentially(LONG)

    assert detail.evaluate(IS_WHOLE)
    assert body.evaluate(IS_WHOLE)
    assert box_of(body)["height"] > before


def test_the_note_gets_shorter_when_typing_pauses(visit: Visit) -> None:
    _page, detail, body = typing_about_maria(visit)
    detail.press_sequentially(LONG)
    before = box_of(body)["height"]

    detail.press("Control+A")
    detail.press("Delete")
    detail.press_sequentially("the bench")

    body.page.wait_for_function(
        "([field, height]) => field.getBoundingClientRect().height < height",
        arg=[body.element_handle(), before],
    )


def test_a_note_that_is_written_in_grows_with_its_text(visit: Visit) -> None:
    _page, _detail, body = typing_about_maria(visit)
    body.press("Control+End")

    body.press_sequentially("\n\nP.S.\n\nOne more line")

    assert body.evaluate(IS_WHOLE)


def test_a_height_that_the_writer_chose_is_kept(visit: Visit) -> None:
    _page, detail, _body = typing_about_maria(visit)
    detail.blur()
    detail.evaluate("field => (field.style.height = '200px')")

    detail.press_sequentially(" test bench")
    detail.blur()

    assert box_of(detail)["height"] == 200
