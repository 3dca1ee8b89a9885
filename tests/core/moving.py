"""A move to a new address, asked for and read from the letter."""

import uuid
from datetime import timedelta

from tests.core.world import ADA, World, token_in

NEW = "new@example.com"


def a_world() -> World:
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
