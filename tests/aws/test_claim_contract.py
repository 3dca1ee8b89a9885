"""What every Store must do when two write to one row: one of them wins, and the other is told."""

from dataclasses import replace
from datetime import timedelta

from followup.mailing import Mailing, State
from followup.ports import Store
from tests.aws.rows import KEY, LATER, NOW, a_due_record, a_record, claim_of, facts, put


def test_a_save_writes_facts_and_mailing_together(store: Store) -> None:
    record = put(store, a_record())
    after = replace(
        record,
        follow_up=replace(facts(record), ready_at=NOW),
        mailing=Mailing(State.DUE, KEY, NOW, rev=2),
    )

    assert store.save(after, record.mailing, LATER)
    assert store.load(record.row, NOW) == after


def test_a_save_over_a_newer_rev_writes_neither(store: Store) -> None:
    record = put(store, a_record())
    newer = replace(record, mailing=replace(record.mailing, rev=2))
    assert store.save(newer, record.mailing, LATER)
    stale = replace(record, follow_up=replace(facts(record), employer="Stale"))

    assert not store.save(stale, record.mailing, LATER)
    assert store.load(record.row, NOW) == newer


def test_a_save_over_a_claim_writes_nothing(store: Store) -> None:
    record = a_due_record(store)
    assert store.claim(record, claim_of(record), NOW)

    assert not store.save(record, record.mailing, LATER)


def test_one_of_two_workers_wins_the_claim(store: Store) -> None:
    record = a_due_record(store)

    won = [store.claim(record, claim_of(record, name), NOW) for name in ("first", "second")]

    assert won == [True, False]


def test_a_claim_repeated_by_the_client_is_still_won(store: Store) -> None:
    record = a_due_record(store)

    assert store.claim(record, claim_of(record), NOW)
    assert store.claim(record, claim_of(record), NOW)


def test_a_row_not_yet_due_cannot_be_claimed(store: Store) -> None:
    record = a_due_record(store)

    assert not store.claim(record, claim_of(record), NOW - timedelta(minutes=1))


def test_a_replace_needs_the_row_as_it_was_read(store: Store) -> None:
    record = a_due_record(store)
    claim = claim_of(record)
    store.claim(record, claim, NOW)

    assert not store.replace(record, Mailing(State.CLOSED))
    assert store.replace(replace(record, mailing=claim), Mailing(State.CLOSED))


def test_a_worker_whose_lease_ended_cannot_settle_the_attempt_of_another(store: Store) -> None:
    record = a_due_record(store)
    first, second = (replace(record, mailing=claim_of(record, name)) for name in ("a", "b"))
    assert store.claim(record, first.mailing, NOW)
    assert store.claim(first, second.mailing, LATER)

    assert not store.replace(first, Mailing(State.CLOSED))
    assert store.replace(second, Mailing(State.CLOSED))


def test_a_row_in_flight_is_taken_again_only_when_its_time_is_over(store: Store) -> None:
    record = a_due_record(store)
    assert store.claim(record, claim_of(record), NOW)
    taken = store.load(record.row, NOW)
    assert taken is not None

    assert not store.claim(taken, claim_of(record, "theirs"), LATER - timedelta(seconds=1))
    assert store.claim(taken, claim_of(record, "theirs"), LATER)


def test_a_row_in_flight_is_not_pushed_back(store: Store) -> None:
    record = a_due_record(store)
    assert store.claim(record, claim_of(record), NOW)

    taken = store.load(record.row, NOW)

    assert not store.push_back(record.row, NOW)
    assert store.load(record.row, NOW) == taken
    assert not store.push_back(record.row, LATER)
    assert store.load(record.row, NOW) != taken


def test_whether_an_attempt_is_in_flight(store: Store) -> None:
    record = a_due_record(store)
    assert not store.is_taken(record.row, "mine")
    assert store.claim(record, claim_of(record), NOW)

    assert store.is_taken(record.row, "mine")
    assert not store.is_taken(record.row, "theirs")
    assert not store.is_taken(a_record().row, "mine")


def test_a_row_nobody_shows_leaves_the_index_when_it_is_due(store: Store) -> None:
    record = a_due_record(store)

    assert not store.retire(record.row, NOW - timedelta(seconds=1))
    assert store.retire(record.row, NOW)

    found = store.load(record.row, NOW)
    assert found is not None
    assert (found.mailing.state, found.mailing.due_at) == (State.CLOSED, None)
    assert not store.retire(record.row, NOW)
    assert not store.retire(a_record().row, NOW)


def test_a_row_nobody_can_handle_comes_an_hour_later_and_not_a_fifth_time(store: Store) -> None:
    record, now = a_due_record(store), NOW
    outcomes = []
    for _ in range(5):
        outcomes += [store.push_back(record.row, now), store.push_back(record.row, now)]
        now += timedelta(hours=1)

    assert outcomes == [False, False] * 4 + [True, False]
    found = store.load(record.row, NOW)
    assert found is not None
    assert (found.mailing.state, found.mailing.due_at) == (State.PARKED, None)
    assert not store.push_back(a_record().row, now)
