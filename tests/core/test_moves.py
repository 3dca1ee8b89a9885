"""A new address: nothing changes before its owner says so, and they may refuse."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from followup import limits
from followup.errors import Invalid, LinkInvalid
from followup.mailing import Forgotten, Status
from tests.core.builders import a_follow_up
from tests.core.moving import NEW, a_world, ask, at, link_of
from tests.core.world import ADA, World, html_of, stop_token_in, text_of, token_in


@pytest.fixture
def world() -> World:
    return a_world()


def test_the_letter_goes_to_the_new_address_and_changes_nothing(world: World) -> None:
    before = world.all_records()

    ask(world)

    [recipient, letter, _] = world.mailer.letters[-1]
    assert (recipient, str(letter["To"])) == (NEW, NEW)
    assert str(letter["Subject"]) == "Confirm your new address"
    assert "do=move" in text_of(letter)
    for word in (ADA, "Acme", "Frobozz"):
        assert word not in text_of(letter) + html_of(letter)
    assert world.all_records() == before


def test_a_press_moves_everything_and_answers_the_new_link(world: World) -> None:
    due_at = world.record().mailing.due_at
    old_link = link_of(world)
    token = ask(world, old_link)

    fresh = world.moves.confirm(token, world.now)

    opened = world.service.open(fresh, world.now)
    assert opened.owner is not None
    assert (opened.owner.address, len(opened.records)) == (NEW, 1)
    assert opened.records[0].mailing.due_at == due_at
    with pytest.raises(LinkInvalid):
        world.service.open(old_link, world.now)
    letter = world.next_letter()
    assert str(letter["To"]) == NEW


def test_the_old_address_is_forgotten(world: World) -> None:
    old = world.record().row.subscriber

    world.moves.confirm(ask(world), world.now)

    assert world.forget.remembered(old, world.now) == {Forgotten.ERASED: world.now}
    assert {row.subscriber for row in world.store.rows} != {old}
    assert old not in {row.subscriber for row in world.store.rows} | set(world.store.subscribers)


def test_a_letter_in_the_old_mailbox_still_stops_and_starts(world: World) -> None:
    letter = world.next_letter()
    stop = stop_token_in(letter)
    fresh = world.moves.confirm(ask(world), world.now)

    world.stops.stop(stop, world.now)

    owner = world.service.open(fresh, world.now).owner
    assert owner is not None
    assert owner.status is Status.STOPPED
    world.stops.start(stop, world.now)
    owner = world.service.open(fresh, world.now).owner
    assert owner is not None
    assert owner.status is Status.ACTIVE


def test_a_second_press_answers_the_link_again_until_the_links_are_ended(world: World) -> None:
    token = ask(world)
    first = world.moves.confirm(token, world.now)

    second = world.moves.confirm(token, world.now + timedelta(days=1))

    assert len(world.service.open(second, world.now).records) == 1
    world.access.rotate(first, world.now)
    with pytest.raises(LinkInvalid):
        world.moves.confirm(token, world.now)


@pytest.mark.parametrize("ending", ["erase", "rotate", "delay"])
def test_a_move_asked_for_before_the_end_brings_nothing_back(world: World, ending: str) -> None:
    bearer = link_of(world)
    token = ask(world, bearer)
    if ending == "erase":
        world.service.erase(bearer, world.now)
    elif ending == "rotate":
        world.access.rotate(bearer, world.now)
    else:
        world.now += limits.MOVE_LINK_LIFE + timedelta(seconds=1)

    with pytest.raises(LinkInvalid):
        world.moves.confirm(token, world.now)

    assert at(world, NEW) == []


def test_the_address_one_has_is_no_new_one(world: World) -> None:
    with pytest.raises(Invalid) as fault:
        ask(world, to="ADA@example.com")

    assert set(fault.value.fields) == {"address"}


@pytest.mark.parametrize("ending", ["block", "suppress"])
def test_an_address_that_refused_our_letters_is_not_asked(world: World, ending: str) -> None:
    other = World(store=world.store, tokens=world.tokens, now=world.now)
    other.forget = world.forget
    other.ask(a_follow_up(), NEW)
    getattr(world.forget, ending)(list(world.store.subscribers)[-1], world.now)
    world.tick()
    bearer = link_of(world)
    before = len(world.letters)

    world.moves.ask(bearer, NEW, str(uuid.uuid4()), world.now)
    world.tick()

    assert len(world.letters) == before


def test_letters_to_a_new_address_have_its_own_allowance(world: World) -> None:
    bearer = link_of(world)
    for _ in range(6):
        world.moves.ask(bearer, NEW, str(uuid.uuid4()), world.now)
        world.tick()
        world.now += timedelta(minutes=30)

    world.moves.ask(bearer, "third@example.com", str(uuid.uuid4()), world.now)
    world.tick()
    recipients = [recipient for recipient, _, _ in world.mailer.letters]
    assert (recipients.count(NEW), recipients.count("third@example.com")) == (2, 1)


def test_somebody_who_did_not_ask_can_refuse_for_good(world: World) -> None:
    ask(world)
    block = token_in(world.letters[-1], "/block/")

    world.sign_up.set_blocked(block, True, world.now)
    before = len(world.letters)
    world.ask(a_follow_up(), NEW)
    world.tick()

    assert len(world.letters) == before


def test_a_press_while_a_letter_leaves_is_tried_again(world: World) -> None:
    token = ask(world)
    row = world.record().row
    real, interruptions = world.forget.move, [True]

    def interrupted(move: object) -> bool:
        if interruptions:
            interruptions.pop()
            record = world.store.load(row, world.now)
            assert record is not None
            world.store.replace(record, replace(record.mailing, rev=record.mailing.rev + 1))
        return real(move)  # type: ignore[arg-type]

    world.forget.move = interrupted  # type: ignore[method-assign]

    world.moves.confirm(token, world.now)

    assert at(world, NEW) == ["Acme"]
