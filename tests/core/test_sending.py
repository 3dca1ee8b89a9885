"""The sending protocol: never twice, never lost, on time as data."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from followup import limits
from followup.actions import answer
from followup.mailing import Mailing, Record, State, Status
from followup.model import Answer, Outcome, Sent
from followup.plan import next_reminder
from followup.ports import OutcomeUnknown, Rejected, Throttled
from followup.sending import Result
from followup.settling import settle
from tests.core.memory_store import MemoryStore
from tests.core.world import World, a_due_world, token_in

ONE_MINUTE = timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    return a_due_world()


def test_a_due_reminder_is_mailed_once_and_the_next_one_planned(world: World) -> None:
    first = world.record().mailing.key

    results = world.tick()

    assert results == [Result.SENT]
    after = world.record()
    assert [each.key for each in after.mailing.sent] == [first]
    assert after.follow_up is not None
    expected = next_reminder(after.follow_up, after.mailing.sent, world.now)
    assert expected is not None
    assert (after.mailing.key, after.mailing.due_at) == (expected.key, expected.due_at)


def test_a_second_tick_sends_nothing(world: World) -> None:
    world.tick()

    assert world.tick() == []
    assert len(world.letters) == 1


def test_a_doubled_message_sends_nothing(world: World) -> None:
    row = world.record().row
    world.worker().send(row, world.now)

    assert world.worker().send(row, world.now) is Result.NOTHING_DUE
    assert len(world.letters) == 1


def test_a_lost_answer_keeps_the_row_taken_for_45_minutes(world: World) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.tick()

    within = [world.wait_until(world.now + ONE_MINUTE) for _ in range(44)]

    # Looked at once where it was due, then no more.
    assert within == [[Result.NOTHING_DUE], *[[]] * 43]
    assert len(world.letters) == 1


def test_after_45_minutes_without_an_event_there_is_one_more_try_and_never_a_third(
    world: World,
) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown(), OutcomeUnknown()], True
    key = world.record().mailing.key
    world.tick()

    for _ in range(4):
        world.wait_until(world.now + limits.LEASE)

    copies = [sent for sent in world.record().mailing.sent if sent.key == key]
    assert len(world.letters) == 2
    assert [sent.outcome for sent in copies] == [Outcome.UNKNOWN]
    assert world.record().mailing.state is State.DUE


def test_the_providers_event_settles_the_attempt_it_names(world: World) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.tick()
    in_flight = world.record().mailing

    is_settled = settle(world.store, world.record().row, in_flight.attempt, Outcome.SENT, world.now)

    assert is_settled
    assert world.record().mailing.sent == (Sent(in_flight.key, world.now),)  # type: ignore[arg-type]
    world.wait_until(world.now + limits.LEASE)
    assert len(world.letters) == 1


def test_an_event_of_another_attempt_settles_nothing(world: World) -> None:
    world.mailer.faults = [OutcomeUnknown()]
    world.tick()
    before = world.record().mailing

    is_settled = settle(world.store, world.record().row, "another", Outcome.SENT, world.now)

    assert not is_settled
    assert world.record().mailing == before


def test_throttling_waits_longer_each_time_and_never_gives_up(world: World) -> None:
    world.mailer.faults = [Throttled() for _ in range(8)]
    waits = []
    for _ in range(8):
        world.tick()
        due_at = world.record().mailing.due_at
        assert due_at is not None
        waits.append((due_at - world.now) // ONE_MINUTE)
        world.now = due_at

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert world.tick() == [Result.SENT]


def test_a_definite_no_is_tried_five_times_and_parked(world: World) -> None:
    world.mailer.faults = [Rejected() for _ in range(6)]

    for _ in range(12):
        world.wait_until(world.now + timedelta(hours=1))

    assert world.record().mailing.state is State.PARKED
    assert len(world.mailer.faults) == 1


def test_a_throttled_try_does_not_clear_an_unknown_one(world: World) -> None:
    world.mailer.faults = [OutcomeUnknown(), Throttled(), OutcomeUnknown()]
    world.tick()
    world.wait_until(world.now + limits.LEASE)
    world.wait_until(world.now + ONE_MINUTE)

    world.wait_until(world.now + limits.LEASE)

    assert world.record().mailing.sent[-1].outcome is Outcome.UNKNOWN
    assert world.letters == []


def test_an_answer_given_while_a_letter_is_in_flight_is_planned_when_it_settles(
    world: World,
) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.tick()
    bearer = token_in(world.letters[0], "/follow-ups/")
    world.service.act(bearer, world.record().row.id, answer(Answer.OFFER), world.now)
    in_flight = world.record().mailing
    assert in_flight.state is State.SENDING

    settle(world.store, world.record().row, in_flight.attempt, Outcome.SENT, world.now)

    after = world.record().mailing
    assert after.key is not None
    assert (after.state, after.key.step) == (State.DUE, "reply")


def test_a_step_no_longer_wanted_after_an_unknown_outcome_is_not_sent_again(world: World) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.tick()
    bearer = token_in(world.letters[0], "/follow-ups/")
    world.service.act(bearer, world.record().row.id, answer(Answer.WITHDRAWN), world.now)

    world.wait_until(world.now + limits.LEASE)

    assert len(world.letters) == 1
    assert world.record().mailing.state is State.CLOSED


@pytest.mark.parametrize("status", [Status.STOPPED, Status.SUPPRESSED, Status.PENDING])
def test_whoever_is_not_active_gets_nothing_and_leaves_the_index(
    world: World, status: Status
) -> None:
    world.store.change(world.record().row.subscriber, status=status)

    assert world.tick() == [Result.MOVED]
    assert world.letters == []
    assert world.store.due(world.now + timedelta(days=365)) == []


def test_a_row_that_became_due_too_early_is_moved_and_not_mailed(world: World) -> None:
    record = world.record()
    world.store.replace(record, replace(record.mailing, due_at=world.now - timedelta(hours=1)))

    results = world.worker().send(record.row, world.now - ONE_MINUTE)

    assert results is Result.MOVED
    assert world.record().mailing.due_at == world.now
    assert world.letters == []


def test_with_little_time_left_nothing_is_claimed(world: World) -> None:
    before = world.record().mailing

    result = world.worker(timedelta(seconds=14)).send(world.record().row, world.now)

    assert result is Result.NO_TIME
    assert world.record().mailing == before


def test_an_erased_follow_up_does_not_come_back_when_its_letter_settles(world: World) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.tick()
    row, attempt = world.record().row, world.record().mailing.attempt
    world.store.facts.clear()
    world.store.rows.clear()

    assert settle(world.store, row, attempt, Outcome.SENT, world.now) is False
    assert world.store.rows == {}


def test_a_worker_overtaken_while_it_renders_sends_nothing(world: World) -> None:
    row, slow = world.record().row, world.worker()

    def overtaken(*moment: Any) -> EmailMessage:
        world.worker().send(row, world.now)
        return slow.render(*moment)

    result = replace(slow, render=overtaken).send(row, world.now)

    assert result is Result.LOST_CLAIM
    assert len(world.letters) == 1


def test_a_step_ended_after_an_unknown_outcome_is_remembered_as_perhaps_sent(
    world: World,
) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    world.tick()
    key = world.record().mailing.key
    world.forget.stop(world.record().row.subscriber, world.now)

    world.wait_until(world.now + limits.LEASE)

    assert [(each.key, each.outcome) for each in world.record().mailing.sent] == [
        (key, Outcome.UNKNOWN)
    ]


def test_a_letter_counts_as_sent_when_it_was_claimed_whoever_settles_it(world: World) -> None:
    world.mailer.faults, world.mailer.accepts_first = [OutcomeUnknown()], True
    claimed_at = world.now
    world.tick()
    in_flight = world.record().mailing

    later = world.now + timedelta(minutes=30)
    settle(world.store, world.record().row, in_flight.attempt, Outcome.SENT, later)

    assert world.record().mailing.sent[0].at == claimed_at


def test_an_answer_that_comes_between_reading_and_settling_is_not_lost(world: World) -> None:
    class Interrupted(MemoryStore):
        """Somebody answers just before the first write of the settling."""

        def replace(self, record: Record, mailing: Mailing) -> bool:
            if record.mailing.state is State.SENDING and pending:
                pending.pop()
                bearer = token_in(world.letters[0], "/follow-ups/")
                world.service.act(bearer, record.row.id, answer(Answer.OFFER), world.now)
            return super().replace(record, mailing)

    pending = [True]
    old = world.store
    world.store = Interrupted(old.subscribers, old.facts, old.rows)

    world.tick()

    after = world.record().mailing
    assert pending == []
    assert after.key is not None
    assert (after.state, after.key.step) == (State.DUE, "reply")
