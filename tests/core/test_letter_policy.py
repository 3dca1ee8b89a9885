"""How letters are written down: as the SMTP policy of `email` does it, header by header."""

from email import message_from_bytes
from email.errors import HeaderParseError
from email.generator import BytesGenerator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from typing import Any

import pytest

from followup.letter_policy import MAX_LINE, Letter, new_letter, to_line

LONG = "<https://follow-up.example.com/api/stop/" + "t" * 300 + ">"
HEADERS: dict[str, Any] = {
    "From": Address("Career Centre", addr_spec="reminders@example.com"),
    "To": Address(addr_spec="ada@example.com"),
    "Reply-To": Address(addr_spec="help@example.com"),
    "Subject": "Call Acme today",
    "Auto-Submitted": "auto-generated",
}


TEXT = "Good morning, “Ada”.\n" + "word " * 40 + "\n.\nFrom me = you\n\n-- \nCareer Centre\n"
HTML = "<p>Good morning</p>\n" + "<b>x</b>" * 400
RUSSIAN = "Доброе утро. " * 20


def written(letter: EmailMessage, **changes: Any) -> EmailMessage:
    for name, value in (HEADERS | changes).items():
        letter[name] = value
    return letter


def filled(text: str, html: str, **changes: Any) -> Letter:
    letter = new_letter()
    written(letter, **changes)
    letter.fill(text, html)
    return letter


def lines_of(letter: EmailMessage, kind: str) -> list[str]:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content()).splitlines()


def head_of(letter: bytes) -> bytes:
    return letter.partition(b"MIME-Version")[0]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"Subject": "Zoë at Größe & Söhne"},
        {"Subject": "=?utf-8?q?x?= " + "long " * 30},
        {"Subject": "x" * 68},
        {"Subject": "x" * 69},
        {"From": Address("Büro, Karriere", addr_spec="reminders@example.com")},
        {"To": Address(addr_spec=f"{'a' * 64}@{'b' * 60}.example.com")},
    ],
)
def test_headers_are_those_of_the_library(changes: dict[str, Any]) -> None:
    expected = written(EmailMessage(policy=SMTP), **changes).as_bytes().removesuffix(b"\r\n")

    assert head_of(filled(TEXT, HTML, **changes).as_bytes()) == expected
    assert head_of(filled(TEXT, HTML, **changes).as_bytes()) == expected  # now from memory


@pytest.mark.parametrize("text", [TEXT, HTML, RUSSIAN, "one\rtwo\r\nthree", ""])
def test_a_letter_is_written_as_the_library_writes_it(text: str) -> None:
    letter = filled(text, HTML)
    expected = BytesIO()
    BytesGenerator(expected, mangle_from_=False).flatten(letter)

    assert letter.as_bytes() == expected.getvalue()


@pytest.mark.parametrize("text", [TEXT, HTML, RUSSIAN, "one\rtwo\r\nthree"])
def test_both_texts_arrive_as_they_were(text: str) -> None:
    arrived = message_from_bytes(filled(text, HTML).as_bytes(), policy=SMTP)

    assert isinstance(arrived, EmailMessage)
    assert lines_of(arrived, "plain") == text.splitlines()
    assert lines_of(arrived, "html") == HTML.splitlines()
    assert not arrived.defects


@pytest.mark.parametrize("text", [TEXT, HTML, RUSSIAN])
def test_no_line_is_longer_than_mail_may_have(text: str) -> None:
    lines = filled(text, HTML).as_bytes().split(b"\r\n")

    assert max(map(len, lines)) <= MAX_LINE
    assert not any(b"\n" in line or b"\r" in line or not line.isascii() for line in lines)


@pytest.mark.parametrize("address", ["ada@example.com, eve@example.com", "ada", "a b@example.com"])
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises((ValueError, HeaderParseError)):
        to_line(address)


def test_a_link_to_unsubscribe_stands_on_one_line_as_it_is() -> None:
    letter = filled(TEXT, HTML, **{"List-Unsubscribe": LONG})

    assert f"\r\nList-Unsubscribe: {LONG}\r\n".encode() in letter.as_bytes()


@pytest.mark.parametrize("name", ["Subject", "From", "To"])
def test_no_value_brings_a_header_of_its_own(name: str) -> None:
    letter = new_letter()

    with pytest.raises(ValueError, match="linefeed"):
        letter[name] = "x\r\nBcc: eve@example.com"
