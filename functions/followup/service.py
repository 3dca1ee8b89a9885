"""The use cases behind a private link or a letter's button: look, act, edit, remove."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from followup.actions import Change
from followup.bearers import Bearers, Holder
from followup.duplicates import with_same_as
from followup.edits import FROM_A_LETTER, edit
from followup.errors import ChangedElsewhere, LinkInvalid, NotFound
from followup.mailing import Record, RowKey, Subscriber
from followup.ports import Forget, Store
from followup.saving import MAX_SAVE_TRIES, save_once, trim
from followup.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Opened:
    """The confirmed follow-ups a token opens. `owner` is shown to a private link only."""

    records: tuple[Record, ...]
    owner: Subscriber | None

    @property
    def is_whole(self) -> bool:
        return self.owner is not None


@dataclass(frozen=True, slots=True)
class Service:
    """What a bearer may do. `bearer` is a private link's token or one from a reminder."""

    store: Store
    forget: Forget
    tokens: Tokens

    def open(self, bearer: str, now: datetime) -> Opened:
        holder = self._read(bearer, now)
        confirmed = [
            record
            for record in self.store.load_all(holder.owner.id, now)
            if not record.is_pending and holder.opens(record.row.id)
        ]
        if holder.is_whole:
            return Opened(tuple(with_same_as(confirmed)), holder.owner)
        return Opened(tuple(confirmed), None)

    def open_one(self, bearer: str, follow_up: str, now: datetime) -> Record:
        """Raises NotFound also where the token opens another follow-up only."""
        holder = self._read(bearer, now)
        record = self._find(holder, follow_up, now)
        if record is None or record.is_pending or not holder.opens(follow_up):
            raise NotFound
        return record

    def act(self, bearer: str, follow_up: str, change: Change, now: datetime) -> Record:
        """Carries out one press and answers today's state. Tried again when a letter
        settles in between; ChangedElsewhere only after five lost tries."""
        for _ in range(MAX_SAVE_TRIES):
            record = self.open_one(bearer, follow_up, now)
            saved = save_once(self.store, record, change, now)
            if saved:
                return saved
        raise ChangedElsewhere(record)

    def edit(
        self, bearer: str, follow_up: str, fields: dict[str, Any], rev: int, now: datetime
    ) -> Record:
        """Changes the form as it was read at `rev`. Raises ChangedElsewhere with the record
        as it is now; a letter that settles in between is no change of the form."""
        if not self._read(bearer, now).is_whole and not fields.keys() <= FROM_A_LETTER:
            raise LinkInvalid
        for _ in range(MAX_SAVE_TRIES):
            record = self.open_one(bearer, follow_up, now)
            if record.mailing.rev != rev:
                raise ChangedElsewhere(record)
            saved = save_once(self.store, record, edit(fields), now)
            if saved:
                return self.open_one(bearer, follow_up, now)
        raise ChangedElsewhere(record)

    def delete(self, bearer: str, follow_up: str, now: datetime) -> None:
        """Also where it is gone already: the second press asks for what is so."""
        owner = self._bearers.read_link(bearer, now).owner
        if self.forget.delete(RowKey(owner.id, follow_up), now):
            trim(self.store, owner.id, now)

    def erase(self, bearer: str, now: datetime) -> None:
        """Everything of the subscriber. The bearer opens nothing any more after it."""
        owner = self._bearers.read_link(bearer, now).owner
        self.forget.erase(owner.id, now)

    @property
    def _bearers(self) -> Bearers:
        return Bearers(self.store, self.tokens)

    def _read(self, bearer: str, now: datetime) -> Holder:
        return self._bearers.read(bearer, now)

    def _find(self, holder: Holder, follow_up: str, now: datetime) -> Record | None:
        """A private link is told which other one is about the same interview."""
        if not holder.is_whole:
            return self.store.load(RowKey(holder.owner.id, follow_up), now)
        confirmed = [
            each for each in self.store.load_all(holder.owner.id, now) if not each.is_pending
        ]
        return next((each for each in with_same_as(confirmed) if each.row.id == follow_up), None)
