"""The way in: a follow-up is stored, one letter asks, a press confirms."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from followup import limits
from followup.actions import Change, stop
from followup.addresses import subscriber_id
from followup.bearers import Bearers
from followup.duplicates import with_same_as
from followup.errors import Invalid, LinkInvalid, TooMany
from followup.letter_orders import LetterOrders
from followup.mailing import (
    Forgotten,
    LetterKind,
    Mailing,
    Record,
    RowKey,
    State,
    Status,
    Subscriber,
)
from followup.model import FollowUp
from followup.ports import Forget, Store
from followup.saving import save
from followup.schedule import expires_at, schedule
from followup.settling import arrived
from followup.tokens import Purpose, Token, Tokens


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The follow-ups a press activated and the token that opens them."""

    follow_ups: tuple[str, ...]
    token: str


@dataclass(frozen=True, slots=True)
class SignUp:
    store: Store
    forget: Forget
    tokens: Tokens
    orders: LetterOrders

    def ask(
        self, follow_up: FollowUp, address: str, network: str, letter_id: str, now: datetime
    ) -> None:
        """Stores a pending follow-up and queues one confirmation letter, as limits allow.

        Nothing the caller can see depends on whether the address is known. Raises TooMany
        for a network's excess, before anything of the address is touched.
        """
        self.orders.count_network(network, now)
        owner = self._new_subscriber(address, now)
        expiry = now + limits.PENDING_LIFE
        self.store.add_subscriber(owner, expiry, now)
        self.store.keep_subscriber(owner.id, expiry)
        self._store_pending(owner, follow_up, letter_id, now)
        self._order_letter(owner, letter_id, now)

    def add(self, bearer: str, follow_up: FollowUp, address: str | None, now: datetime) -> Record:
        """With a private link: active at once, no letter. An id sent again is stored once."""
        owner = Bearers(self.store, self.tokens).read_link(bearer, now).owner
        if address and subscriber_id(address, self.orders.identity_key) != owner.id:
            raise Invalid(fields={"address": "This is not the address your link belongs to."})
        if known := self._confirmed(owner, follow_up.id, now):
            return known
        check_room(self.store, owner, 1, now)
        self._make_active(owner, now)
        self._store_active(owner, replace(follow_up, ready_at=now), now)
        stored = self._confirmed(owner, follow_up.id, now)
        if stored is None:
            raise LinkInvalid
        return stored

    def pending(self, token: str, now: datetime) -> list[Record]:
        """What a press on this confirmation letter would activate, or has activated.

        Raises LinkInvalid where nothing is left of it.
        """
        read = self.tokens.read(token, Purpose.CONFIRM, now)
        records = [
            record
            for record in with_same_as(self.store.load_all(read.subscriber, now))
            if record.is_pending or _was_confirmed_by(record, read)
        ]
        if not records:
            raise LinkInvalid
        return records

    def confirm(self, token: str, chosen: Collection[str] | None, now: datetime) -> Confirmed:
        """Activates what is pending. A repeated press answers the same follow-ups again."""
        read = self.tokens.read(token, Purpose.CONFIRM, now)
        owner = self.store.subscriber(read.subscriber, now)
        records = [
            record
            for record in self.pending(token, now)
            if chosen is None or record.row.id in chosen
        ]
        if owner is None or not records:
            raise LinkInvalid
        pending = [each for each in records if each.is_pending]
        check_room(self.store, owner, len(pending), now)
        self._activate(owner, pending, read, now)
        ids = tuple(record.row.id for record in records)
        return Confirmed(ids, self._bearer(owner, ids, now))

    def set_blocked(self, token: str, is_blocked: bool, now: datetime) -> None:
        """`I did not ask for this`: no more confirmation letters, until lifted there."""
        read = self.tokens.read(token, Purpose.BLOCK, now)
        if is_blocked:
            self.forget.block(read.subscriber, now)
            return
        self.forget.unblock(read.subscriber)
        if owner := self.store.subscriber(read.subscriber, now):
            self.orders.free(_confirmation(owner, "", Mailing(State.CLOSED)))

    def _new_subscriber(self, address: str, now: datetime) -> Subscriber:
        """As it is stored where there is none. Links of an earlier life stay dead: the epoch
        begins with the clock. So do a block and a suppression, which outlive the address."""
        id_ = subscriber_id(address, self.orders.identity_key)
        known = self.forget.remembered(id_, now)
        is_refused = Forgotten.SUPPRESSED in known
        return Subscriber(
            id_,
            address,
            status=Status.SUPPRESSED if is_refused else Status.PENDING,
            epoch=int(now.timestamp()),
            blocked_at=known.get(Forgotten.BLOCKED),
        )

    def _store_pending(
        self, owner: Subscriber, follow_up: FollowUp, spare_id: str, now: datetime
    ) -> None:
        """An id that is confirmed already is left alone: the newer form waits under another
        one. Beyond the number anybody needs nothing more is stored."""
        waiting = [each for each in self.store.load_all(owner.id, now) if each.is_pending]
        is_newer = follow_up.id in [each.row.id for each in waiting]
        if len(waiting) >= limits.MAX_FOLLOW_UPS and not is_newer:
            return
        for id_ in (follow_up.id, spare_id):
            form = replace(follow_up, id=id_)
            record = Record(RowKey(owner.id, id_), owner, Mailing(State.WAITING), form)
            if self.store.add(record, now + limits.PENDING_LIFE):
                return

    def _order_letter(self, owner: Subscriber, letter_id: str, now: datetime) -> None:
        """Also where our letters were refused: the worker, whom nobody can watch, drops it."""
        self.orders.order(_confirmation(owner, letter_id, Mailing(State.DUE, due_at=now)), now)

    def _confirmed(self, owner: Subscriber, follow_up: str, now: datetime) -> Record | None:
        found = [each for each in self.store.load_all(owner.id, now) if not each.is_pending]
        return next((each for each in with_same_as(found) if each.row.id == follow_up), None)

    def _store_active(self, owner: Subscriber, follow_up: FollowUp, now: datetime) -> None:
        row = RowKey(owner.id, follow_up.id)
        mailing = schedule(Mailing(State.WAITING), follow_up, (), now)
        expiry = expires_at(follow_up, (), now)
        self.store.add(Record(row, owner, mailing, follow_up), expiry)
        self.store.keep_subscriber(owner.id, expiry)

    def _activate(
        self, owner: Subscriber, pending: list[Record], read: Token, now: datetime
    ) -> None:
        if not pending:
            return
        self._make_active(owner, now)
        for record in pending:
            save(self.store, record, _make_ready(read.follow_ups[0]), now)
        pressed = _confirmation(owner, read.follow_ups[0], Mailing(State.CLOSED))
        self.orders.free(pressed)
        arrived(self.store, pressed.row, now)

    def _make_active(self, owner: Subscriber, now: datetime) -> None:
        if owner.status is Status.STOPPED:
            stop_each(self.store, owner, now)
        if owner.status is not Status.ACTIVE:
            self.forget.start(owner.id)

    def _bearer(self, owner: Subscriber, ids: tuple[str, ...], now: datetime) -> str:
        """The private link for a first confirmation, else a token for these follow-ups."""
        if owner.status is Status.PENDING:
            return self.tokens.make(Token(Purpose.LINK, owner.id, epoch=owner.epoch), now)
        return self.tokens.make(Token(Purpose.REMINDER, owner.id, ids, owner.epoch), now)


def check_room(store: Store, owner: Subscriber, more: int, now: datetime) -> None:
    """Raises TooMany where an address would have more than anybody needs."""
    confirmed = [each for each in store.load_all(owner.id, now) if not each.is_pending]
    if more and len(confirmed) + more > limits.MAX_FOLLOW_UPS:
        raise TooMany(
            f"One address can have {limits.MAX_FOLLOW_UPS} follow-ups. "
            "Tick fewer, or remove one that is over."
        )


def stop_each(store: Store, owner: Subscriber, now: datetime) -> None:
    """What is new starts by itself, never what was stopped before."""
    for record in store.load_all(owner.id, now):
        if not record.is_pending:
            save(store, record, stop(), now)


def _confirmation(owner: Subscriber, letter_id: str, mailing: Mailing) -> Record:
    row = RowKey(owner.id, letter_id, is_letter=True)
    return Record(row, owner, mailing, letter=LetterKind.CONFIRMATION)


def _make_ready(letter: str) -> Change:
    def change(follow_up: FollowUp, _sent: object, now: datetime) -> FollowUp:
        return replace(follow_up, ready_at=now, confirmed_by=letter)

    return change


def _was_confirmed_by(record: Record, read: Token) -> bool:
    """A repeated press, unless the links were ended since."""
    assert record.follow_up is not None
    is_own = record.follow_up.confirmed_by in read.follow_ups
    return is_own and read.epoch == record.subscriber.epoch
