"""What a newcomer does, from the guide to the answer, on a phone or at a desk.

The pictures it leaves in build/pictures/ are those of the README.
"""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from infra.local_cloud import LocalCloud
from tests.browser.wizard_steps import (
    add_person,
    answer_on_a_phone,
    body_of,
    fill_interview,
    note,
    press,
)

PICTURES = Path("build/pictures")
# So that the people, a reason and the note are seen side by side.
FOR_THE_README = (1080, 1340)


def read_the_guide(page: Page) -> None:
    page.locator("main").get_by_role(
        "link", name=re.compile("read|guide", re.IGNORECASE)
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("/guide/"))


def write_the_note(page: Page, name: str) -> None:
    page.goto(page.url.partition("/guide/")[0] + "/write/")
    if name == "phone":
        page.locator("follow-up-wizard[data-step]").wait_for()  # Its script comes after the page.
        answer_on_a_phone(page)
    else:
        add_person(page, "Maria", "the new test bench")
        page.get_by_label("Why was it important to you?").fill(
            "I built one like it, so I know what it saves."
        )
        page.get_by_label("Your name", exact=True).fill("Ada Byrne")
        fill_interview(page)
    expect(page.locator("[data-note]").first).to_be_visible()
    body = body_of(page)
    assert "Maria" in body
    assert "the new test bench" in body
    take_picture(page, f"wizard-{name}", FOR_THE_README if name == "desk" else None)
    press(page, "Copy")
    expect(note(page).get_by_role("status").first).to_have_text("Text copied.")
    assert "the new test bench" in page.evaluate("navigator.clipboard.readText()")


def ask_to_be_reminded(page: Page, address: str) -> None:
    if (
        page.get_by_role("button", name="Add the employer and the day")
        .locator("visible=true")
        .count()
    ):
        press(page, "Add the employer and the day")
        fill_on_a_phone(page)
    page.get_by_label("Your e-mail address").fill(address)
    press(page, "Send me reminders")
    sent = page.get_by_text(f"We sent an e-mail to {address}")
    too_quick = page.get_by_text("Press the button again")  # A test may fill in like a program.
    expect(sent.or_(too_quick).first).to_be_visible()
    if too_quick.is_visible():
        press(page, "Send me reminders")
    expect(sent).to_be_visible()


def fill_on_a_phone(page: Page) -> None:
    fill_step = {"#employer": "Acme", "#role": "Sales engineer"}
    for _ in range(6):
        for field, text in fill_step.items():
            shown = page.locator(field).locator("visible=true")
            if shown.count():
                shown.fill(text)
        for field, days in (("#interviewed_on", 0), ("#decision_on", 11)):
            shown = page.locator(field).locator("visible=true")
            if shown.count():
                shown.fill(day_from_today(page, days))
        if page.get_by_label("Your e-mail address").locator("visible=true").count():
            return
        press_first(page, ["Next", "See my plan", "Be reminded"])


def press_first(page: Page, names: list[str]) -> None:
    for name in names:
        button = page.get_by_role("button", name=name, exact=True).locator("visible=true")
        if button.count():
            button.first.click()
            return
    raise AssertionError(f"none of {names} is there")


def day_from_today(page: Page, days: int) -> str:
    script = """days => { const day = new Date(); day.setDate(day.getDate() + days);
      return day.toLocaleDateString('sv-SE'); }"""
    return str(page.evaluate(script, days))


def confirm(page: Page, local: LocalCloud, address: str) -> None:
    letter = letter_to(page, local, address, "Please confirm")
    page.goto(link_in(letter, "/confirm/"))
    expect(page.get_by_text("Acme").first).to_be_visible()
    press(page, "Yes, remind me")
    expect(page.get_by_role("heading", name="Your reminders are on")).to_be_visible()
    take_picture(page, "confirmed")


def deliver_until(page: Page, local: LocalCloud, address: str, subject: str) -> dict[str, Any]:
    """Presses the outbox's button until the letter is there."""
    for _ in range(12):
        page.goto(f"{local.base_url}/outbox/")
        page.get_by_role("button", name="Deliver the next reminder").click()
        expect(page.get_by_role("status")).to_contain_text("left.")
        found = [each for each in letters(page, local, address) if subject in each["subject"]]
        if found:
            take_picture(page, "outbox")
            return found[-1]
    raise AssertionError(f"{subject} never came")


def record_the_thanks(mail: Page, letter: dict[str, Any]) -> None:
    page = open_link(mail, letter, "do=thanked")
    press(page, "Yes, I thanked Maria")
    expect(page.get_by_text("Recorded: you thanked Maria.")).to_be_visible()


def record_the_offer(mail: Page, letter: dict[str, Any]) -> None:
    page = open_link(mail, letter, "answer=offer")
    press(page, "Yes, I have an offer")
    expect(page.locator("follow-ups-page").get_by_role("button", name="Copy").first).to_be_visible()
    take_picture(page, "answered")


def erase(page: Page, local: LocalCloud) -> None:
    """By the link that this tab holds since the confirmation; the next one's letters come first."""
    page.goto(f"{local.base_url}/follow-ups/")
    press(page, "Erase everything")
    press(page, "Yes, erase everything")
    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()


def open_link(mail: Page, letter: dict[str, Any], part: str) -> Page:
    """As a mail program does: in a new tab."""
    page = mail.context.new_page()
    page.goto(link_in(letter, part))
    return page


def letter_to(page: Page, local: LocalCloud, address: str, subject: str) -> dict[str, Any]:
    for _ in range(100):
        found = [each for each in letters(page, local, address) if subject in each["subject"]]
        if found:
            return found[-1]
        page.wait_for_timeout(200)
    raise AssertionError(f"{subject} never came")


def letters(page: Page, local: LocalCloud, address: str) -> list[dict[str, Any]]:
    found = page.request.get(f"{local.base_url}/outbox/messages.json").json()
    return [letter for letter in found if letter["to"] == address]


def link_in(letter: dict[str, Any], part: str) -> str:
    links: list[str] = re.findall(r"http://\S+", letter["text"])
    return next(link for link in links if part in link)


def take_picture(page: Page, name: str, size: tuple[int, int] | None = None) -> None:
    """As the visitor sees it; with a size, of a window of that size at the top of the page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    seen = page.viewport_size
    assert seen
    if size:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.screenshot(path=PICTURES / f"{name}.png")
    page.set_viewport_size(seen)
