"""The plan as an e-mail to oneself: a link for the reader's own mail program, never sent by us."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watching import Visit
from tests.browser.wizard_api import WizardApi
from tests.browser.wizard_steps import PHONE, add_person, body_of, fill_interview, open_wizard

pytest_plugins = ["tests.browser.site_fixtures"]

MAX_LINK_CHARS = 1_500
OTHER_STEPS = 3  # the thank-you note, once more for who is not ticked, and the last look
STAY = "() => addEventListener('click', (event) => event.preventDefault())"


@pytest.fixture
def api() -> WizardApi:
    return WizardApi()


def open_with_plan(visit: Visit, most: str, **options: Any) -> Page:
    page = open_wizard(visit, **options)
    page.evaluate(STAY)
    add_person(page, "Zoë & Co", "the new test bench")
    page.get_by_label("Your name", exact=True).fill("Ada Byrne")
    fill_interview(page, decides_in=None)
    page.locator("#max_check_ins").select_option(most)
    expect(page.locator("[data-plan] li")).to_have_count(int(most or 12) + OTHER_STEPS)
    return page


def links(page: Page | Locator) -> Locator:
    return page.get_by_role("link", name="Mail the plan to myself")


def pressed(link: Locator) -> str:
    link.click()
    return link.get_attribute("href") or ""


def text_in(link: str) -> str:
    return parse_qs(urlsplit(link).query)["body"][0].replace("\r\n", "\n")


def days_shown(page: Page) -> list[str]:
    """The lines of the plan in the order of their days, also those that are folded away."""
    found: list[list[str]] = page.locator("[data-plan] li").evaluate_all(
        """lines => lines.map(({ children: [time, what] }) =>
          [time.dateTime, `${time.textContent}: ${what.textContent}`])"""
    )
    return [line for _, line in sorted(found)]


def test_the_mail_holds_the_days_and_the_notes(visit: Visit) -> None:
    page = open_with_plan(visit, "1")
    page.get_by_label("Your e-mail address").fill("ada@example.com")

    link = pressed(links(page).first)

    assert unquote(urlsplit(link).path) == "ada@example.com"
    assert parse_qs(urlsplit(link).query)["subject"] == ["My plan: Acme"]
    assert text_in(link).splitlines()[: len(days_shown(page))] == days_shown(page)
    assert body_of(page) in text_in(link)
    assert len(link) < MAX_LINK_CHARS


def test_where_the_notes_do_not_fit_the_days_are_sent_alone(visit: Visit) -> None:
    page = open_with_plan(visit, "5")
    for name in ["Tom", "Rosa", "Priya"]:
        add_person(page, name, "the new office in the harbour")

    link = pressed(links(page).first)

    assert parse_qs(urlsplit(link).query)["subject"] == ["My plan: Acme"]
    assert text_in(link).splitlines() == days_shown(page)
    assert len(link) < MAX_LINK_CHARS


def test_an_employer_too_long_for_a_subject_is_left_out_of_it(visit: Visit) -> None:
    page = open_with_plan(visit, "")
    page.locator("#employer").fill("測" * 160)

    link = pressed(links(page).first)

    assert parse_qs(urlsplit(link).query)["subject"] == ["My plan after the interview"]
    assert text_in(link).splitlines() == days_shown(page)


def test_it_is_offered_where_the_page_says_that_phones_forget(visit: Visit) -> None:
    page = open_with_plan(visit, "1")
    beside = page.locator("p").filter(has_text="Some phones forget it after a week.")

    link = pressed(links(beside))

    assert text_in(link).splitlines()[0] == days_shown(page)[0]


def test_without_a_plan_there_is_nothing_to_send(visit: Visit) -> None:
    page = open_wizard(visit)
    on_a_phone = open_wizard(visit, **PHONE)

    expect(links(page)).to_have_count(0)
    expect(links(on_a_phone)).to_have_count(0)
