"""What a form holds stays text: in headers, HTML, calendars, tables and links.

A hostile word stands in every field of a follow-up that is confirmed. All that the service makes
of it is then taken apart again, and must have the parts that a harmless word leaves.
"""

import csv
import email
import email.policy
import io
import json
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import html5lib
import icalendar
import pytest

from followup.export import RISKY
from followup.limits import MAX_PHONE_CHARS
from tests.core.world import SITE, World, html_of, text_of, token_in
from tests.functions.calls import Answer, Api, a_form
from tests.functions.in_memory import serving

FIELDS = ("employer", "role", "your_name", "phone", "call_whom")
OF_A_PERSON = ("name", "detail", "reason", "contact", "note")
HOSTILE = {
    "harmless": "Harmless",
    "a header": "A\r\nBcc: eve@example.org",
    "a hidden header": "=?utf-8?q?A=0D=0ABcc:_eve=40example.org?=",
    "a second address": "eve@example.org, Eve <eve@example.org>",
    "a tag": '"><img src=x onerror=alert(1)>',
    "a script": "</blockquote></title><script>alert(1)</script>",
    "a link": '<a href="https://evil.example.org">x</a>',
    "a scheme": "javascript:alert(1)",
    "an event": "A\nEND:VEVENT\nBEGIN:VALARM",
    "a property": "A;ATTENDEE=eve:mailto:eve@example.org",
    "a query": "ada@example.com?bcc=eve@example.org&body=hello#x",
    "a formula": '=HYPERLINK("https://evil.example.org","x")',
    "a template": "{{ 7 * 7 }}{% for x in range(9) %}{{ self }}{% endfor %}",
    "a marker": "---\nsubject: Xyzzy\n---",
    "a boundary": "--===============0==",
    "a dot": "A\r\n.\r\nQUIT",
    "a quote": '"A" <b> \\"',
}
HEADERS = {
    "From", "To", "Reply-To", "Subject", "Auto-Submitted", "List-Unsubscribe",
    "List-Unsubscribe-Post", "MIME-Version", "Content-Type",
}  # fmt: skip
IN_AN_EVENT = {
    "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "URL",
}  # fmt: skip
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "footer", "p", "h2", "blockquote",
    "a", "br",
}  # fmt: skip
SCHEMES = ("mailto:", "tel:", f"{SITE}/")


def form_with(word: str) -> dict[str, Any]:
    """The word in every field that takes it; one person's note is edited, the other's is not."""
    lines = ("detail", "reason", "note")
    takes = [each for each in OF_A_PERSON if each in lines or len(word.splitlines()) == 1]
    person = {"name": "Mr Babbage"} | {name: word for name in takes}
    plain = {name: each for name, each in person.items() if name != "note"}
    own = {name: word for name in FIELDS if len(word.splitlines()) == 1}
    if len(word) > MAX_PHONE_CHARS:
        own.pop("phone", None)
    days = {"interviewed_on": "2026-11-23", "decision_on": "2026-12-04"}
    return a_form(people=[person, plain], **days | own)


class Life:
    """One follow-up from the form to its third letter, and every file about it."""

    def __init__(self, form: dict[str, Any]) -> None:
        self.world = World()
        with serving(self.world) as api:
            self.bearer = self._confirm(api, form)
            self.id = form["id"]
            for _ in range(3):
                self.world.deliver_next()
            self.files = {
                path: api("GET", path, bearer=self.bearer)
                for path in (self._feed(api), "/api/export", f"/api/follow-ups/{self.id}")
            }
            self.table = api("GET", "/api/export", bearer=self.bearer, query={"format": "csv"})

    def _confirm(self, api: Api, form: dict[str, Any]) -> str:
        assert api("POST", "/api/follow-ups", form).status == 202
        self.world.tick()
        token = token_in(self.world.letters[0], "/confirm/")
        return str(api("POST", "/api/confirm", {"token": token}).body["token"])

    def _feed(self, api: Api) -> str:
        return str(api("POST", "/api/calendar", {}, bearer=self.bearer).body["path"])

    def letters(self) -> Iterator[EmailMessage]:
        """As a mail program reads them."""
        for letter in self.world.letters:
            yield email.message_from_bytes(letter.as_bytes(), policy=email.policy.SMTP)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_word_stays_a_word_in_every_field(kind: str) -> None:
    life = Life(form_with(HOSTILE[kind]))

    letters = list(life.letters())
    assert len(letters) == 4
    for letter in letters:
        assert_plain_headers(letter)
        assert_known_html(html_of(letter))
        assert "49" not in str(letter["Subject"])
    calendar, whole, item = life.files.values()
    assert_plain_calendar(calendar)
    assert whole.headers["Content-Disposition"] == 'attachment; filename="follow-ups.json"'
    assert (whole.status, item.status) == (200, 200)
    assert json.dumps(HOSTILE[kind].replace("\r\n", "\n").strip())[1:-1] in unfolded(whole)
    assert_plain_table(life.table)


def unfolded(answer: Answer) -> str:
    return json.dumps(answer.body).replace("\\r\\n", "\\n")


def assert_plain_headers(letter: EmailMessage) -> None:
    assert set(letter.keys()) <= HEADERS
    assert len(letter.keys()) == len(set(letter.keys()))
    assert [str(each) for each in letter["To"].addresses] == ["ada@example.com"]
    assert len(letter["Subject"].splitlines()) == 1
    assert [part.get_content_type() for part in letter.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert text_of(letter)


def assert_known_html(html: str) -> None:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag in ELEMENTS
        assert not [name for name in element.attrib if name.startswith("on")]
        if element.tag == "a":
            assert_own_link(element.attrib["href"])


def assert_own_link(link: str) -> None:
    assert link.startswith(SCHEMES), link
    if link.startswith("mailto:"):
        parts = urlsplit(link)
        assert {name for name, _ in parse_qsl(parts.query)} <= {"subject", "body"}, link
        assert "," not in parts.path
        assert parts.fragment == ""


def assert_plain_calendar(answer: Answer) -> None:
    parsed: Any = icalendar.Calendar.from_ical(answer.body)
    events = parsed.walk("VEVENT")
    assert events
    assert [type(each).__name__ for each in parsed.walk()] == ["Calendar"] + ["Event"] * len(events)
    for event in events:
        assert set(event.keys()) == IN_AN_EVENT
        assert not event["SUMMARY"].params


def assert_plain_table(answer: Answer) -> None:
    header, *lines = csv.reader(io.StringIO(answer.body.removeprefix("\ufeff")), strict=True)
    assert lines
    for line in lines:
        assert len(line) == len(header)
        assert not [cell for cell in line if cell.startswith(RISKY)]
