"""How letters are written down: as the SMTP policy of `email` does it, but what stands in every
letter is read and folded once. Without this half of a worker's own time went into headers."""

from email.message import EmailMessage
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


class LetterPolicy(EmailPolicy):
    """`email.policy.SMTP` with a memory for the headers of THE_SAME."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if name.lower() in THE_SAME:
            return _parsed(name, str(value))
        return super().header_store_parse(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in THE_SAME:
            return _folded(name, str(value))
        if is_plain_line(name, value):
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


def is_plain_line(name: str, value: str) -> bool:
    """Nothing to encode and nothing to fold. A link has no place to be folded at: `email` makes
    encoded words of a long one (RFC 2047), which no mail program takes for a link."""
    is_short = len(name) + 2 + len(value) <= (MAX_LINK_LINE if name == LINK else MAX_LINE)
    return is_short and value.isascii() and value.isprintable() and "=?" not in value


@lru_cache(KEPT)
def _parsed(name: str, value: str) -> tuple[str, Any]:
    return SMTP.header_store_parse(name, value)


@lru_cache(KEPT)
def _folded(name: str, value: str) -> bytes:
    return SMTP.fold_binary(name, _parsed(name, value)[1])


def new_letter() -> EmailMessage:
    return EmailMessage(policy=LETTERS)


LETTERS = LetterPolicy(linesep="\r\n")
