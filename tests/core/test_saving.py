"""A change that others overtake is made on top of theirs, or refused; it is never just lost."""

from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from followup.errors import ChangedElsewhere
from followup.mailing import Mailing, Record, State
from followup.saving import MAX_SAVE_TRIES
from tests.core.builders import a_follow_up
from tests.core.memory_store import MemoryStore
from tests.core.test_stops import stop_token
from tests.core.world import World


@dataclass
class OvertakenStore(MemoryStore):
    """Somebody else writes just before each of the next saves."""

    others: int = 0

    def save(self, record: Record, read: Mailing, expires_at: datetime) -> bool:
        if self.others:
            self.others -= 1
            self.rows[record.row].mailing = replace(read, rev=read.rev + 1)
        return super().save(record, read, expires_at)


@pytest.fixture
def store() -> OvertakenStore:
    return OvertakenStore()


@pytest.fixture
def world(store: OvertakenStore) -> World:
    """With a confirmed follow-up and its first reminder mailed."""
    made = World(store=store)
    made.follow()
    made.deliver_next()
    return made


def test_a_stop_that_is_overtaken_is_made_again(world: World, store: OvertakenStore) -> None:
    store.others = MAX_SAVE_TRIES - 1

    world.stops.stop(stop_token(world), world.now, only=True)

    assert world.record().mailing.state is State.WAITING


def test_a_stop_that_was_not_written_is_not_answered_as_done(
    world: World, store: OvertakenStore
) -> None:
    store.others = MAX_SAVE_TRIES

    with pytest.raises(ChangedElsewhere):
        world.stops.stop(stop_token(world), world.now, only=True)


def test_whoever_may_only_stop_is_not_shown_what_others_wrote(
    world: World, store: OvertakenStore
) -> None:
    store.others = MAX_SAVE_TRIES

    with pytest.raises(ChangedElsewhere) as fault:
        world.stops.stop(stop_token(world), world.now, only=True)

    assert fault.value.current is None


def test_a_confirmation_that_was_not_written_can_be_pressed_again(store: OvertakenStore) -> None:
    world = World(store=store)
    world.ask(a_follow_up())
    world.tick()
    store.others = MAX_SAVE_TRIES

    with pytest.raises(ChangedElsewhere):
        world.confirm()

    assert world.record().is_pending
    assert world.confirm().follow_ups == (world.record().row.id,)
    assert not world.record().is_pending
