"""Signing keys and the secret of the CDN: the newest is used, the one before still accepted.

The identity key is not here: every id would change with it.
"""

import json
import secrets
import string
import time
from dataclasses import dataclass
from datetime import datetime

from infra.operate.account import CDN_REGION, Account
from infra.operate.saying import say, step
from infra.operate.settings import Settings
from infra.operate.stacks import Stack

LENGTH = 64
ALPHABET = string.ascii_letters + string.digits
# The functions read their secrets again every five minutes.
TAKEN_UP_S = 310.0


@dataclass(frozen=True, slots=True)
class Kept:
    """The keys of a secret, the newest first, and when they last changed."""

    keys: tuple[str, ...]
    changed_at: datetime

    @property
    def is_rotated(self) -> bool:
        return len(self.keys) > 1


def read(account: Account, arn: str) -> Kept:
    """`{"key": …}` as the template has it made, `{"keys": […]}` once it was rotated."""
    client = account.client("secretsmanager")
    found = client.get_secret_value(SecretId=arn)
    kept = json.loads(found["SecretString"])
    return Kept(tuple(kept.get("keys") or [kept["key"]]), found["CreatedDate"])


def newest(account: Account, arn: str) -> str:
    return read(account, arn).keys[0]


def showable(account: Account, arn: str) -> str:
    """The newest key as the CDN can show it: letters and digits. One of other characters (typed
    by hand, or made by the local cloud) is replaced."""
    key = newest(account, arn)
    return key if set(key) <= set(ALPHABET) else renew(account, arn)


def renew(account: Account, arn: str) -> str:
    """Puts a fresh key first, keeps the newest one behind it and drops the rest."""
    fresh = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    kept = {"keys": [fresh, newest(account, arn)]}
    client = account.client("secretsmanager")
    client.put_secret_value(SecretId=arn, SecretString=json.dumps(kept))
    return fresh


def rotate_links(account: Account, arn: str) -> None:
    with step("New key for links"):
        renew(account, arn)
    say(
        "New links are signed with the new key within five minutes. Links signed with the one "
        "before go on working, until you run this command once more."
    )


def rotate_cdn(
    settings: Settings, account: Account, arn: str, patience_s: float = TAKEN_UP_S
) -> None:
    """No request is refused meanwhile: the CDN shows a key only when every function knows it."""
    site = Stack(account, settings.site_stack, CDN_REGION)
    site.outputs()
    say(
        "This takes about ten minutes: five until every function has read the new secret, the "
        "rest for the CDN."
    )
    with step("The CDN shows the newest secret"):
        site.change(OriginSecret=newest(account, arn))
    fresh = renew(account, arn)
    with step("The functions take up a new one"):
        time.sleep(patience_s)
    with step("The CDN shows the new one"):
        site.change(OriginSecret=fresh)
    say("The CDN and the functions use a new secret. The one before is accepted until the next.")
