"""A new address: nothing changes before its owner says so; then everything is there, once."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from followup import limits
from followup.errors import Invalid, LinkInvalid, TooMany
from followup.model import Forgotten, Outcome, State, Status
from followup.ports import OutcomeUnknown
from followup.settling import settle
from tests.core.builders import a_follow_up
from tests.core.world import ADA, World, html_of, text_of, token_in

NEW = "new@example.com"


@pytest.fixture
def world() -> World:
    made = World()
    made.follow(your_name="Frobozz")
    return made


def link_of(world: World, address: str = ADA) -> str:
    """As mailed on request."""
    world.now += timedelta(minutes=11)
    world.access.mail_link(address, "192.0.2.1", str(uuid.uuid4()), world.now)
    world.tick()
    assert world.mailer.letters[-1][0] == address
    return token_in(world.letters[-1], "/follow-ups/")


def ask(world: World, bearer: str = "", to: str = NEW) -> str:
    """Asks for a move and reads the letter; the token it carries."""
    world.moves.ask(bearer or link_of(world), to, str(uuid.uuid4()), world.now)
    world.tick()
    return token_in(world.letters[-1], "/follow-ups/")


def at(world: World, address: str) -> list[str]:
    """Employers of the follow-ups stored for an address, pending ones included."""
    return [
        record.follow_up.employer
        for record in world.all_records()
        if record.subscriber.address == address and record.follow_up
    ]


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
    letter = world.deliver_next()
    assert letter is not None
    assert str(letter["To"]) == NEW


def test_the_old_address_is_forgotten(world: World) -> None:
    old = world.record().row.subscriber

    world.moves.confirm(ask(world), world.now)

    assert world.forget.remembered(old, world.now) == {Forgotten.ERASED: world.now}
    assert {row.subscriber for row in world.store.rows} != {old}
    assert old not in {row.subscriber for row in world.store.rows} | set(world.store.subscribers)


def test_a_letter_in_the_old_mailbox_still_stops_and_starts(world: World) -> None:
    letter = world.deliver_next()
    assert letter is not None
    stop = str(letter["List-Unsubscribe"]).rpartition("/")[2].rstrip(">")
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
