"""The ways to everything of a subscriber: the private link, mailed again or ended; the feed."""

from dataclasses import dataclass
from datetime import datetime

from followup.addresses import subscriber_id
from followup.bearers import Bearers
from followup.duplicates import with_same_as
from followup.errors import LinkInvalid
from followup.letter_orders import LetterOrders
from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Subscriber
from followup.ports import Store
from followup.tokens import Purpose, Token, Tokens


@dataclass(frozen=True, slots=True)
class Access:
    store: Store
    tokens: Tokens
    orders: LetterOrders

    def mail_link(self, address: str, network: str, letter_id: str, now: datetime) -> None:
        """Orders the letter for any address; the worker mails it only where follow-ups were
        confirmed, and nobody refused our letters."""
        self.orders.count_network(network, now)
        owner = Subscriber(subscriber_id(address, self.orders.identity_key), address)
        row = RowKey(owner.id, letter_id, is_letter=True)
        mailing = Mailing(State.DUE, due_at=now)
        self.orders.order(Record(row, owner, mailing, letter=LetterKind.LINK), now)

    def rotate(self, bearer: str, now: datetime) -> str:
        """Ends every link, feed and button given out before; the new private link's token."""
        owner = Bearers(self.store, self.tokens).read_link(bearer, now).owner
        if not self.store.rotate(owner):
            raise LinkInvalid
        return self.tokens.make(Token(Purpose.LINK, owner.id, epoch=owner.epoch + 1), now)

    def make_feed(self, bearer: str, now: datetime) -> str:
        """A token that opens the calendar until the links are rotated."""
        owner = Bearers(self.store, self.tokens).read_link(bearer, now).owner
        return self.tokens.make(Token(Purpose.FEED, owner.id, epoch=owner.epoch), now)

    def open_feed(self, token: str, now: datetime) -> list[Record]:
        holder = Bearers(self.store, self.tokens).read(token, now, Purpose.FEED)
        return [
            record for record in self.store.load_all(holder.owner.id, now) if not record.is_pending
        ]

    def export(self, bearer: str, now: datetime) -> tuple[Subscriber, list[Record]]:
        """All that is stored, what still waits for its confirmation included."""
        owner = Bearers(self.store, self.tokens).read_link(bearer, now).owner
        return owner, with_same_as(self.store.load_all(owner.id, now))
