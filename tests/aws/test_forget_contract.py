"""What every Forget must do: endings that are remembered in the same write."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from followup import limits
from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.mailing import Forgotten, Mailing, Record, RowKey, State, Status, Subscriber
from followup.ports import Forget, Move, Moving, Store
from tests.aws.rows import KEY, LATER, NOW, OWNER, a_letter, a_record, claim_of, put
from tests.core.memory_forget import MemoryForget
from tests.core.memory_store import MemoryStore

NEW = Subscriber("cd" * 20, "new@example.com", Status.ACTIVE, epoch=9, moved_by="a letter")


@dataclass
class World:
    store: Store
    forget: Forget

    def owner(self, subscriber: str = OWNER.id, now: datetime = NOW) -> Subscriber:
        found = self.store.subscriber(subscriber, now)
        assert found is not None
        return found


@pytest.fixture(params=["dynamodb", "memory"])
def world(request: pytest.FixtureRequest) -> World:
    if request.param == "memory":
        store = MemoryStore()
        return World(store, MemoryForget(store))
    client = request.getfixturevalue("dynamodb")
    table = Table(client, "table")
    return World(DynamoStore(table), DynamoForget(table, Table(client, "forget", KEY_NAMES)))


def test_a_stop_is_written_once_remembered_and_lifted(world: World) -> None:
    put(world.store, a_record())
    later = NOW + timedelta(hours=1)

    assert [world.forget.stop(OWNER.id, at) for at in (NOW, later)] == [True, False]
    assert world.owner() == replace(OWNER, status=Status.STOPPED, stopped_at=NOW)
    assert world.forget.remembered(OWNER.id, NOW) == {Forgotten.STOPPED: NOW}

    assert world.forget.start(OWNER.id)
    assert world.owner() == replace(OWNER, status=Status.ACTIVE)
    assert world.forget.remembered(OWNER.id, NOW) == {}


def test_a_block_is_remembered_also_of_somebody_unknown(world: World) -> None:
    put(world.store, a_record())

    for id_ in (OWNER.id, NEW.id):
        world.forget.block(id_, NOW)
        assert world.forget.remembered(id_, NOW) == {Forgotten.BLOCKED: NOW}
    assert world.owner().blocked_at == NOW
    assert world.store.subscriber(NEW.id, NOW) is None

    for id_ in (OWNER.id, NEW.id):
        world.forget.unblock(id_)
        assert world.forget.remembered(id_, NOW) == {}
    assert world.owner().blocked_at is None


def test_whoever_is_suppressed_is_neither_stopped_nor_started(world: World) -> None:
    put(world.store, a_record())

    assert world.forget.suppress(OWNER.id, NOW)

    assert not world.forget.stop(OWNER.id, NOW)
    assert not world.forget.start(OWNER.id)
    assert world.owner().status is Status.SUPPRESSED
    assert world.forget.remembered(OWNER.id, NOW) == {Forgotten.SUPPRESSED: NOW}


def test_a_stranger_is_suppressed_only_where_that_is_meant(world: World) -> None:
    assert not world.forget.suppress(OWNER.id, NOW)
    assert world.forget.remembered(OWNER.id, NOW) == {}

    assert world.forget.suppress(OWNER.id, NOW, is_stranger=True)
    assert world.forget.remembered(OWNER.id, NOW) == {Forgotten.SUPPRESSED: NOW}


def test_what_is_remembered_ends_after_400_days_although_still_stored(world: World) -> None:
    world.forget.block(OWNER.id, NOW)

    assert world.forget.remembered(OWNER.id, NOW + limits.FORGET_LIFE - timedelta(seconds=1))
    assert world.forget.remembered(OWNER.id, NOW + limits.FORGET_LIFE) == {}


def test_one_follow_up_is_deleted_and_the_other_stays(world: World) -> None:
    gone, kept = put(world.store, a_record()), put(world.store, a_record())

    assert [world.forget.delete(gone.row, NOW) for _ in range(2)] == [True, False]

    assert world.store.load_all(OWNER.id, NOW) == [kept]
    assert world.forget.remembered(f"{OWNER.id}#{gone.row.id}", NOW) == {Forgotten.ERASED: NOW}
    assert world.forget.remembered(OWNER.id, NOW) == {}


def test_an_erasure_leaves_nothing_but_what_is_remembered(world: World) -> None:
    records = [put(world.store, a_record()) for _ in range(3)]
    letter = a_letter()
    world.store.add_letter(letter, LATER)

    assert [world.forget.erase(OWNER.id, NOW) for _ in range(2)] == [True, False]

    assert world.forget.remembered(OWNER.id, NOW) == {Forgotten.ERASED: NOW}
    world.store.add_subscriber(OWNER, LATER, NOW)
    assert [world.store.load(each.row, NOW) for each in (*records, letter)] == [None] * 4


LATE_WRITES: dict[str, Callable[[World, Record], object]] = {
    "settle": lambda world, taken: world.store.replace(taken, Mailing(State.DUE, KEY, NOW)),
    "press": lambda world, taken: world.store.save(taken, taken.mailing, LATER),
    "claim": lambda world, taken: world.store.claim(taken, claim_of(taken, "another"), LATER),
    "letter": lambda world, _taken: world.store.add_letter(a_letter(), LATER),
    "form": lambda world, _taken: world.store.add(a_record(), LATER),
    "stop": lambda world, _taken: world.forget.stop(OWNER.id, NOW),
    "start": lambda world, _taken: world.forget.start(OWNER.id),
    "suppress": lambda world, _taken: world.forget.suppress(OWNER.id, NOW),
    "keep": lambda world, _taken: world.store.keep_subscriber(OWNER.id, LATER),
    "rotate": lambda world, _taken: world.store.rotate(OWNER),
}


@pytest.mark.parametrize("write", LATE_WRITES)
@pytest.mark.parametrize("ending", ["erase", "delete"])
def test_a_follow_up_in_flight_never_returns(world: World, ending: str, write: str) -> None:
    record = put(world.store, a_record(Mailing(State.DUE, KEY, NOW)))
    taken = replace(record, mailing=claim_of(record))
    assert world.store.claim(record, taken.mailing, NOW)

    if ending == "erase":
        world.forget.erase(OWNER.id, NOW)
    else:
        world.forget.delete(record.row, NOW)
    LATE_WRITES[write](world, taken)

    assert world.store.load(record.row, NOW) is None
    assert (world.store.subscriber(OWNER.id, NOW) is None) == (ending == "erase")


def test_a_hundred_and_fifty_items_are_erased_in_pages(dynamodb: Any) -> None:
    table, forgotten = Table(dynamodb, "table"), Table(dynamodb, "forget", KEY_NAMES)
    store, forget = DynamoStore(table), DynamoForget(table, forgotten)
    for _ in range(75):
        put(store, a_record())

    assert forget.erase(OWNER.id, NOW)

    assert dynamodb.scan(TableName="table")["Items"] == []


def a_move(world: World, records: list[Record], was: Subscriber | None = None) -> Move:
    carried = [
        Moving(each, replace(each, row=RowKey(NEW.id, each.row.id), subscriber=NEW), LATER)
        for each in records
    ]
    return Move(world.owner(), NEW, was, tuple(carried), NOW, LATER)


def test_a_move_takes_everything_along_and_leaves_a_hash(world: World) -> None:
    records = [put(world.store, a_record()) for _ in range(20)]
    world.store.add_letter(a_letter(), LATER)

    assert world.forget.move(a_move(world, records))

    moved = world.store.load_all(NEW.id, NOW)
    assert {each.row.id for each in moved} == {each.row.id for each in records}
    assert world.owner(NEW.id) == NEW
    assert world.store.subscriber(OWNER.id, NOW) is None
    assert world.store.load_all(OWNER.id, NOW) == []
    assert world.forget.remembered(OWNER.id, NOW) == {Forgotten.ERASED: NOW}


def test_where_somebody_moved_is_remembered_until_they_are_erased_there(world: World) -> None:
    records = [put(world.store, a_record())]

    assert world.forget.move(a_move(world, records))

    after = NOW + limits.FORGET_LIFE
    assert world.forget.moved_to(OWNER.id, NOW) == NEW.id
    assert world.forget.moved_to(OWNER.id, after) is None
    assert world.forget.moved_to(NEW.id, NOW) is None
    put(world.store, a_record())
    assert world.forget.erase(OWNER.id, NOW)
    assert world.forget.moved_to(OWNER.id, NOW) is None


def test_a_move_after_a_letter_left_in_between_changes_nothing(world: World) -> None:
    record = put(world.store, a_record(Mailing(State.DUE, KEY, NOW)))
    move = a_move(world, [record])
    world.store.claim(record, claim_of(record), NOW)

    assert not world.forget.move(move)

    assert world.store.load_all(NEW.id, NOW) == []
    assert world.owner() == OWNER
    assert world.forget.remembered(OWNER.id, NOW) == {}


def test_a_move_to_somebody_who_changed_since_they_were_read_changes_nothing(world: World) -> None:
    record = put(world.store, a_record())
    there = replace(NEW, epoch=3, moved_by="")
    world.store.add_subscriber(there, LATER, NOW)
    move = a_move(world, [record], there)
    world.store.rotate(there)

    assert not world.forget.move(move)
    assert not world.forget.move(replace(move, was=None))
    assert world.store.load_all(OWNER.id, NOW) == [record]


def test_a_move_to_somebody_known_keeps_their_epoch_and_follow_ups(world: World) -> None:
    record = put(world.store, a_record())
    there = replace(NEW, status=Status.STOPPED, stopped_at=NOW, epoch=3, moved_by="")
    world.store.add_subscriber(there, LATER, NOW)
    own = replace(a_record(), row=RowKey(NEW.id, str(uuid.uuid4())))
    assert world.store.add(own, LATER)

    settled_in = replace(NEW, epoch=3)
    assert world.forget.move(replace(a_move(world, [record], there), new=settled_in))

    assert world.owner(NEW.id) == settled_in
    assert len(world.store.load_all(NEW.id, NOW)) == 2


def test_a_stop_moves_along(world: World) -> None:
    put(world.store, a_record())
    world.forget.stop(OWNER.id, NOW)
    stopped = replace(NEW, status=Status.STOPPED, stopped_at=NOW)

    assert world.forget.move(replace(a_move(world, []), new=stopped))

    assert world.owner(NEW.id) == stopped
    assert world.forget.remembered(NEW.id, NOW) == {Forgotten.STOPPED: NOW}
