"""How letters are written down: as the SMTP policy of `email` would, but what stands in every
letter is read and folded once, and a plain header or body goes out as it is. Without this most
of a worker's own time went into it."""

import re
from binascii import b2a_base64, b2a_qp
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, EmailPolicy
from functools import lru_cache
from typing import Any

# Of these a service has a handful; a recipient or a subject is kept nowhere.
THE_SAME = frozenset(
    {
        "auto-submitted",
        "content-transfer-encoding",
        "content-type",
        "from",
        "list-unsubscribe-post",
        "mime-version",
        "reply-to",
    }
)
KEPT = 32
MAX_LINE = 76
LINK = "List-Unsubscribe"
MAX_LINK_LINE = 998  # RFC 5322, 2.1.1
# Their text is of no consequence to `email`, so it reads them when somebody asks.
TEXTS = frozenset({"Subject", LINK})
PLAIN_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
# Neither quoted-printable nor base64 can hold it (RFC 2045, 6.7), so nobody need look.
BOUNDARY = "=_letter"
BASE64_LINE = 57  # bytes in 76 characters


class LetterPolicy(EmailPolicy):
    """`email.policy.SMTP` with a memory for the headers of THE_SAME."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if name.lower() in THE_SAME:
            return _parsed(name, str(value))
        if isinstance(value, str) and is_read_later(name, value):
            return name, value
        return super().header_store_parse(name, value)

    def header_max_count(self, name: str) -> int | None:
        return _max_count(name)

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in THE_SAME:
            return _folded(name, str(value))
        if is_plain_line(name, value):
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


class Letter(EmailMessage):
    """Text and HTML, one beside the other. What `email` gives for `as_bytes`, without looking
    through each line for what cannot be there."""

    def fill(self, text: str, html: str) -> None:
        self["MIME-Version"] = "1.0"
        self["Content-Type"] = f'multipart/alternative; boundary="{BOUNDARY}"'
        self.set_payload([_part(text, "plain"), _part(html, "html")])

    def as_bytes(self, *_given: Any, **_more: Any) -> bytes:
        parts = [b"".join((_head(part), _body(part))) for part in self.iter_parts()]
        line = f"\r\n--{BOUNDARY}\r\n".encode("ascii")
        end = f"\r\n--{BOUNDARY}--\r\n".encode("ascii")
        return b"".join((_head(self), line[2:], line.join(parts), end))


def is_read_later(name: str, value: str) -> bool:
    is_address = name == "To" and PLAIN_ADDRESS.fullmatch(value)
    return bool(name in TEXTS or is_address) and is_plain_line(name, value)


def is_plain_line(name: str, value: str) -> bool:
    """Nothing to encode and nothing to fold. A link has no place to be folded at: `email` makes
    encoded words of a long one (RFC 2047), which no mail program takes for a link."""
    is_short = len(name) + 2 + len(value) <= (MAX_LINK_LINE if name == LINK else MAX_LINE)
    return is_short and value.isascii() and value.isprintable() and "=?" not in value


def to_line(address: str) -> str | Address:
    """Raises ValueError where it is not one address: nothing in it may make it two."""
    return address if PLAIN_ADDRESS.fullmatch(address) else Address(addr_spec=address)


@lru_cache(KEPT)
def from_line(name: str, address: str) -> Address:
    return Address(name, addr_spec=address)


@lru_cache(KEPT)
def _max_count(name: str) -> int | None:
    return SMTP.header_max_count(name)


@lru_cache(KEPT)
def _parsed(name: str, value: str) -> tuple[str, Any]:
    return SMTP.header_store_parse(name, value)


@lru_cache(KEPT)
def _folded(name: str, value: str) -> bytes:
    return SMTP.fold_binary(name, _parsed(name, value)[1])


def _part(text: str, subtype: str) -> EmailMessage:
    encoding, body = _encoded(b"\n".join(text.encode().splitlines()) + b"\n")
    part = EmailMessage(policy=LETTERS)
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = encoding
    part.set_payload(body.decode("ascii"))
    return part


def _encoded(text: bytes) -> tuple[str, bytes]:
    """The shorter of the two: quoted-printable unless most letters are not a-z."""
    quoted = b2a_qp(text)
    if len(quoted) <= len(text) * 4 // 3:
        return "quoted-printable", quoted
    lines = range(0, len(text), BASE64_LINE)
    return "base64", b"".join(b2a_base64(text[at : at + BASE64_LINE]) for at in lines)


def _head(message: MIMEPart) -> bytes:
    folded = (message.policy.fold_binary(name, value) for name, value in message.raw_items())
    return b"".join((*folded, b"\r\n"))


def _body(part: MIMEPart) -> bytes:
    return str(part.get_payload()).replace("\n", "\r\n").encode("ascii")


def new_letter() -> Letter:
    return Letter(policy=LETTERS)


LETTERS = LetterPolicy(linesep="\r\n")
