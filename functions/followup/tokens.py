"""Signed tokens: who may do what, without a password and without a table.

Each purpose has its own salt, so a token made for one purpose is refused for every other
(itsdangerous docs, "The Salt"). Keys are a list, oldest first: the last one signs, all verify.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from itsdangerous.timed import TimestampSigner

from followup import limits
from followup.errors import LinkInvalid

MAX_TOKEN_CHARS = 2_000


class Purpose(StrEnum):
    """What a token is for; also the salt it is signed with."""

    CONFIRM = "confirm"
    REMINDER = "reminder"
    LINK = "link"
    STOP = "stop"
    BLOCK = "block"
    MOVE = "move"
    FEED = "feed"


LIFE: dict[Purpose, timedelta | None] = {
    Purpose.CONFIRM: limits.CONFIRM_LINK_LIFE,
    Purpose.REMINDER: limits.REMINDER_LINK_LIFE,
    Purpose.LINK: limits.PRIVATE_LINK_LIFE,
    Purpose.STOP: None,
    Purpose.BLOCK: None,
    Purpose.MOVE: limits.MOVE_LINK_LIFE,
    Purpose.FEED: None,
}


@dataclass(frozen=True, slots=True)
class Token:
    """What a verified token says. `follow_ups` is empty where it opens all of them.

    `letter` is the one that carried it, where that matters; `new` the subscriber a move is to.
    """

    purpose: Purpose
    subscriber: str
    follow_ups: tuple[str, ...] = ()
    epoch: int = 0
    letter: str = ""
    new: str = ""


class Signer(TimestampSigner):
    """The library reads the clock itself; here time is an argument."""

    def __init__(self, *given: Any, clock: int, **more: Any) -> None:
        super().__init__(*given, **more)
        self._clock = clock

    def get_timestamp(self) -> int:
        return self._clock


class Tokens:
    """Makes and reads tokens. `now` is an argument of both, as everywhere in the rules."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = list(keys)

    def make(self, token: Token, now: datetime) -> str:
        payload: dict[str, Any] = {"s": token.subscriber, "e": token.epoch}
        optional = {"f": list(token.follow_ups), "l": token.letter, "n": token.new}
        payload |= {name: value for name, value in optional.items() if value}
        made = self._serializer(token.purpose, now).dumps(payload)
        return made if isinstance(made, str) else made.decode()

    def read(self, text: str, purpose: Purpose, now: datetime) -> Token:
        """Raises LinkInvalid for anything but a fresh token of this very purpose."""
        if len(text) > MAX_TOKEN_CHARS:
            raise LinkInvalid
        try:
            payload, signed_at = self._serializer(purpose, now).loads(text, return_timestamp=True)
        except (BadData, UnicodeError) as fault:
            raise LinkInvalid from fault
        # Not the library's max_age: it refuses a token from a letter mailed ahead of the clock.
        life = LIFE[purpose]
        if life and now - signed_at > life:
            raise LinkInvalid
        ids = tuple(payload.get("f", ()))
        letter, new = payload.get("l", ""), payload.get("n", "")
        return Token(purpose, payload["s"], ids, payload["e"], letter, new)

    def read_any(self, text: str, purposes: Sequence[Purpose], now: datetime) -> Token:
        """As `read`, for the first of the purposes that the token is of."""
        for purpose in purposes[:-1]:
            try:
                return self.read(text, purpose, now)
            except LinkInvalid:
                continue
        return self.read(text, purposes[-1], now)

    def _serializer(self, purpose: Purpose, now: datetime) -> URLSafeTimedSerializer:
        clock = {"clock": int(now.timestamp())}
        return URLSafeTimedSerializer(
            self._keys, salt=purpose.value, signer=Signer, signer_kwargs=clock
        )
