"""What arrives at a new address: everything, once."""

import uuid
from datetime import timedelta

import pytest

from followup import limits
from followup.errors import TooMany
from followup.mailing import Forgotten, State, Status
from followup.model import Outcome
from followup.ports import OutcomeUnknown
from followup.settling import settle
from tests.core.builders import a_follow_up
from tests.core.moving import NEW, a_world, ask, at, link_of
from tests.core.world import ADA, World


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_letter_in_flight_is_not_mailed_again_at_the_new_address(world: World) -> None:
    token = ask(world)
    due_at = world.record().mailing.due_at
    assert due_at is not None
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    before = len(world.letters)
    world.wait_until(due_at)
    in_flight = world.record()
    assert in_flight.mailing.state is State.SENDING

    world.moves.confirm(token, world.now)
    settle(world.store, in_flight.row, in_flight.mailing.attempt, Outcome.SENT, world.now)
    world.wait_until(world.now + limits.LEASE * 2)

    assert len(world.letters) == before + 1
    moved = world.record()
    assert [(each.key, each.outcome) for each in moved.mailing.sent] == [
        (in_flight.mailing.key, Outcome.UNKNOWN)
    ]
    assert moved.mailing.state is State.DUE


def test_a_move_to_an_address_with_follow_ups_keeps_both(world: World) -> None:
    world.ask(a_follow_up(employer="Initech"), NEW)
    world.tick()
    known = world.confirm().token
    token = ask(world)

    fresh = world.moves.confirm(token, world.now)

    assert sorted(at(world, NEW)) == ["Acme", "Initech"]
    assert len(world.service.open(fresh, world.now).records) == 2
    assert len(world.service.open(known, world.now).records) == 2


def test_twenty_follow_ups_move_and_twenty_one_in_all_do_not(world: World) -> None:
    bearer = link_of(world)
    for n in range(19):
        form = a_follow_up(id=str(uuid.uuid4()), employer=f"Employer {n}", ready_at=None)
        world.sign_up.add(bearer, form, None, world.now)
    world.ask(a_follow_up(employer="Initech"), "full@example.com")
    world.tick()
    world.confirm()

    with pytest.raises(TooMany):
        world.moves.confirm(ask(world, bearer, "full@example.com"), world.now)
    assert len(at(world, ADA)) == 20

    world.moves.confirm(ask(world, bearer), world.now)
    assert len(at(world, NEW)) == 20


def test_what_waits_for_its_confirmation_moves_along_as_far_as_there_is_room(world: World) -> None:
    world.now += timedelta(hours=1)
    world.ask(a_follow_up(employer="Waiting"))
    world.tick()

    fresh = world.moves.confirm(ask(world), world.now)

    assert sorted(at(world, NEW)) == ["Acme", "Waiting"]
    assert len(world.service.open(fresh, world.now).records) == 1


def test_an_id_both_addresses_know_stays_two_follow_ups() -> None:
    world = World()
    form = a_follow_up(id=str(uuid.uuid4()))
    for address in (ADA, NEW):
        world.ask(form, address)
    world.tick()
    for letter in world.letters[:2]:
        world.confirm(letter)

    world.moves.confirm(ask(world), world.now)

    assert at(world, NEW) == ["Acme", "Acme"]
    assert at(world, ADA) == []


def test_a_stop_moves_along_to_a_fresh_address(world: World) -> None:
    bearer = link_of(world)
    world.stops.stop(bearer, world.now)

    world.moves.confirm(ask(world, bearer), world.now)

    owner = world.record().subscriber
    assert (owner.status, owner.stopped_at) == (Status.STOPPED, world.now)
    assert world.forget.remembered(owner.id, world.now) == {Forgotten.STOPPED: world.now}
    assert world.deliver_next() is None


@pytest.mark.parametrize(("stopped", "running"), [(NEW, "Acme"), (ADA, "Initech")])
def test_a_stop_on_either_side_stays_with_the_follow_ups_it_was_for(
    world: World, stopped: str, running: str
) -> None:
    world.ask(a_follow_up(employer="Initech"), NEW)
    world.tick()
    world.confirm()
    link = link_of(world)
    owner = next(s for s, _ in world.store.subscribers.values() if s.address == stopped)
    world.forget.stop(owner.id, world.now)

    world.moves.confirm(ask(world, link), world.now)

    due = [r.follow_up.employer for r in world.all_records() if r.mailing.due_at and r.follow_up]
    assert due == [running]
    assert world.record().subscriber.status is Status.ACTIVE


def test_leaving_a_mailbox_that_refuses_us_begins_anew_from_today(world: World) -> None:
    bearer = link_of(world)
    world.forget.suppress(world.record().subscriber.id, world.now)
    world.wait_until(world.now + timedelta(days=20))

    world.moves.confirm(ask(world, bearer), world.now)

    moved = world.record()
    assert moved.subscriber.status is Status.ACTIVE
    assert moved.mailing.due_at is not None
    assert moved.mailing.due_at > world.now
