"""Stop and start: the way out of every letter, and back within a day.

A STOP token has no end and needs no live subscriber: whoever wants no mail is never told that
their link is too old. It may stop, and lift its own stop for 24 hours; nothing else. After a
move the letters in the old mailbox still stop: their tokens follow to the new address.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from followup import limits
from followup.actions import stop
from followup.bearers import Bearers
from followup.errors import LinkInvalid
from followup.mailing import Status, Subscriber
from followup.model import FollowUp
from followup.ports import Forget, Store
from followup.saving import save
from followup.tokens import Purpose, Token, Tokens

MAX_MOVES = 5
MAY_STOP = (Purpose.STOP, Purpose.REMINDER, Purpose.LINK)


@dataclass(frozen=True, slots=True)
class Stops:
    store: Store
    forget: Forget
    tokens: Tokens

    def stop(self, text: str, now: datetime, *, only: bool = False) -> None:
        """Stops everything, or `only` the follow-up of the letter that carried the token.

        Answers the same however often it comes, also after the subscriber was erased: there is
        nothing left to stop then.
        """
        token = self._read(text, now)
        if only:
            self._stop_follow_ups(token, now)
        else:
            self.forget.stop(token.subscriber, now)

    def start(self, text: str, now: datetime) -> None:
        """Lifts the stop of everything; nothing that fell due meanwhile is mailed in a heap.

        Raises LinkInvalid a day after the stop, but not for a private link.
        """
        token = self._read(text, now)
        owner = self.store.subscriber(token.subscriber, now)
        if owner is None or not may_start(owner, token, now):
            raise LinkInvalid
        if owner.status is Status.STOPPED:
            self._start(owner, now)

    def _start(self, owner: Subscriber, now: datetime) -> None:
        """The plans first: a row that is due is only mailed once its subscriber is active."""
        for record in self.store.load_all(owner.id, now):
            if not record.is_pending:
                save(self.store, record, _plan_anew, now)
        if not self.forget.start(owner.id):
            raise LinkInvalid

    def _stop_follow_ups(self, token: Token, now: datetime) -> None:
        if not token.follow_ups:
            raise LinkInvalid
        for record in self.store.load_all(token.subscriber, now):
            if record.row.id in token.follow_ups and not record.is_pending:
                save(self.store, record, stop(), now)

    def _read(self, text: str, now: datetime) -> Token:
        token = self.tokens.read_any(text, MAY_STOP, now)
        if token.purpose is Purpose.STOP:
            return self._follow(token, now)
        Bearers(self.store, self.tokens).read(text, now)
        return token

    def _follow(self, token: Token, now: datetime) -> Token:
        for _ in range(MAX_MOVES):
            if self.store.subscriber(token.subscriber, now):
                break
            moved_to = self.forget.moved_to(token.subscriber, now)
            if moved_to is None:
                break
            token = replace(token, subscriber=moved_to)
        return token


def may_start(owner: Subscriber, token: Token, now: datetime) -> bool:
    if owner.status is Status.SUPPRESSED:
        return False
    if token.purpose is Purpose.LINK or owner.stopped_at is None:
        return True
    return now - owner.stopped_at <= limits.UNDO_LIFE


def _plan_anew(follow_up: FollowUp, _sent: object, now: datetime) -> FollowUp:
    return replace(follow_up, replanned_at=now)
