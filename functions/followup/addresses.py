"""E-mail addresses: what counts as one, and the keyed hashes that stand for it.

The table never holds an address in a key: `subscriber_id` is an HMAC under a key that is
made once and never rotated; counters use a folded form under another key, so that
`ada+1@…` and `a.da@…` share one allowance without becoming one person.
"""

import hmac
import re
import unicodedata
from hashlib import sha256

from followup import limits
from followup.errors import Invalid

ID_CHARS = 40

# What most people type. The library would return it as it is; a test holds that. Everything else
# is left to it, and it is imported only then: it takes as long to load as all of our own code.
PLAIN = re.compile(
    r"(?=.{1,64}@.{1,63}\Z)"
    r"[a-z0-9]+(?:[._+-][a-z0-9]+)*"
    r"@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?:com|edu|net|org|[a-z]{2})\Z"
)


def normalize_address(text: str) -> str:
    """The address as mail is sent to it, its domain in IDNA form. Raises Invalid."""
    if len(text) > limits.MAX_ADDRESS_CHARS:
        raise Invalid(fields={"address": "This is too long for an e-mail address."})
    typed = text.strip()
    return typed if PLAIN.match(typed) else _checked(typed)


def subscriber_id(address: str, key: bytes) -> str:
    """HMAC of the lower-cased address; nothing else is folded."""
    local, _, domain = address.rpartition("@")
    plain = unicodedata.normalize("NFC", local).lower() + "@" + domain.lower()
    return _digest(key, "subscriber", plain)


def counter_id(address: str, key: bytes) -> str:
    """HMAC of the address without tag and dots, for counting letters only."""
    local, _, domain = address.rpartition("@")
    folded = local.lower().partition("+")[0].replace(".", "") + "@" + domain.lower()
    return _digest(key, "counter", folded)


def network_id(network: str, key: bytes) -> str:
    return _digest(key, "network", network)


def _checked(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    # SES has no SMTPUTF8, so a local part beyond ASCII cannot be mailed to.
    try:
        checked = validate_email(
            text, check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError as fault:
        raise Invalid(fields={"address": _explain(text)}) from fault
    return f"{checked.local_part}@{checked.ascii_domain}"


def _explain(text: str) -> str:
    if not text.strip():
        return "Type your e-mail address."
    if "@" not in text:
        return "An e-mail address has an @ in it, such as ada@example.com."
    return "This is not an e-mail address we can send to. Check the spelling."


def _digest(key: bytes, label: str, text: str) -> str:
    own_key = hmac.digest(key, label.encode(), sha256)
    return hmac.new(own_key, text.encode(), sha256).hexdigest()[:ID_CHARS]
