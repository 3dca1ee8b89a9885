"""What single functions of the page's modules give, asked on one page that stays open."""

import email
import email.policy
from collections.abc import Iterator
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page

from tests.browser.built_site import Built
from tests.browser.host import ServiceServer
from tests.browser.visitors import Visitors

pytest_plugins = ["tests.browser.site_fixtures"]


@pytest.fixture(scope="module")
def page(visitors: Visitors, hosted: tuple[Built, ServiceServer]) -> Iterator[Page]:
    _, server = hosted
    visits = visitors.start(server.address)
    yield visits.open("privacy/")
    visits.end()
    assert visits.faults == []


def given_by(page: Page, module: str, expression: str, values: object = None) -> Any:
    """What the expression gives; `module` and `values` are at hand in it."""
    script = f"""async values => {{
      const module = await import(new URL("../javascripts/{module}.mjs", location.href));
      return {expression};
    }}"""
    return page.evaluate(script, values)


def test_a_day_that_does_not_exist_is_no_day(page: Page) -> None:
    days = ["0000-00-00", "0000-01-01", "2026-02-30", "2026-13-01", "2026-1-1", "", None]

    found = given_by(page, "days", "values.map(module.isDay)", [*days, "2028-02-29"])

    assert found == [False] * len(days) + [True]


SLIPS = {
    "ada@gmial.com": "ada@gmail.com",
    "ada@gmail.con": "ada@gmail.com",
    "ada@hotmial.com": "ada@hotmail.com",
    "Ada@Yaho.com": "ada@yahoo.com",
    "ada@outlook.co": "ada@outlook.com",
    "ada@gmail.com": None,
    "ada@mail.com": None,
    "ada@gmx.at": None,
    "ada@example.com": None,
    "ada": None,
    "": None,
}


def test_only_likely_slips_get_a_hint(page: Page) -> None:
    found = given_by(page, "addresses", "values.map(module.likelyAddress)", list(SLIPS))

    assert dict(zip(SLIPS, found, strict=True)) == SLIPS


ADDRESSES = {
    "ada@example.com": "ada@example.com",
    "ada@ex\u0430mple.com": "ada@xn--exmple-4nf.com",
    "ada@bücher.example": "ada@xn--bcher-kva.example",
    "ada": "ada",
}


def test_an_address_is_shown_with_the_domain_its_mail_goes_to(page: Page) -> None:
    found = given_by(page, "addresses", "values.map(module.plainAddress)", list(ADDRESSES))

    assert found == list(ADDRESSES.values())


def test_a_mail_link_survives_half_an_emoji(page: Page) -> None:
    note = r"""{ to: "", subject: "a\ud83db\r\nBcc: x", body: "🙂\n\ude42" }"""

    link = given_by(page, "mailto", f"module.mailtoLink({note})")

    body = page.evaluate("link => decodeURIComponent(link.split('body=')[1])", link)
    assert body == "🙂\r\n\ufffd"
    assert "%0A" not in link.partition("&body=")[0]


def test_no_line_break_in_a_name_or_subject_adds_a_header(page: Page) -> None:
    note = {
        "to": "a@example.com\r\nBcc: b@example.com",
        "name": "A\nCc: c@example.com",
        "subject": f"Hi\r\n\r\nBcc: d@example.com {'ж' * 200}",
        "body": "x",
    }

    content = given_by(page, "eml", "module.messageFile(values)", note)

    message = email.message_from_string(content, policy=email.policy.default)
    assert sorted(message.keys()) == sorted(
        ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
    )
    assert message["Subject"].endswith("ж" * 200)
    assert max(map(len, message.as_string().splitlines())) <= 998


def test_no_line_break_in_a_name_adds_a_calendar_property(page: Page) -> None:
    entry = {
        "key": "k",
        "at": "2026-11-24T08:00:00Z",
        "title": "Call A\r\nATTENDEE:mailto:b@example.com",
        "text": f"x\u2028URL:http://b.example.com\n{'🙂' * 60}",
    }

    file = "module.calendarFile({ id: '1', now: new Date(0), entries: [values] })"
    content = given_by(page, "calendar", file, entry)

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert "ATTENDEE" not in event
    assert "URL" not in event
    assert str(event["DESCRIPTION"]).endswith("🙂" * 60)
    assert max(len(line.encode()) for line in content.split("\r\n")) <= 75
