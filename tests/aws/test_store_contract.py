"""What every Store and Counters must do: the table on moto and the one in memory."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from followup.aws.counters import DynamoCounters
from followup.aws.due_index import DueIndex
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.model import (
    FollowUp,
    LetterKind,
    Mailing,
    Outcome,
    Person,
    Record,
    RowKey,
    Sent,
    State,
    Status,
    Step,
    StepKey,
    Subscriber,
)
from followup.ports import Counters, Store
from tests.core.builders import a_follow_up
from tests.core.memory import MemoryCounters, MemoryStore

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
OWNER = Subscriber("ab" * 20, "ada@example.com")
KEY = StepKey(1, Step.CHECK_IN, 1)


@pytest.fixture(params=["dynamodb", "memory"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return MemoryStore()
    return DynamoStore(Table(request.getfixturevalue("dynamodb"), "table"))


@pytest.fixture(params=["dynamodb", "memory"])
def counters(request: pytest.FixtureRequest) -> Counters:
    if request.param == "memory":
        return MemoryCounters()
    return DynamoCounters(Table(request.getfixturevalue("dynamodb"), "table"))


def a_record(mailing: Mailing | None = None, **changes: Any) -> Record:
    follow_up = a_follow_up(**{"id": str(uuid.uuid4()), "ready_at": None} | changes)
    return Record(
        RowKey(OWNER.id, follow_up.id), OWNER, mailing or Mailing(State.WAITING), follow_up
    )


def put(store: Store, record: Record, expires_at: datetime = LATER) -> Record:
    store.add_subscriber(OWNER, expires_at, NOW)
    assert store.add(record, expires_at)
    return record


def a_letter(**changes: Any) -> Record:
    row = RowKey(OWNER.id, str(uuid.uuid4()), is_letter=True)
    plain = Record(row, OWNER, Mailing(State.DUE, due_at=NOW), letter=LetterKind.CONFIRMATION)
    return replace(plain, **changes)


def a_due_record(store: Store) -> Record:
    return put(store, a_record(Mailing(State.DUE, KEY, NOW)))


def claim_of(record: Record, attempt: str = "mine") -> Mailing:
    return replace(record.mailing, state=State.SENDING, attempt=attempt, tries=1, due_at=LATER)


def test_what_is_stored_comes_back_whole(store: Store) -> None:
    people = (Person("Ada", detail="the new\nbench", note="“Hi” <b>&", contact="a@example.com"),)
    sent = (Sent(KEY, NOW, Outcome.UNKNOWN),)
    mailing = Mailing(State.DUE, KEY, NOW, "x", 1, 2, 7, sent)

    record = put(store, a_record(mailing, people=people, role="Żółć", max_check_ins=3))

    assert store.load(record.row, NOW) == record


def test_an_unknown_row_is_none(store: Store) -> None:
    assert store.load(a_record().row, NOW) is None


def test_a_subscriber_is_added_once(store: Store) -> None:
    assert store.add_subscriber(OWNER, LATER, NOW)

    assert not store.add_subscriber(replace(OWNER, address="other@example.com"), LATER, NOW)
    assert store.subscriber(OWNER.id, NOW) == OWNER


def test_a_subscriber_who_expired_begins_anew_although_still_stored(store: Store) -> None:
    old = replace(OWNER, status=Status.ACTIVE, stopped_at=NOW, moved_by="a letter")
    assert store.add_subscriber(old, LATER, NOW)

    anew = replace(OWNER, epoch=7)
    assert store.add_subscriber(anew, LATER + timedelta(days=7), LATER)

    assert store.subscriber(OWNER.id, LATER) == anew


def test_a_pending_follow_up_is_replaced_by_a_newer_form(store: Store) -> None:
    record = put(store, a_record())
    newer = replace(record, follow_up=replace(_facts(record), employer="Initech"))

    assert store.add(newer, LATER)
    assert [_facts(each).employer for each in store.load_all(OWNER.id, NOW)] == ["Initech"]


def test_a_confirmed_follow_up_is_never_replaced_by_the_open_form(store: Store) -> None:
    record = put(store, a_record())
    confirmed = replace(record, follow_up=replace(_facts(record), ready_at=NOW))
    assert store.save(confirmed, record.mailing, LATER)

    assert not store.add(record, LATER)
    assert store.load(record.row, NOW) == confirmed


def test_nothing_is_added_to_a_subscriber_who_is_gone(store: Store) -> None:
    record, letter = a_record(), a_letter()

    assert not store.add(record, LATER)
    assert not store.add_letter(letter, LATER)
    store.add_subscriber(OWNER, LATER, NOW)
    assert store.load(letter.row, NOW) is None
    assert store.load_all(OWNER.id, NOW) == []


def test_all_follow_ups_come_in_the_order_of_their_interviews(store: Store) -> None:
    later = put(store, a_record(interviewed_on="Thu 11-26"))
    earlier = put(store, a_record(interviewed_on="Mon 11-23"))
    store.add_letter(a_letter(), LATER)

    assert store.load_all(OWNER.id, NOW) == [earlier, later]


def test_expired_items_are_never_shown_although_they_are_still_stored(store: Store) -> None:
    record = put(store, a_record())

    after = LATER + timedelta(seconds=1)

    assert store.load(record.row, after) is None
    assert store.load_all(OWNER.id, after) == []
    assert store.subscriber(OWNER.id, after) is None


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_comes_back_with_its_kind_and_whom_it_goes_to(
    store: Store, kind: LetterKind
) -> None:
    store.add_subscriber(OWNER, LATER, NOW)
    letter = a_letter(letter=kind, new=Subscriber("cd" * 20, "new@example.com"))

    assert store.add_letter(letter, LATER)

    assert store.load(letter.row, NOW) == letter


def test_an_epoch_rises_once_for_each_reading(store: Store) -> None:
    store.add_subscriber(replace(OWNER, moved_by="a letter"), LATER, NOW)

    assert [store.rotate(OWNER), store.rotate(OWNER)] == [True, False]
    assert store.subscriber(OWNER.id, NOW) == replace(OWNER, epoch=1)


def test_a_save_writes_facts_and_mailing_together(store: Store) -> None:
    record = put(store, a_record())
    after = replace(
        record,
        follow_up=replace(_facts(record), ready_at=NOW),
        mailing=Mailing(State.DUE, KEY, NOW, rev=2),
    )

    assert store.save(after, record.mailing, LATER)
    assert store.load(record.row, NOW) == after


def test_a_save_over_a_newer_rev_writes_neither(store: Store) -> None:
    record = put(store, a_record())
    newer = replace(record, mailing=replace(record.mailing, rev=2))
    assert store.save(newer, record.mailing, LATER)
    stale = replace(record, follow_up=replace(_facts(record), employer="Stale"))

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


@pytest.mark.parametrize("write", ["save", "replace", "claim", "rotate", "keep", "trim"])
def test_no_write_brings_back_what_was_erased(store: Store, write: str) -> None:
    record = a_record(Mailing(State.DUE, KEY, NOW))
    writes: dict[str, Callable[[], object]] = {
        "save": lambda: store.save(record, record.mailing, LATER),
        "replace": lambda: store.replace(record, Mailing(State.CLOSED)),
        "claim": lambda: store.claim(record, claim_of(record), NOW),
        "rotate": lambda: store.rotate(OWNER),
        "keep": lambda: store.keep_subscriber(OWNER.id, LATER),
        "trim": lambda: store.trim_subscriber(OWNER.id, LATER),
    }

    assert not writes[write]()
    assert store.load(record.row, NOW) is None
    assert store.subscriber(OWNER.id, NOW) is None


def test_a_subscriber_lives_as_long_as_the_longest_follow_up(store: Store) -> None:
    put(store, a_record())

    store.keep_subscriber(OWNER.id, LATER + timedelta(days=90))
    store.keep_subscriber(OWNER.id, LATER)

    assert store.subscriber(OWNER.id, LATER + timedelta(days=89)) == OWNER


def test_a_subscribers_life_can_be_cut_and_is_never_prolonged_by_that(store: Store) -> None:
    put(store, a_record())

    store.trim_subscriber(OWNER.id, LATER + timedelta(days=1))
    assert store.subscriber(OWNER.id, LATER) is None
    store.trim_subscriber(OWNER.id, LATER - timedelta(days=1))
    assert store.subscriber(OWNER.id, LATER - timedelta(days=1)) is None


def test_the_index_finds_due_and_taken_rows_only(dynamodb: Any) -> None:
    store = DynamoStore(Table(dynamodb, "table"))
    states = {
        state: put(store, a_record(Mailing(state, KEY, NOW)))
        for state in (State.DUE, State.SENDING, State.WAITING, State.CLOSED, State.PARKED)
    }
    put(store, a_record(Mailing(State.DUE, KEY, NOW + timedelta(minutes=1))))

    found = DueIndex(dynamodb, "table").due(NOW, 100)

    assert {due.row for due in found} == {states[State.DUE].row, states[State.SENDING].row}


def test_a_claim_leaves_a_row_in_the_index_until_somebody_meets_it(dynamodb: Any) -> None:
    store, index = DynamoStore(Table(dynamodb, "table")), DueIndex(dynamodb, "table")
    record = a_due_record(store)

    assert store.claim(record, claim_of(record), NOW)
    taken = store.load(record.row, NOW)
    assert taken is not None
    shown = [due.row for due in index.due(NOW, 100)]
    assert store.replace(taken, taken.mailing)

    assert (taken.mailing.due_at, shown) == (LATER, [record.row])
    assert store.load(record.row, NOW) == taken
    assert index.due(NOW, 100) == []
    assert [due.row for due in index.due(LATER, 100)] == [record.row]


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


def test_a_row_that_is_closed_leaves_the_index(dynamodb: Any) -> None:
    store = DynamoStore(Table(dynamodb, "table"))
    record = a_due_record(store)

    store.replace(record, Mailing(State.CLOSED))

    assert DueIndex(dynamodb, "table").due(LATER, 100) == []


def test_the_index_takes_the_oldest_of_each_slot_first(dynamodb: Any) -> None:
    store = DynamoStore(Table(dynamodb, "table"))
    for minutes in range(40):
        put(store, a_record(Mailing(State.DUE, KEY, NOW + timedelta(minutes=minutes))))

    found = DueIndex(dynamodb, "table").due(LATER, 16)

    assert len({due.row for due in found}) == len(found)
    assert 10 <= len(found) <= 16


def test_two_letters_a_day_ten_minutes_apart_and_five_a_month(counters: Counters) -> None:
    minutes = [0, 5, 10, 15, 60]
    first_day = [counters.take_letter_slot("a", NOW + timedelta(minutes=m)) for m in minutes]
    later = [counters.take_letter_slot("a", NOW + timedelta(days=d)) for d in (2, 4, 6, 8)]

    assert first_day == [True, False, True, False, False]
    assert later == [True, True, True, False]
    assert counters.take_letter_slot("a", NOW + timedelta(days=31))


def test_letters_of_others_do_not_count_and_a_press_frees_the_slots(counters: Counters) -> None:
    counters.take_letter_slot("a", NOW)

    assert counters.take_letter_slot("b", NOW)
    counters.free_letter_slots("a")
    assert counters.take_letter_slot("a", NOW)


def test_a_count_goes_up_by_one(counters: Counters) -> None:
    assert [counters.count("network", LATER) for _ in range(3)] == [1, 2, 3]


def _facts(record: Record) -> FollowUp:
    assert record.follow_up is not None
    return record.follow_up


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


def test_a_row_that_cannot_be_read_at_all_is_parked_and_stays_parked(dynamodb: Any) -> None:
    store = DynamoStore(Table(dynamodb, "table"))
    record = a_due_record(store)
    key = {"pk": {"S": f"S#{OWNER.id}"}, "sk": {"S": f"R#{record.row.id}"}}
    broken = dynamodb.get_item(TableName="table", Key=key)["Item"] | {"refusals": {"S": "?"}}
    dynamodb.put_item(TableName="table", Item=broken)

    assert store.push_back(record.row, NOW) is True
    assert DueIndex(dynamodb, "table").due(LATER, 100) == []
