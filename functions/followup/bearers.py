"""Who stands behind a bearer: the token it is, and the subscriber it still opens."""

from dataclasses import dataclass
from datetime import datetime

from followup.errors import LinkInvalid
from followup.mailing import Subscriber
from followup.ports import Store
from followup.tokens import Purpose, Token, Tokens


@dataclass(frozen=True, slots=True)
class Holder:
    """A token that was read, and its subscriber as stored."""

    token: Token
    owner: Subscriber

    @property
    def is_whole(self) -> bool:
        """Whether everything of the subscriber is open: a private link's token."""
        return self.token.purpose is Purpose.LINK

    def opens(self, follow_up: str) -> bool:
        return self.is_whole or follow_up in self.token.follow_ups


@dataclass(frozen=True, slots=True)
class Bearers:
    """Reads bearers. Raises LinkInvalid for a token whose subscriber is gone, or whose links
    were all ended since."""

    store: Store
    tokens: Tokens

    def read(self, text: str, now: datetime, *purposes: Purpose) -> Holder:
        token = self.tokens.read_any(text, purposes or (Purpose.LINK, Purpose.REMINDER), now)
        owner = self.store.subscriber(token.subscriber, now)
        if owner is None or owner.epoch != token.epoch:
            raise LinkInvalid
        return Holder(token, owner)

    def read_link(self, text: str, now: datetime) -> Holder:
        """A private link's token and no other."""
        return self.read(text, now, Purpose.LINK)
