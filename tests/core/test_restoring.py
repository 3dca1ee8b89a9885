"""A restored backup: nothing that left since leaves again, and what is ahead stays where it was."""

import copy
from datetime import datetime, timedelta

import pytest

from followup import limits
from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Subscriber
from followup.model import Outcome
from followup.restoring import is_older, moved_on
from tests.core.builders import a_follow_up, at, key
from tests.core.world import START, World

OWNER = Subscriber("ab" * 20, "ada@example.com")
ROW = RowKey(OWNER.id, "00000000-0000-4000-8000-000000000001")
LETTERS = 8


def a_record(mailing: Mailing, **changes: object) -> Record:
    return Record(ROW, OWNER, mailing, a_follow_up(**changes))


def a_world() -> World:
    world = World()
    world.follow(id=ROW.id, max_check_ins=5)
    return world


def lived(world: World, letters: int) -> list[tuple[datetime, str]]:
    """The next letters: when they left, and what they were about."""
    found = []
    for _ in range(letters):
        letter = world.deliver_next()
        assert letter is not None
        found.append((world.now, str(letter["Subject"])))
    return found


def restore(world: World, backup: object) -> None:
    world.store.__dict__.update(copy.deepcopy(backup.__dict__))
    for row, stored in world.store.rows.items():
        record = world.store.load(row, world.now)
        newer = moved_on(record, world.now) if record else None
        stored.mailing = newer or stored.mailing


@pytest.mark.parametrize("kept", range(4))
@pytest.mark.parametrize("lost", range(4))
def test_a_restore_neither_repeats_nor_drops_a_letter(kept: int, lost: int) -> None:
    undisturbed = lived(a_world(), LETTERS)

    world = a_world()
    before = lived(world, kept)
    backup = copy.deepcopy(world.store)
    since = lived(world, lost)
    restore(world, backup)
    after = lived(world, LETTERS - kept - lost)

    assert before + since + after == undisturbed


def test_what_was_in_flight_counts_as_perhaps_sent_when_it_was_claimed() -> None:
    claimed_at = at("Fri 12-04 09:03")
    lease = claimed_at + limits.LEASE
    flying = Mailing(State.SENDING, key("check_in 1"), lease, attempt="x", tries=1)

    newer = moved_on(a_record(flying), claimed_at - timedelta(minutes=1))

    assert newer is not None
    assert [(each.key, each.at, each.outcome) for each in newer.sent] == [
        (key("check_in 1"), claimed_at, Outcome.UNKNOWN)
    ]
    assert (newer.state, newer.rev) == (State.DUE, flying.rev + 1)


def test_what_fell_due_after_sending_was_off_is_still_mailed() -> None:
    due = Mailing(State.DUE, key("check_in 1"), at("Fri 12-04 09:03"))

    assert moved_on(a_record(due), at("Fri 12-04 09:02")) is None
    assert moved_on(a_record(due), at("Fri 12-04 09:03")) is not None


def test_a_letter_that_may_have_left_rests() -> None:
    letter = RowKey(OWNER.id, ROW.id, is_letter=True)
    due = Mailing(State.DUE, due_at=START)

    newer = moved_on(Record(letter, OWNER, due, letter=LetterKind.CONFIRMATION), START)

    assert newer is not None
    assert (newer.state, newer.due_at) == (State.PARKED, None)


@pytest.mark.parametrize("state", [State.WAITING, State.CLOSED, State.PARKED])
def test_what_waits_for_nothing_is_left_alone(state: State) -> None:
    assert moved_on(a_record(Mailing(state)), START) is None


def test_whoever_signed_up_after_the_ending_is_not_meant() -> None:
    second = int(START.timestamp())

    assert is_older(second, START)
    assert is_older(second - 400 * 86_400, START)
    assert not is_older(second + 1, START)
