"""The private link: mailed again to those who have one, ended everywhere at once."""

from datetime import timedelta

import pytest

from followup.actions import stop
from followup.bearers import Bearers
from followup.errors import LinkInvalid, NotFound, TooMany
from followup.mailing import Forgotten, LetterKind
from followup.tokens import Purpose, Token
from tests.core.builders import a_follow_up
from tests.core.world import ADA, World, stop_token_in, text_of, token_in

HOUR = timedelta(hours=1)


def a_world() -> tuple[World, str]:
    """A confirmed follow-up and its private link."""
    world = World()
    return world, world.follow().token


def ask_for_link(world: World, address: str = ADA, network: str = "192.0.2.1") -> None:
    letter = f"00000000-0000-4000-8000-{len(world.store.rows):012}"
    world.access.mail_link(address, network, letter, world.now)
    world.tick()


def test_the_letter_brings_a_link_that_opens_everything() -> None:
    world, _ = a_world()

    ask_for_link(world)

    letter = world.letters[-1]
    assert (str(letter["Subject"]), str(letter["To"])) == ("Your link to your follow-ups", ADA)
    opened = world.service.open(token_in(letter, "/follow-ups/"), world.now)
    assert opened.is_whole


def test_whoever_stopped_still_gets_their_link() -> None:
    world, bearer = a_world()
    world.stops.stop(bearer, world.now)

    ask_for_link(world)

    assert str(world.letters[-1]["Subject"]) == "Your link to your follow-ups"


def test_nobody_gets_a_link_who_has_no_confirmed_follow_up() -> None:
    world = World()
    world.ask(a_follow_up())
    world.tick()

    ask_for_link(world)
    ask_for_link(world, "eve@example.com")

    assert [str(letter["Subject"]) for letter in world.letters] == ["Please confirm your reminders"]


def test_nobody_gets_a_link_who_refused_our_letters_or_whose_mailbox_does() -> None:
    for ending in ("block", "suppress"):
        world, _ = a_world()
        getattr(world.forget, ending)(world.record().subscriber.id, world.now)

        ask_for_link(world)

        assert len(world.letters) == 1


def test_the_same_is_read_and_written_for_a_known_and_an_unknown_address() -> None:
    world, _ = a_world()
    before = len(world.queue.messages)

    for address in (ADA, "eve@example.com"):
        world.access.mail_link(
            address, "192.0.2.1", "00000000-0000-4000-8000-000000000001", world.now
        )

    assert len(world.queue.messages) == before + 2
    assert sorted(world.counters.counts.values()) == [3, 3]  # of the network, and of everybody
    assert len(world.counters.taken) == 2
    assert {row.subscriber for row in world.store.rows} == {world.record().subscriber.id}


def test_links_have_an_allowance_of_their_own() -> None:
    world, _ = a_world()
    for _ in range(10):
        ask_for_link(world)
        world.now += HOUR / 2
    world.ask(a_follow_up(employer="Initech"))
    world.tick()

    subjects = [str(letter["Subject"]) for letter in world.letters]
    assert subjects.count("Your link to your follow-ups") == 2
    assert subjects.count("Please confirm your reminders") == 2


def test_a_network_beyond_its_share_gets_no_links() -> None:
    world, _ = a_world()
    world.network_limit = 2

    ask_for_link(world)
    with pytest.raises(TooMany):
        ask_for_link(world)


def test_a_rotation_ends_every_link_feed_and_button_but_not_the_stop() -> None:
    world, bearer = a_world()
    feed = world.access.make_feed(bearer, world.now)
    letter = world.next_letter()
    button = token_in(letter, "/follow-ups/")
    id_ = world.record().row.id

    fresh = world.access.rotate(bearer, world.now)

    for stale in (bearer, button):
        with pytest.raises(LinkInvalid):
            world.service.act(stale, id_, stop(), world.now)
    with pytest.raises(LinkInvalid):
        world.access.open_feed(feed, world.now)
    with pytest.raises(LinkInvalid):
        world.access.rotate(bearer, world.now)
    assert world.service.open(fresh, world.now).is_whole
    world.stops.stop(stop_token_in(letter), world.now)
    assert world.forget.remembered(world.record().subscriber.id, world.now)


def test_after_a_rotation_an_old_confirmation_letter_opens_nothing_again() -> None:
    world, bearer = a_world()
    world.access.rotate(bearer, world.now)

    with pytest.raises(LinkInvalid):
        world.confirm(world.letters[0])


def test_links_of_an_earlier_life_stay_dead() -> None:
    world, bearer = a_world()
    rotated = world.access.rotate(bearer, world.now)
    world.service.erase(rotated, world.now)
    world.now += HOUR
    world.follow()

    for stale in (bearer, rotated):
        with pytest.raises(LinkInvalid):
            world.service.open(stale, world.now)


def test_a_block_outlives_the_address_it_was_pressed_for() -> None:
    world = World()
    world.ask(a_follow_up())
    world.tick()
    world.sign_up.set_blocked(token_in(world.letters[0], "/block/"), True, world.now)
    world.now += timedelta(days=30)

    world.ask(a_follow_up())
    world.tick()

    assert len(world.letters) == 1


def test_a_feed_opens_what_is_confirmed_and_ends_with_the_subscriber() -> None:
    world, bearer = a_world()
    feed = world.access.make_feed(bearer, world.now)
    world.now += HOUR
    world.ask(a_follow_up(employer="Initech"))

    opened = world.access.open_feed(feed, world.now)

    assert [each.row.id for each in opened] == [world.record().row.id]
    assert world.access.open_feed(feed, world.now + timedelta(days=90))
    world.service.erase(bearer, world.now)
    with pytest.raises(LinkInvalid):
        world.access.open_feed(feed, world.now)


def test_a_deleted_follow_up_is_gone_and_can_be_deleted_again() -> None:
    world, bearer = a_world()
    id_ = world.record().row.id

    world.service.delete(bearer, id_, world.now)
    world.service.delete(bearer, id_, world.now)

    with pytest.raises(NotFound):
        world.service.open_one(bearer, id_, world.now)
    assert world.deliver_next() is None
    assert [what for _, what in world.forget.items] == [Forgotten.ERASED]


@pytest.mark.parametrize("purpose", [each for each in Purpose if each is not Purpose.LINK])
def test_only_the_private_link_may_end_or_take_away_everything(purpose: Purpose) -> None:
    world, _ = a_world()
    owner, now = world.record().subscriber, world.now
    made = Token(purpose, owner.id, (world.record().row.id,), owner.epoch)
    token = world.tokens.make(made, now)

    for ask in (
        lambda: world.service.erase(token, now),
        lambda: world.service.delete(token, world.record().row.id, now),
        lambda: world.access.rotate(token, now),
        lambda: world.access.export(token, now),
        lambda: world.access.make_feed(token, now),
        lambda: world.moves.ask(token, "new@example.com", "a letter", now),
        lambda: world.sign_up.add(token, a_follow_up(), None, now),
        lambda: Bearers(world.store, world.tokens).read_link(token, now),
    ):
        with pytest.raises(LinkInvalid):
            ask()


def test_a_link_letter_says_nothing_of_what_is_stored() -> None:
    world = World()
    world.follow(employer="Xyzzy", your_name="Frobozz")

    ask_for_link(world)

    assert "Xyzzy" not in text_of(world.letters[-1])
    assert "Frobozz" not in text_of(world.letters[-1])
    assert LetterKind.LINK in [row.letter for row in world.store.rows.values()]
