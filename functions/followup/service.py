"""The use cases behind a private link or a letter's button: look, act, stop."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from followup.actions import Change
from followup.edits import FROM_A_LETTER, edit
from followup.errors import ChangedElsewhere, LinkInvalid, NotFound
from followup.model import Record, RowKey, Status
from followup.ports import Store
from followup.schedule import expires_at, reschedule
from followup.tokens import Purpose, Token, Tokens

MAX_SAVE_TRIES = 5


@dataclass(frozen=True, slots=True)
class Opened:
    """The confirmed follow-ups a token opens; `is_whole` when it opens all there are."""

    records: tuple[Record, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Service:
    """What a bearer may do. `bearer` is a private link's token or one from a reminder."""

    store: Store
    tokens: Tokens

    def open(self, bearer: str, now: datetime) -> Opened:
        token = self._read_bearer(bearer, now)
        records = [
            record
            for record in self.store.load_all(token.subscriber, now)
            if not is_pending(record) and _opens(token, record.row.id)
        ]
        return Opened(tuple(records), is_whole=not token.follow_ups)

    def open_one(self, bearer: str, follow_up: str, now: datetime) -> Record:
        """Raises NotFound also where the token opens another follow-up only."""
        token = self._read_bearer(bearer, now)
        record = self.store.load(RowKey(token.subscriber, follow_up), now)
        if record is None or is_pending(record) or not _opens(token, follow_up):
            raise NotFound
        return record

    def act(self, bearer: str, follow_up: str, change: Change, now: datetime) -> Record:
        """Carries out one press and answers today's state. Tried again when a letter
        settles in between; ChangedElsewhere only after five lost tries."""
        for _ in range(MAX_SAVE_TRIES):
            record = self.open_one(bearer, follow_up, now)
            saved = save_change(self.store, record, change, now)
            if saved:
                return saved
        raise ChangedElsewhere(record)

    def edit(
        self, bearer: str, follow_up: str, fields: dict[str, Any], rev: int, now: datetime
    ) -> Record:
        """Changes the form as it was read at `rev`. Raises ChangedElsewhere with the record
        as it is now; a letter that settles in between is no change of the form."""
        token = self._read_bearer(bearer, now)
        if token.follow_ups and not fields.keys() <= FROM_A_LETTER:
            raise LinkInvalid
        for _ in range(MAX_SAVE_TRIES):
            record = self.open_one(bearer, follow_up, now)
            if record.mailing.rev != rev:
                raise ChangedElsewhere(record)
            saved = save_change(self.store, record, edit(fields), now)
            if saved:
                return saved
        raise ChangedElsewhere(record)

    def stop_everything(self, token: str, now: datetime) -> None:
        """The List-Unsubscribe of every reminder. Answers the same however often it comes,
        also after the subscriber was erased: there is nothing left to stop then."""
        read = self.tokens.read(token, Purpose.STOP, now)
        self.store.set_status(read.subscriber, Status.STOPPED, now)

    def _read_bearer(self, bearer: str, now: datetime) -> Token:
        token = self._read_either(bearer, now)
        owner = self.store.subscriber(token.subscriber, now)
        if owner is None or owner.epoch != token.epoch:
            raise LinkInvalid
        return token

    def _read_either(self, bearer: str, now: datetime) -> Token:
        try:
            return self.tokens.read(bearer, Purpose.LINK, now)
        except LinkInvalid:
            return self.tokens.read(bearer, Purpose.REMINDER, now)


def save_change(store: Store, record: Record, change: Change, now: datetime) -> Record | None:
    """Facts, rev and schedule in one write; None when somebody else wrote first."""
    follow_up, mailing = record.follow_up, record.mailing
    assert follow_up is not None
    changed = change(follow_up, mailing.sent, now)
    if changed == follow_up:
        return record
    planned = replace(reschedule(mailing, changed, now), rev=mailing.rev + 1)
    expiry = expires_at(changed, planned.sent, now)
    after = replace(record, follow_up=changed, mailing=planned)
    if not store.save(after, mailing, expiry):
        return None
    store.keep_subscriber(record.row.subscriber, expiry)
    return after


def is_pending(record: Record) -> bool:
    return record.follow_up is None or record.follow_up.ready_at is None


def _opens(token: Token, follow_up: str) -> bool:
    return not token.follow_ups or follow_up in token.follow_ups
