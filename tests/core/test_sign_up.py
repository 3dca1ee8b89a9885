"""The way in: what is stored, who is asked, what a press activates."""

import uuid
from datetime import timedelta

import pytest

from followup import limits
from followup.actions import answer
from followup.errors import LinkInvalid, NotFound, TooMany
from followup.mailing import State, Status
from followup.model import Answer
from followup.tokens import Purpose, Token
from tests.core.builders import a_follow_up
from tests.core.world import ADA, World, token_in


def test_nothing_but_the_question_is_mailed_before_the_press() -> None:
    world = World()
    world.ask(a_follow_up())
    world.tick()

    for _ in range(39):
        world.wait_until(world.now + timedelta(days=1))

    assert len(world.letters) == 1


def test_a_press_plans_the_first_reminder() -> None:
    world = World()
    world.follow()

    mailing = world.record().mailing
    assert mailing.state is State.DUE
    assert mailing.due_at is not None
    assert mailing.due_at > world.now


def test_an_unconfirmed_follow_up_is_gone_after_seven_days() -> None:
    world = World()
    world.ask(a_follow_up())
    world.tick()
    token = token_in(world.letters[0], "/confirm/")

    world.now += timedelta(days=7)

    with pytest.raises(LinkInvalid):
        world.sign_up.confirm(token, None, world.now)


def test_a_second_interview_is_asked_about_again_and_changes_nothing_confirmed() -> None:
    world = World()
    world.follow()
    before = world.record(0)
    world.now += timedelta(hours=1)

    world.ask(a_follow_up(employer="Initech"))
    world.tick()

    assert world.record(0) == before
    assert world.record(1).mailing.state is State.WAITING
    confirmed = world.confirm()
    assert confirmed.follow_ups == (world.record(1).row.id,)


def test_the_second_confirmation_opens_only_its_own_follow_up() -> None:
    world = World()
    world.follow()
    world.now += timedelta(hours=1)
    world.ask(a_follow_up(employer="Initech"))
    world.tick()

    opened = world.service.open(world.confirm().token, world.now)

    assert [each.row.id for each in opened.records] == [world.record(1).row.id]
    assert opened.is_whole is False


def test_the_private_link_of_the_first_confirmation_opens_everything() -> None:
    world = World()
    first = world.follow()
    world.now += timedelta(hours=1)
    world.follow(employer="Initech")

    opened = world.service.open(first.token, world.now)

    assert len(opened.records) == 2
    assert opened.is_whole is True


def test_a_reminders_link_cannot_touch_another_follow_up() -> None:
    world = World()
    world.follow()
    world.now += timedelta(hours=1)
    world.follow(employer="Initech")
    letter = world.next_letter()
    bearer = token_in(letter, "/follow-ups/")
    own, other = (world.record(place).row.id for place in (0, 1))
    if own not in world.tokens.read(bearer, Purpose.REMINDER, world.now).follow_ups:
        own, other = other, own

    assert world.service.open_one(bearer, own, world.now)
    with pytest.raises(NotFound):
        world.service.act(bearer, other, answer(Answer.OFFER), world.now)


def test_two_letters_a_day_however_often_somebody_asks() -> None:
    world = World()
    for _ in range(30):
        world.ask(a_follow_up())
        world.tick()
        world.now += timedelta(minutes=20)

    assert len(world.letters) == 2


def test_a_tag_or_a_dot_makes_no_second_allowance() -> None:
    world = World()
    for address in (ADA, "ada+1@example.com", "a.da@example.com", "ADA@example.com"):
        world.ask(a_follow_up(), address)
    world.tick()

    assert len(world.letters) == 1


def test_a_press_gives_the_allowance_back() -> None:
    world = World()
    world.follow()

    world.ask(a_follow_up())
    world.tick()

    assert len(world.letters) == 2


def test_a_network_beyond_its_share_is_told_and_uses_up_nobodys_allowance() -> None:
    world = World(network_limit=2)
    for name in ("one", "two"):
        world.ask(a_follow_up(), f"{name}@example.com")

    with pytest.raises(TooMany):
        world.ask(a_follow_up(), ADA)

    assert len(world.counters.taken) == 2
    world.ask(a_follow_up(), ADA, network="192.0.2.2")
    assert len(world.queue.messages) == 3


def test_beyond_everybodys_share_nobody_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REQUESTS_PER_HOUR", 2)
    world = World()
    for network in ("192.0.2.1", "192.0.2.2"):
        world.ask(a_follow_up(), f"{network}@example.com", network=network)

    with pytest.raises(TooMany):
        world.ask(a_follow_up(), ADA, network="192.0.2.3")
    assert len(world.queue.messages) == 2

    world.now += timedelta(hours=1)
    world.ask(a_follow_up(), ADA, network="192.0.2.3")
    assert len(world.queue.messages) == 3


def test_a_networks_excess_counts_for_that_network_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REQUESTS_PER_HOUR", 3)
    world = World(network_limit=1)
    world.ask(a_follow_up(), "one@example.com")
    for _ in range(5):
        with pytest.raises(TooMany):
            world.ask(a_follow_up(), "two@example.com")

    world.ask(a_follow_up(), ADA, network="192.0.2.2")

    assert len(world.queue.messages) == 2


def test_whoever_said_no_is_not_asked_again_until_they_lift_it() -> None:
    world = World()
    world.ask(a_follow_up())
    world.tick()
    block = token_in(world.letters[0], "/block/")
    world.sign_up.set_blocked(block, True, world.now)
    world.now += timedelta(hours=1)

    world.ask(a_follow_up())
    world.tick()
    assert len(world.letters) == 1

    world.sign_up.set_blocked(block, False, world.now)
    world.ask(a_follow_up())
    world.tick()
    assert len(world.letters) == 2


def test_a_block_never_touches_what_was_confirmed() -> None:
    world = World()
    world.follow()
    block = token_in(world.letters[0], "/block/")

    world.sign_up.set_blocked(block, True, world.now)

    assert world.deliver_next() is not None


def test_a_new_confirmation_starts_its_own_follow_up_and_none_that_was_stopped() -> None:
    world = World()
    world.follow()
    subscriber = world.record(0).row.subscriber
    world.forget.stop(subscriber, world.now)
    world.now += timedelta(hours=1)

    world.follow(employer="Initech")

    assert world.record(0).mailing.state is State.WAITING
    assert world.record(1).mailing.state is State.DUE


def test_a_raised_epoch_ends_every_link_but_the_stop() -> None:
    world = World()
    world.follow()
    owner = world.record().subscriber
    stale = world.tokens.make(Token(Purpose.LINK, owner.id, epoch=owner.epoch - 1), world.now)
    stop = world.tokens.make(Token(Purpose.STOP, owner.id, epoch=owner.epoch - 1), world.now)

    with pytest.raises(LinkInvalid):
        world.service.open(stale, world.now)
    world.stops.stop(stop, world.now)
    assert world.record().subscriber.status is Status.STOPPED


def test_a_form_sent_twice_is_one_follow_up_with_the_newer_words() -> None:
    world = World()
    id_ = str(uuid.uuid4())
    world.ask(a_follow_up(id=id_, employer="Acem"))
    world.ask(a_follow_up(id=id_, employer="Acme"))

    follow_up = world.record().follow_up
    assert len(world.store.facts) == 1
    assert follow_up is not None
    assert follow_up.employer == "Acme"


def test_the_form_of_a_confirmed_follow_up_sent_again_waits_beside_it() -> None:
    world = World()
    id_ = str(uuid.uuid4())
    world.follow(id=id_, employer="Old")
    world.now += timedelta(hours=1)

    world.ask(a_follow_up(id=id_, employer="New"))
    world.tick()
    confirmed = world.confirm()

    employers = [record.follow_up.employer for record in world.all_records() if record.follow_up]
    assert sorted(employers) == ["New", "Old"]
    assert id_ not in confirmed.follow_ups


def test_nobody_can_fill_the_table_with_what_waits_for_one_address() -> None:
    world = World()
    for _ in range(30):
        world.ask(a_follow_up())
    world.tick()

    assert len(world.all_records()) == 20
    assert len(world.confirm().follow_ups) == 20


def test_more_than_twenty_follow_ups_are_refused_in_words_and_nothing_is_lost() -> None:
    world = World()
    for _ in range(20):
        world.ask(a_follow_up())
    world.tick()
    world.confirm()
    world.now += timedelta(hours=1)
    world.ask(a_follow_up(employer="One more"))
    world.tick()

    with pytest.raises(TooMany, match="20 follow-ups"):
        world.confirm()

    assert len([each for each in world.all_records() if each.mailing.state is State.DUE]) == 20


def test_a_token_for_twenty_follow_ups_is_read_again() -> None:
    world = World()
    world.follow()
    world.now += timedelta(hours=1)
    for _ in range(19):
        world.ask(a_follow_up())
    world.tick()

    opened = world.service.open(world.confirm().token, world.now)

    assert len(opened.records) == 19
