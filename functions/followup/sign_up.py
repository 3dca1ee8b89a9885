"""The way in: a follow-up is stored, one letter asks, a press confirms."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from followup import limits
from followup.actions import Change, stop
from followup.addresses import counter_id, network_id, subscriber_id
from followup.errors import LinkInvalid, TooMany
from followup.model import FollowUp, LetterKind, Mailing, Record, RowKey, State, Status, Subscriber
from followup.ports import Counters, Queue, Store
from followup.service import is_pending, save_change
from followup.tokens import Purpose, Token, Tokens


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The follow-ups a press activated and the token that opens them."""

    follow_ups: tuple[str, ...]
    token: str


@dataclass(frozen=True, slots=True)
class SignUp:
    """`network_limit` is how many follow-ups one network may ask for in an hour."""

    store: Store
    counters: Counters
    queue: Queue
    tokens: Tokens
    identity_key: bytes
    network_limit: int

    def ask(
        self, follow_up: FollowUp, address: str, network: str, letter_id: str, now: datetime
    ) -> None:
        """Stores a pending follow-up and queues one confirmation letter, as limits allow.

        Nothing the caller can see depends on whether the address is known. Raises TooMany
        for a network's excess, before anything of the address is touched.
        """
        self._count_network(network, now)
        owner = Subscriber(subscriber_id(address, self.identity_key), address)
        expiry = now + limits.PENDING_LIFE
        self.store.add_subscriber(owner, expiry)
        self.store.keep_subscriber(owner.id, expiry)
        self._store_pending(owner, follow_up, letter_id, now)
        self._queue_letter(owner, letter_id, now)

    def pending(self, token: str, now: datetime) -> list[Record]:
        """What a press on this confirmation letter would activate, or has activated."""
        read = self.tokens.read(token, Purpose.CONFIRM, now)
        return [
            record
            for record in self.store.load_all(read.subscriber, now)
            if is_pending(record) or _was_confirmed_by(record, read)
        ]

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
        pending = [each for each in records if is_pending(each)]
        self._check_room(owner, pending, now)
        self._activate(owner, pending, read, now)
        ids = tuple(record.row.id for record in records)
        return Confirmed(ids, self._bearer(owner, ids, now))

    def set_blocked(self, token: str, is_blocked: bool, now: datetime) -> None:
        """`I did not ask for this`: no more confirmation letters, until lifted there."""
        read = self.tokens.read(token, Purpose.BLOCK, now)
        if not self.store.set_blocked(read.subscriber, now if is_blocked else None):
            raise LinkInvalid

    def _store_pending(
        self, owner: Subscriber, follow_up: FollowUp, spare_id: str, now: datetime
    ) -> None:
        """An id that is confirmed already is left alone: the newer form waits under another
        one. Beyond the number anybody needs nothing more is stored."""
        waiting = [each for each in self.store.load_all(owner.id, now) if is_pending(each)]
        is_newer = follow_up.id in [each.row.id for each in waiting]
        if len(waiting) >= limits.MAX_FOLLOW_UPS and not is_newer:
            return
        for id_ in (follow_up.id, spare_id):
            form = replace(follow_up, id=id_)
            record = Record(RowKey(owner.id, id_), owner, Mailing(State.WAITING), form)
            if self.store.add_pending(record, now + limits.PENDING_LIFE):
                return

    def _count_network(self, network: str, now: datetime) -> None:
        hour = now.strftime("%Y-%m-%dT%H")
        counter = f"network#{network_id(network, self.identity_key)}#{hour}"
        if self.counters.count(counter, now + timedelta(hours=2)) > self.network_limit:
            raise TooMany("Too many requests came from your network. Try again in an hour.")

    def _queue_letter(self, owner: Subscriber, letter_id: str, now: datetime) -> None:
        known = self.store.subscriber(owner.id, now)
        if known and (known.blocked_at or known.status is Status.SUPPRESSED):
            return
        if not self.counters.take_letter_slot(self._letter_counter(owner), now):
            return
        row = RowKey(owner.id, letter_id, is_letter=True)
        mailing = Mailing(State.DUE, due_at=now)
        expiry = now + limits.PENDING_LIFE
        self.store.add_letter(row, LetterKind.CONFIRMATION, mailing, expiry)
        self.queue.put([row], now)

    def _letter_counter(self, owner: Subscriber) -> str:
        return f"letters#{counter_id(owner.address, self.identity_key)}"

    def _activate(
        self, owner: Subscriber, pending: list[Record], read: Token, now: datetime
    ) -> None:
        if not pending:
            return
        if owner.status is Status.STOPPED:
            self._stop_each(owner, now)
        if owner.status is not Status.ACTIVE:
            self.store.set_status(owner.id, Status.ACTIVE, now)
        for record in pending:
            save_change(self.store, record, _make_ready(read.follow_ups[0]), now)
        self.counters.free_letter_slots(self._letter_counter(owner))

    def _check_room(self, owner: Subscriber, pending: list[Record], now: datetime) -> None:
        confirmed = [each for each in self.store.load_all(owner.id, now) if not is_pending(each)]
        if len(confirmed) + len(pending) > limits.MAX_FOLLOW_UPS:
            raise TooMany(
                f"One address can have {limits.MAX_FOLLOW_UPS} follow-ups. "
                "Tick fewer, or remove one that is over."
            )

    def _stop_each(self, owner: Subscriber, now: datetime) -> None:
        """A new confirmation starts its own follow-up, never those stopped before."""
        for record in self.store.load_all(owner.id, now):
            if not is_pending(record):
                save_change(self.store, record, stop(), now)

    def _bearer(self, owner: Subscriber, ids: tuple[str, ...], now: datetime) -> str:
        """The private link for a first confirmation, else a token for these follow-ups."""
        if owner.status is Status.PENDING:
            return self.tokens.make(Token(Purpose.LINK, owner.id, epoch=owner.epoch), now)
        return self.tokens.make(Token(Purpose.REMINDER, owner.id, ids, owner.epoch), now)


def _make_ready(letter: str) -> Change:
    def change(follow_up: FollowUp, _sent: object, now: datetime) -> FollowUp:
        return replace(follow_up, ready_at=now, confirmed_by=letter)

    return change


def _was_confirmed_by(record: Record, read: Token) -> bool:
    return record.follow_up is not None and record.follow_up.confirmed_by in read.follow_ups
