"""Taking notes away: by mail program, as files, on paper; and the plan into a calendar."""

import email
import email.policy
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import (
    CLIPBOARD,
    add_person,
    body_of,
    box_of,
    expect_body,
    fill_interview,
    note,
    open_wizard,
    press,
)

pytest_plugins = ["tests.browser.site_fixtures"]

NO_PRINTER = "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }"
NO_CLIPBOARD = "() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }"


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def open_with_two(visit: Visit) -> Page:
    page = open_wizard(visit, **CLIPBOARD)
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    add_person(page, "Zoë Ångström", "the new test bench")
    add_person(page, "Mr Babbage", "found me a quiet room", relation="receptionist")
    return page


def more_ways(page: Page, at: int = 0) -> None:
    note(page, at).get_by_text("More ways to send it").click()


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as caught:
        press(page, button)
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


def open_printing(visit: Visit) -> Page:
    page = open_with_two(visit)
    page.evaluate(NO_PRINTER)
    return page


def test_a_note_is_taken_by_mail_program_file_and_clipboard(visit: Visit) -> None:
    page = open_with_two(visit)
    more_ways(page)
    note(page).get_by_label("Their e-mail address, if you have it").fill("zoe@example.com")
    subject = note(page).get_by_label("Subject").input_value()

    link = note(page).get_by_role("link", name="Open as e-mail").get_attribute("href") or ""
    name, content = saved(page, "Save as e-mail file (.eml)")
    text_name, text = saved(page, "Save as text (.txt)")
    press(page, "Copy")
    press(page, "Copy subject")

    expect_mail_link(link, "zoe@example.com", body_of(page))
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert name == "note-to-zoë-ångström.eml"
    assert message["To"] == "Zoë Ångström <zoe@example.com>"
    assert message.get_content().replace("\r\n", "\n").strip() == body_of(page)
    assert content.isascii()
    assert text_name == "note-to-zoë-ångström.txt"
    assert text.decode() == f"Subject: {subject}\n\n{body_of(page)}\n"
    expect(note(page).locator("[data-copied]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == subject


def expect_mail_link(link: str, address: str, body: str) -> None:
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", address)
    assert parse_qs(parts.query)["body"] == [body.replace("\n", "\r\n")]
    assert len(link) < 1_500


def test_a_text_too_long_for_a_link_is_offered_in_other_ways(visit: Visit) -> None:
    page = open_with_two(visit)

    note(page).locator("[data-edit=body]").fill("Dear Zoë, it was good. " * 80)

    expect(note(page).get_by_role("link", name="Open as e-mail")).to_have_count(0)
    more_ways(page)
    expect(note(page).get_by_text("This text is too long for a link")).to_be_visible()


def test_where_the_clipboard_is_closed_copying_still_works(visit: Visit) -> None:
    page = open_with_two(visit)
    page.evaluate(NO_CLIPBOARD)

    press(page, "Copy")

    expect(note(page).locator("[data-copied]")).to_contain_text("Text copied.")
    assert page.evaluate("navigator.clipboard.readText()") == body_of(page)


def test_where_nothing_can_be_copied_the_text_is_selected(visit: Visit) -> None:
    page = open_with_two(visit)
    page.evaluate(NO_CLIPBOARD)
    page.evaluate("() => { document.execCommand = () => false; }")

    press(page, "Copy")

    expect(note(page).get_by_text("did not allow copying")).to_be_visible()
    assert page.evaluate("document.getSelection().toString()") == body_of(page)


def test_all_notes_are_taken_at_once(visit: Visit) -> None:
    page = open_with_two(visit)
    page.get_by_text("All notes at once").click()

    name, content = saved(page, "Save as one text file")
    press(page, "Copy all")

    assert name == "notes.txt"
    text = content.decode()
    assert all(body_of(page, at) in text for at in range(2))
    assert text.index("Note to Zoë Ångström") < text.index("Note to Mr Babbage")
    expect(page.locator("[data-all-notes] [data-copied]")).to_have_text("Copied.")


def test_the_crib_is_headed_of_the_size_of_a_card_and_gone_after_printing(visit: Visit) -> None:
    page = open_printing(visit)
    note(page).get_by_label("By hand", exact=True).check()
    crib = note(page).get_by_role("button", name="Print to copy by hand")

    crib.click()
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Copy this onto your card")).to_be_visible()
    expect(page.locator(".print-card")).to_have_text(body_of(page), use_inner_text=True)
    expect(page.get_by_role("heading", name="Write a note", include_hidden=True)).to_be_hidden()
    box = box_of(page.locator(".print-card"))
    assert box["width"] / box["height"] == pytest.approx(148 / 105, abs=0.25)

    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".print-sheets")).to_have_count(0)
    expect(page.get_by_role("heading", name="Write a note")).to_be_visible()
    assert page.evaluate("window.printed") == 1

    page.emulate_media(media="screen")
    note(page).locator("[data-edit=body]").fill("<img src=x onerror=alert(1)>")
    crib.click()
    expect(page.locator(".print-card")).to_have_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".print-card img")).to_have_count(0)


def test_all_cribs_are_printed_one_to_a_page(visit: Visit) -> None:
    page = open_printing(visit)
    page.get_by_text("All notes at once").click()

    page.locator("[data-all-notes]").get_by_role("button", name="Print to copy by hand").click()

    expect(page.locator(".print-card")).to_have_count(2)
    pages = page.pdf().count(b"/Type /Page\n")
    assert pages == 2


def test_a_fax_has_a_cover_with_the_text_of_the_email(visit: Visit) -> None:
    page = open_printing(visit)
    page.locator("#employer").fill("Acme")
    more_ways(page)

    press(page, "Print with a fax cover sheet")
    page.emulate_media(media="print")

    sheet = page.locator(".print-sheets")
    expect(sheet.get_by_text("Zoë Ångström, Acme")).to_be_visible()
    expect(sheet.get_by_text("Ada Byrne", exact=True)).to_be_visible()
    expect(sheet.locator(".print-body")).to_have_text(body_of(page), use_inner_text=True)


def test_the_calendar_file_names_the_people_and_every_day(visit: Visit, api: WizardApi) -> None:
    page = open_with_two(visit)
    fill_interview(page, employer="Acme; Sons, Ltd")
    expect(page.locator("[data-plan-list] li").first).to_be_visible()

    name, content = saved(page, "Add to my calendar")

    events = Calendar.from_ical(content).walk("VEVENT")
    assert name == "plan-acme-sons-ltd.ics"
    assert len(events) == page.locator("[data-plan] li").count()
    assert all("Zoë Ångström, Mr Babbage" in str(event["DESCRIPTION"]) for event in events)
    assert str(events[0]["SUMMARY"]).endswith("Acme; Sons, Ltd")
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert not any("Zoë" in str(query) for query in api.queries)


def test_copied_is_not_said_of_words_that_came_later(visit: Visit) -> None:
    page = open_wizard(visit, **CLIPBOARD)
    add_person(page, "Maria", "the new test bench")
    press(page, "Copy")
    expect(note(page).locator("[data-copied]")).to_contain_text("Copied. Your name is missing")

    page.locator("#role").fill("Nurse")
    page.locator("#role").blur()

    expect_body(page, "nurse")
    expect(note(page).locator("[data-copied]")).to_have_text(
        "Note to Maria has changed since you copied it."
    )
