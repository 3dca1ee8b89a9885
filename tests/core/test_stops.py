"""Stop and start: everything or one, for a day or with the link, never in a heap."""

from datetime import timedelta

import pytest

from followup.errors import LinkInvalid
from followup.mailing import Forgotten, State, Status
from followup.tokens import Purpose, Token
from tests.core.builders import a_follow_up
from tests.core.world import World, stop_token_in, token_in

DAY = timedelta(hours=24)


def a_world(follow_ups: int = 2) -> World:
    """With confirmed follow-ups and the first reminder mailed."""
    world = World()
    for n in range(follow_ups):
        world.ask(a_follow_up(employer=f"Employer {n}"))
    world.tick()
    world.confirm()
    world.deliver_next()
    return world


def stop_token(world: World) -> str:
    return stop_token_in(world.letters[-1])


def tokens_of(world: World) -> dict[str, str]:
    owner = world.record().subscriber
    link = world.tokens.make(Token(Purpose.LINK, owner.id, epoch=owner.epoch), world.now)
    button = token_in(world.letters[-1], "/follow-ups/")
    return {"stop": stop_token(world), "reminder": button, "link": link}


@pytest.mark.parametrize("kind", ["stop", "reminder", "link"])
def test_a_stop_ends_everything_with_any_token_of_the_subscriber(kind: str) -> None:
    world = a_world()
    token = tokens_of(world)[kind]

    world.stops.stop(token, world.now)
    world.stops.stop(token, world.now + timedelta(hours=1))

    owner = world.record().subscriber
    assert (owner.status, owner.stopped_at) == (Status.STOPPED, world.now)
    assert world.forget.remembered(owner.id, world.now) == {Forgotten.STOPPED: world.now}
    assert world.deliver_next() is None


@pytest.mark.parametrize("kind", ["stop", "reminder"])
def test_only_the_follow_up_of_the_letter_is_stopped(kind: str) -> None:
    world = a_world()
    token = tokens_of(world)[kind]
    of_the_letter = world.tokens.read(stop_token(world), Purpose.STOP, world.now).follow_ups

    world.stops.stop(token, world.now, only=True)

    stopped = [each.row.id for each in world.all_records() if each.mailing.state is State.WAITING]
    assert tuple(stopped) == of_the_letter
    assert world.record().subscriber.status is Status.ACTIVE


def test_a_stop_link_of_an_earlier_release_still_stops_everything_and_cannot_choose() -> None:
    world = a_world()
    old = world.tokens.make(Token(Purpose.STOP, world.record().subscriber.id), world.now)

    with pytest.raises(LinkInvalid):
        world.stops.stop(old, world.now, only=True)
    world.stops.stop(old, world.now)

    assert world.record().subscriber.status is Status.STOPPED


@pytest.mark.parametrize("kind", ["stop", "reminder"])
def test_a_letter_can_lift_the_stop_for_a_day(kind: str) -> None:
    world = a_world()
    token = tokens_of(world)[kind]
    world.stops.stop(token, world.now)

    with pytest.raises(LinkInvalid):
        world.stops.start(token, world.now + DAY + timedelta(seconds=1))
    world.stops.start(token, world.now + DAY)

    assert world.record().subscriber.status is Status.ACTIVE
    assert world.forget.items == {}


def test_the_private_link_can_start_again_at_any_time() -> None:
    world = a_world()
    token = tokens_of(world)["link"]
    world.stops.stop(token, world.now)

    world.stops.start(token, world.now + timedelta(days=60))

    assert world.record().subscriber.status is Status.ACTIVE


def test_a_start_where_nothing_was_stopped_changes_nothing() -> None:
    world = a_world()
    before = world.all_records()

    world.stops.start(stop_token(world), world.now)

    assert world.all_records() == before


def test_after_a_start_nothing_is_mailed_in_a_heap() -> None:
    world = a_world(follow_ups=4)
    token = tokens_of(world)["link"]
    world.stops.stop(token, world.now)
    world.wait_until(world.now + timedelta(days=30))
    before = len(world.letters)

    world.stops.start(token, world.now)
    world.tick()

    assert len(world.letters) == before
    ahead = [record.mailing.due_at for record in world.all_records()]
    assert all(due_at and due_at > world.now + timedelta(hours=12) for due_at in ahead)
    world.wait_until(world.now + timedelta(hours=20))
    assert len(world.letters) == before + 4


def test_what_was_stopped_by_itself_stays_stopped_after_a_start() -> None:
    world = a_world()
    token = stop_token(world)
    world.stops.stop(token, world.now, only=True)
    world.stops.stop(token, world.now)

    world.stops.start(token, world.now)

    states = sorted(record.mailing.state for record in world.all_records())
    assert states == [State.DUE, State.WAITING]


def test_a_stop_after_an_erasure_is_no_error_and_a_start_brings_nobody_back() -> None:
    world = a_world()
    token, owner = stop_token(world), world.record().subscriber
    world.forget.erase(owner.id, world.now)

    world.stops.stop(token, world.now)
    world.stops.stop(token, world.now, only=True)

    with pytest.raises(LinkInvalid):
        world.stops.start(token, world.now)
    assert world.store.subscribers == {}
    assert set(world.forget.items) == {(owner.id, Forgotten.ERASED)}


def test_whoever_is_suppressed_cannot_be_started_by_a_link() -> None:
    world = a_world()
    token = tokens_of(world)["link"]
    world.forget.suppress(world.record().subscriber.id, world.now)

    with pytest.raises(LinkInvalid):
        world.stops.start(token, world.now)
