"""A new address: asked for with the private link, confirmed by whoever reads its letters.

Ids are made of addresses, so a move stores everything anew under another subscriber, in one
transaction; what is left of the old one (letters, what was never confirmed beyond the room there
is) is erased in a second.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from followup import limits
from followup.actions import stop
from followup.addresses import subscriber_id
from followup.attempts import settled
from followup.bearers import Bearers
from followup.errors import ChangedElsewhere, Invalid, LinkInvalid, TooMany
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
from followup.model import Outcome
from followup.ports import Forget, Move, Moving, Store
from followup.schedule import expires_at, reschedule
from followup.sign_up import stop_each
from followup.tokens import Purpose, Token, Tokens

MAX_MOVE_TRIES = 5


@dataclass(frozen=True, slots=True)
class Moves:
    store: Store
    forget: Forget
    tokens: Tokens
    orders: LetterOrders

    def ask(self, bearer: str, address: str, letter_id: str, now: datetime) -> None:
        """Orders the letter to the new address; nothing changes until it is confirmed.

        Nothing shows whether somebody refused our letters there: then it rests in the table.
        """
        owner = Bearers(self.store, self.tokens).read_link(bearer, now).owner
        new = Subscriber(subscriber_id(address, self.orders.identity_key), address)
        if new.id == owner.id:
            raise Invalid(fields={"address": "This is the address you have now."})
        refused = {Forgotten.BLOCKED, Forgotten.SUPPRESSED}
        is_refused = refused & self.forget.remembered(new.id, now).keys()
        mailing = Mailing(State.CLOSED) if is_refused else Mailing(State.DUE, due_at=now)
        row = RowKey(owner.id, letter_id, is_letter=True)
        letter = Record(row, owner, mailing, letter=LetterKind.NEW_ADDRESS, new=new)
        self.orders.order(letter, now)

    def confirm(self, text: str, now: datetime) -> str:
        """The private link's token at the new address, also when pressed again."""
        token = self.tokens.read(text, Purpose.MOVE, now)
        for _ in range(MAX_MOVE_TRIES):
            was = self.store.subscriber(token.new, now)
            if was and was.moved_by == token.letter:
                return self._link(was, now)
            letter = self._letter(token, was, now)
            move = self._plan(letter, was, now)
            self._stop_what_rests(move)
            if self.forget.move(move):
                self.store.keep_subscriber(token.new, move.expires_at)
                self.orders.free(letter)
                return self._link(move.new, now)
        raise ChangedElsewhere(None)

    def _letter(self, token: Token, was: Subscriber | None, now: datetime) -> Record:
        row = RowKey(token.subscriber, token.letter, is_letter=True)
        letter = self.store.load(row, now)
        if letter is None or letter.new is None or letter.subscriber.epoch != token.epoch:
            raise LinkInvalid
        if was and was.status is Status.SUPPRESSED:
            raise LinkInvalid
        return letter

    def _plan(self, letter: Record, was: Subscriber | None, now: datetime) -> Move:
        assert letter.new is not None
        old = letter.subscriber
        there = self.store.load_all(letter.new.id, now) if was else []
        moving = self._choose(self.store.load_all(old.id, now), there)
        new = settle_in(old, letter.new, was, letter.row.id, now)
        ids = {each.row.id for each in there}
        carried = tuple(carry(record, new, ids, now) for record in moving)
        expiry = max([each.expires_at for each in carried], default=now + limits.AFTER_LAST_STEP)
        return Move(old, new, was, carried, now, expiry)

    def _stop_what_rests(self, move: Move) -> None:
        """Mail at the new address begins again with what moves there, not with what was stopped."""
        was = move.was
        if was and was.status is Status.STOPPED and move.old.status is not Status.STOPPED:
            stop_each(self.store, was, move.at)

    def _choose(self, here: list[Record], there: list[Record]) -> list[Record]:
        """All that is confirmed, then what waits, as far as there is room."""
        confirmed = [each for each in here if not each.is_pending]
        room = limits.MAX_FOLLOW_UPS - len([each for each in there if not each.is_pending])
        if len(confirmed) > room:
            raise TooMany(
                f"One address can have {limits.MAX_FOLLOW_UPS} follow-ups, and the new one has "
                "some already. Remove some that are over."
            )
        return [*confirmed, *(each for each in here if each.is_pending)][:room]

    def _link(self, owner: Subscriber, now: datetime) -> str:
        return self.tokens.make(Token(Purpose.LINK, owner.id, epoch=owner.epoch), now)


def settle_in(
    old: Subscriber, new: Subscriber, was: Subscriber | None, letter: str, now: datetime
) -> Subscriber:
    """The subscriber at the new address: mailing goes on there if it did at the old one."""
    if was is None:
        # An old mailbox that refuses our letters is a good reason to move.
        is_stopped = old.status is Status.STOPPED
        status, stopped_at = Status.STOPPED if is_stopped else Status.ACTIVE, old.stopped_at
        epoch = int(now.timestamp())
        return replace(new, status=status, epoch=epoch, stopped_at=stopped_at, moved_by=letter)
    if old.status is Status.STOPPED and was.status is not Status.ACTIVE:
        return replace(was, status=Status.STOPPED, stopped_at=old.stopped_at, moved_by=letter)
    return replace(was, status=Status.ACTIVE, stopped_at=None, moved_by=letter)


def carry(record: Record, new: Subscriber, taken: Collection[str], now: datetime) -> Moving:
    """A letter in flight counts as sent: it may have left, and must not leave again."""
    follow_up, mailing, old = record.follow_up, record.mailing, record.subscriber
    assert follow_up is not None
    id_ = follow_up.id
    if id_ in taken:
        id_ = str(uuid.uuid5(uuid.UUID(follow_up.id), new.id))
    moved = replace(follow_up, id=id_)
    if old.status is Status.SUPPRESSED:
        moved = replace(moved, replanned_at=now)
    if mailing.state is State.SENDING:
        mailing = settled(record, Outcome.UNKNOWN, now)
    if old.status is Status.STOPPED and new.status is Status.ACTIVE and not record.is_pending:
        moved = stop()(moved, mailing.sent, now)
    mailing = replace(reschedule(mailing, moved, now), rev=mailing.rev + 1)
    after = replace(
        record, row=RowKey(new.id, id_), subscriber=new, mailing=mailing, follow_up=moved
    )
    return Moving(record, after, expires_at(moved, mailing.sent, now))
