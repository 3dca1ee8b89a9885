"""What the provider's refusals do to a row, and what a row does that nobody can handle."""

from dataclasses import replace
from datetime import timedelta

import pytest

from followup import limits
from followup.actions import answer, snooze, thank, undo
from followup.mailing import Mailing, Record, State
from followup.model import Answer, Outcome
from followup.ports import (
    AccountClosed,
    MailError,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)
from followup.sending import Result
from tests.core.builders import a_follow_up, a_person
from tests.core.memory_store import MemoryStore
from tests.core.world import World, a_due_world, token_in

ONE_HOUR = timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return a_due_world(people=(a_person(), a_person(name="Ms Hopper")))


def test_a_closed_account_counts_against_no_letter_and_stops_the_run(world: World) -> None:
    world.mailer.faults = [AccountClosed()]
    before = world.record().mailing

    assert world.tick() == [Result.ACCOUNT_CLOSED]

    after = world.record().mailing
    assert (after.state, after.tries, after.refusals) == (State.DUE, before.tries, before.refusals)
    assert world.worker().send(world.record().row, world.now) is Result.HELD
    assert world.wait_until(world.now + limits.HOLD) == [Result.SENT]


def test_an_account_closed_for_days_parks_nothing(world: World) -> None:
    world.mailer.faults = [AccountClosed() for _ in range(20)]

    results = [result for _ in range(72) for result in world.wait_until(world.now + ONE_HOUR)]

    assert results.count(Result.ACCOUNT_CLOSED) == 20
    assert set(results) == {Result.ACCOUNT_CLOSED, Result.MOVED, Result.SENT}


def test_no_connection_uses_up_no_try(world: World) -> None:
    world.mailer.faults = [Unreachable() for _ in range(5)]

    results = [world.wait_until(world.now + ONE_HOUR) for _ in range(6)]

    assert results == [[Result.UNREACHABLE]] * 5 + [[Result.SENT]]
    assert len(world.letters) == 1


def test_a_letter_that_came_too_fast_four_times_is_not_parked_by_one_refusal(
    world: World,
) -> None:
    world.mailer.faults = [*(Throttled() for _ in range(4)), Rejected()]

    results = [world.wait_until(world.now + ONE_HOUR) for _ in range(6)]

    assert results == [[Result.THROTTLED]] * 4 + [[Result.REFUSED], [Result.SENT]]


def test_the_fifth_refusal_is_told_as_parked(world: World) -> None:
    world.mailer.faults = [Rejected() for _ in range(5)]

    results = [world.wait_until(world.now + ONE_HOUR) for _ in range(5)]

    assert results[-2:] == [[Result.REFUSED], [Result.PARKED]]


def test_a_second_unknown_is_told_as_given_up(world: World) -> None:
    world.mailer.faults = [OutcomeUnknown(), OutcomeUnknown()]

    results = [world.tick(), *(world.wait_until(world.now + limits.LEASE) for _ in range(2))]

    assert results == [[Result.UNKNOWN], [Result.UNKNOWN], [Result.GAVE_UP]]


class Pressed(MemoryStore):
    """Somebody ticks a person while a letter is in flight, just before its end is written."""

    world: "PressedWorld"

    def replace(self, record: Record, mailing: Mailing) -> bool:
        if record.mailing.state is State.SENDING and self.world.bearer:
            bearer, self.world.bearer = self.world.bearer, ""
            self.world.service.act(bearer, record.row.id, thank(0), self.world.now)
        return super().replace(record, mailing)


@pytest.mark.parametrize("fault", [Throttled, Rejected, AccountClosed])
def test_a_press_while_a_refusal_is_written_costs_the_letter_nothing(
    fault: type[MailError],
) -> None:
    world = PressedWorld.make()
    world.mailer.faults = [fault()]

    world.tick()

    after = world.record().mailing
    assert world.bearer == ""
    assert (after.state, after.tries) == (State.DUE, 0)
    assert world.wait_until(world.now + limits.HOLD) == [Result.SENT]


class PressedWorld(World):
    bearer: str = ""

    @classmethod
    def make(cls) -> "PressedWorld":
        world = cls()
        bearer = world.follow(people=(a_person(), a_person(name="Ms Hopper"))).token
        due_at = world.record().mailing.due_at
        assert due_at is not None
        world.now, world.bearer = due_at, bearer
        store = Pressed(world.store.subscribers, world.store.facts, world.store.rows)
        store.world, world.store = world, store
        return world


def after_an_unknown_try_and_a_release(world: World) -> str:
    """The letter may be out once; its second try came too fast. The bearer in it."""
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.tick()
    world.mailer.faults, world.mailer.accepts_first = [Throttled()], False
    assert world.wait_until(world.now + limits.LEASE) == [Result.THROTTLED]
    return token_in(world.letters[0], "/follow-ups/")


def test_an_edit_does_not_clear_an_unknown_try(world: World) -> None:
    bearer = after_an_unknown_try_and_a_release(world)

    world.service.act(bearer, world.record().row.id, thank(0), world.now)

    assert world.record().mailing.tries == 1
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown(), OutcomeUnknown()], True
    for _ in range(4):
        world.wait_until(world.now + limits.LEASE)
    assert len(world.letters) == 2


def test_a_step_that_perhaps_left_does_not_leave_again_after_an_undo(world: World) -> None:
    bearer = after_an_unknown_try_and_a_release(world)
    id_, key = world.record().row.id, world.record().mailing.key

    world.service.act(bearer, id_, answer(Answer.OFFER), world.now)
    world.service.act(bearer, id_, undo(), world.now)

    mailing = world.record().mailing
    assert [(each.key, each.outcome) for each in mailing.sent] == [(key, Outcome.UNKNOWN)]
    assert (mailing.key, mailing.tries) != (key, 0)


def test_a_snooze_in_flight_keeps_the_tries_of_the_same_step(world: World) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.tick()
    bearer = token_in(world.letters[0], "/follow-ups/")
    world.service.act(bearer, world.record().row.id, snooze(None, 2), world.now)

    world.wait_until(world.now + limits.LEASE)

    mailing = world.record().mailing
    assert (mailing.state, mailing.tries, mailing.sent) == (State.DUE, 1, ())


def test_a_poison_row_goes_an_hour_ahead_and_is_parked_after_five(world: World) -> None:
    row = world.record().row
    results = []
    for _ in range(5):
        results.append(world.worker().push_back(row, world.now))
        world.now += limits.PUSH_BACK

    assert results == [Result.POISON] * 4 + [Result.PARKED]
    assert world.store.due(world.now + timedelta(days=900)) == []


def test_a_row_whose_subscriber_is_gone_leaves_the_index(world: World) -> None:
    world.store.subscribers.clear()

    assert world.tick() == [Result.RETIRED]
    assert world.store.due(world.now + timedelta(days=900)) == []


def test_ten_letters_without_an_answer_spare_the_others() -> None:
    world = World()
    for n in range(15):
        world.ask(a_follow_up(), f"ada{n}@example.com")
    world.mailer.faults = [OutcomeUnknown() for _ in range(15)]

    results = world.tick()

    assert results == [Result.UNKNOWN] * limits.MAX_UNKNOWNS + [Result.HELD] * 5
    untouched = [row for row in world.store.rows.values() if row.mailing.state is State.DUE]
    assert [row.mailing.tries for row in untouched] == [0] * 5


def test_an_attempt_that_is_not_in_flight_is_not_settled(world: World) -> None:
    record = world.record()
    waiting = replace(record.mailing, attempt="old")
    world.store.replace(record, waiting)

    assert world.worker().send(record.row, world.now) is Result.SENT
    assert len(world.record().mailing.sent) == 1


def test_a_press_proves_that_its_letter_arrived_and_no_copy_follows() -> None:
    world = World()
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.ask(a_follow_up())
    world.tick()

    world.confirm()

    letters = [row for key, row in world.store.rows.items() if key.is_letter]
    assert [row.mailing.state for row in letters] == [State.CLOSED]
    asked = [each["Subject"] for each in world.letters]
    world.wait_until(world.now + limits.LEASE)
    assert [each["Subject"] for each in world.letters].count(asked[0]) == 1
