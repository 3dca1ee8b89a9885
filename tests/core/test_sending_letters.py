"""Letters that are no reminders, sent by the same protocol."""

from datetime import timedelta

from followup import limits
from followup.mailing import State
from followup.ports import OutcomeUnknown
from followup.sending import Result
from tests.core.builders import a_follow_up
from tests.core.world import World, token_in


def test_a_confirmation_letter_with_an_unknown_outcome_is_parked_after_two_tries() -> None:
    world = World()
    world.mailer.faults = [OutcomeUnknown(), OutcomeUnknown()]
    world.ask(a_follow_up())

    for _ in range(4):
        world.wait_until(world.now + limits.LEASE)

    [letter] = [row for key, row in world.store.rows.items() if key.is_letter]
    assert letter.mailing.state is State.PARKED
    assert world.mailer.faults == []


def test_a_letter_queued_before_the_address_said_no_does_not_leave() -> None:
    world = World()
    world.ask(a_follow_up())
    world.tick()
    world.now += timedelta(hours=1)
    world.ask(a_follow_up())

    world.sign_up.set_blocked(token_in(world.letters[0], "/block/"), True, world.now)

    assert world.tick() == [Result.MOVED]
    assert len(world.letters) == 1
