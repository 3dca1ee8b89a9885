"""How letters are written down: byte for byte as the SMTP policy of `email` does it."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest

from followup.letter_policy import new_letter

LONG = "<https://follow-up.example.com/api/stop/" + "t" * 300 + ">"
HEADERS: dict[str, Any] = {
    "From": Address("Career Centre", addr_spec="reminders@example.com"),
    "To": Address(addr_spec="ada@example.com"),
    "Reply-To": Address(addr_spec="help@example.com"),
    "Subject": "Call Acme today",
    "Auto-Submitted": "auto-generated",
}


def filled(letter: EmailMessage, **changes: Any) -> bytes:
    for name, value in (HEADERS | changes).items():
        letter[name] = value
    letter.set_content("Good morning, “Ada”.\n" + "word " * 40)
    letter.add_alternative("<p>Good morning</p>", subtype="html")
    letter.set_boundary("boundary")
    return letter.as_bytes()


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
def test_a_letter_has_the_bytes_it_always_had(changes: dict[str, Any]) -> None:
    expected = filled(EmailMessage(policy=SMTP), **changes)

    assert filled(new_letter(), **changes) == expected
    assert filled(new_letter(), **changes) == expected  # now from memory


def test_a_link_to_unsubscribe_stands_on_one_line_as_it_is() -> None:
    written = filled(new_letter(), **{"List-Unsubscribe": LONG})

    assert f"\r\nList-Unsubscribe: {LONG}\r\n".encode() in written


@pytest.mark.parametrize("name", ["Subject", "From", "To"])
def test_no_value_brings_a_header_of_its_own(name: str) -> None:
    letter = new_letter()

    with pytest.raises(ValueError, match="linefeed"):
        letter[name] = "x\r\nBcc: eve@example.com"
