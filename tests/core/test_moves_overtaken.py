"""A move that others overtake: tried again, and without a trace where nothing moved."""

from dataclasses import dataclass, replace

import pytest

from followup.errors import ChangedElsewhere
from followup.moves import MAX_MOVE_TRIES
from followup.ports import Move
from tests.core.memory_forget import MemoryForget
from tests.core.moving import NEW, ask, at
from tests.core.world import ADA, World


@dataclass
class OvertakenForget(MemoryForget):
    """Somebody writes just before each of the next moves."""

    others: int = 0

    def move(self, move: Move) -> bool:
        for moving in move.moving if self.others else ():
            row = self.store.rows[moving.before.row]
            row.mailing = replace(row.mailing, rev=row.mailing.rev + 1)
        self.others = max(0, self.others - 1)
        return super().move(move)


@pytest.fixture
def world() -> World:
    made = World()
    made.follow()
    return made


def test_a_move_that_is_overtaken_is_made_again(world: World) -> None:
    token = ask(world)
    world.forget = OvertakenForget(world.store, others=MAX_MOVE_TRIES - 1)

    world.moves.confirm(token, world.now)

    assert at(world, ADA) == []
    assert len(at(world, NEW)) == 1


def test_a_move_that_did_not_happen_allows_no_more_letters(world: World) -> None:
    token = ask(world)
    taken = dict(world.counters.taken)
    world.forget = OvertakenForget(world.store, others=MAX_MOVE_TRIES)

    with pytest.raises(ChangedElsewhere):
        world.moves.confirm(token, world.now)

    assert world.counters.taken == taken
    assert at(world, ADA) == ["Acme"]
