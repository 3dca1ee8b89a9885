"""With the private link: active at once, stored once, pointed out when entered twice."""

import uuid
from datetime import timedelta

import pytest

from followup.errors import Invalid, LinkInvalid, TooMany
from followup.mailing import Record, State, Status
from followup.model import FollowUp
from tests.core.builders import a_follow_up
from tests.core.world import ADA, World, token_in


def a_world() -> tuple[World, str]:
    world = World()
    return world, world.follow().token


def a_form(**changes: object) -> FollowUp:
    return a_follow_up(**{"id": str(uuid.uuid4()), "ready_at": None} | changes)


def add(world: World, bearer: str, **changes: object) -> Record:
    return world.sign_up.add(bearer, a_form(**changes), None, world.now)


def test_an_addition_is_active_at_once_without_a_letter() -> None:
    world, bearer = a_world()
    before = len(world.letters)

    added = add(world, bearer, employer="Initech")

    assert added.mailing.state is State.DUE
    world.tick()
    assert len(world.letters) == before
    opened = world.service.open(bearer, world.now).records
    assert added.row.id in [each.row.id for each in opened]


def test_the_same_id_sent_twice_is_stored_once_and_answers_todays_state() -> None:
    world, bearer = a_world()
    form = a_form(employer="Initech")
    first = world.sign_up.add(bearer, form, None, world.now)
    world.wait_until(world.now + timedelta(days=1))

    second = world.sign_up.add(bearer, form, None, world.now)

    assert len(world.all_records()) == 2
    assert second.mailing.sent != first.mailing.sent


def test_what_waits_for_its_confirmation_is_activated_by_the_link() -> None:
    world, bearer = a_world()
    world.now += timedelta(hours=1)
    form = a_form(employer="Initech")
    world.ask(form)

    added = world.sign_up.add(bearer, form, ADA, world.now)

    assert added.follow_up is not None
    assert added.follow_up.ready_at == world.now
    assert len(world.all_records()) == 2


def test_another_address_than_the_links_own_is_refused() -> None:
    world, bearer = a_world()

    with pytest.raises(Invalid) as fault:
        world.sign_up.add(bearer, a_form(), "eve@example.com", world.now)

    assert set(fault.value.fields) == {"address"}
    assert world.sign_up.add(bearer, a_form(), "ADA@example.com", world.now)


def test_a_reminders_link_adds_nothing() -> None:
    world, _ = a_world()
    letter = world.next_letter()

    with pytest.raises(LinkInvalid):
        add(world, token_in(letter, "/follow-ups/"))

    assert len(world.all_records()) == 1


def test_there_is_room_for_twenty() -> None:
    world, bearer = a_world()
    for n in range(19):
        add(world, bearer, employer=f"Employer {n}")

    with pytest.raises(TooMany, match="20 follow-ups"):
        add(world, bearer)

    world.service.delete(bearer, world.record().row.id, world.now)
    assert add(world, bearer)


def test_an_addition_starts_itself_and_none_that_was_stopped() -> None:
    world, bearer = a_world()
    world.stops.stop(bearer, world.now)

    added = add(world, bearer, employer="Initech")

    assert added.subscriber.status is Status.ACTIVE
    states = {each.row.id: each.mailing.state for each in world.all_records()}
    assert states.pop(added.row.id) is State.DUE
    assert list(states.values()) == [State.WAITING]


@pytest.mark.parametrize("employer", ["Acme", "ACME", "  acme "])
def test_the_same_employer_and_day_are_pointed_out(employer: str) -> None:
    world, bearer = a_world()
    world.now += timedelta(hours=1)

    added = add(world, bearer, employer=employer)

    [first, second] = world.service.open(bearer, world.now).records
    marks = {each.row.id: each.same_as for each in (first, second)}
    oldest = next(id_ for id_ in marks if id_ != added.row.id)
    assert marks == {oldest: None, added.row.id: oldest}
    assert added.same_as == oldest


@pytest.mark.parametrize("changes", [{"employer": "Acme Works"}, {"interviewed_on": "Tue 11-24"}])
def test_another_employer_or_day_is_another_interview(changes: dict[str, object]) -> None:
    world, bearer = a_world()

    assert add(world, bearer, **changes).same_as is None


def test_a_preview_points_out_what_is_confirmed_already() -> None:
    world, _ = a_world()
    world.now += timedelta(hours=1)
    world.ask(a_follow_up())
    world.tick()

    token = token_in(world.letters[-1], "/confirm/")
    [pending] = [each for each in world.sign_up.pending(token, world.now) if each.is_pending]

    assert pending.same_as is not None


def test_a_reminders_link_is_told_of_no_other_follow_up() -> None:
    world, bearer = a_world()
    world.now += timedelta(minutes=1)
    added = add(world, bearer)
    buttons = [world.deliver_next(), world.deliver_next()]
    tokens = [token_in(letter, "/follow-ups/") for letter in buttons if letter]

    opened = [record for token in tokens for record in world.service.open(token, world.now).records]

    assert added.same_as
    assert {record.row.id for record in opened} == {each.row.id for each in world.all_records()}
    assert [record.same_as for record in opened] == [None, None]
