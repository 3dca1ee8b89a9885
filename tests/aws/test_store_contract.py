"""What every Store must do: the table on moto and the one in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from followup.mailing import LetterKind, Mailing, State, Status, Subscriber
from followup.model import Outcome, Person, Sent
from followup.ports import Store
from tests.aws.rows import KEY, LATER, NOW, OWNER, a_letter, a_record, claim_of, facts, put


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
    newer = replace(record, follow_up=replace(facts(record), employer="Initech"))

    assert store.add(newer, LATER)
    assert [facts(each).employer for each in store.load_all(OWNER.id, NOW)] == ["Initech"]


def test_a_confirmed_follow_up_is_never_replaced_by_the_open_form(store: Store) -> None:
    record = put(store, a_record())
    confirmed = replace(record, follow_up=replace(facts(record), ready_at=NOW))
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


@pytest.mark.parametrize("write", ["save", "replace", "claim", "rotate"])
def test_no_write_brings_back_what_was_erased(store: Store, write: str) -> None:
    record = a_record(Mailing(State.DUE, KEY, NOW))
    writes: dict[str, Callable[[], bool]] = {
        "save": lambda: store.save(record, record.mailing, LATER),
        "replace": lambda: store.replace(record, Mailing(State.CLOSED)),
        "claim": lambda: store.claim(record, claim_of(record), NOW),
        "rotate": lambda: store.rotate(OWNER),
    }

    assert writes[write]() is False
    assert store.load(record.row, NOW) is None
    assert store.subscriber(OWNER.id, NOW) is None


@pytest.mark.parametrize("change", ["keep_subscriber", "trim_subscriber"])
def test_another_life_brings_back_nobody_who_was_erased(store: Store, change: str) -> None:
    getattr(store, change)(OWNER.id, LATER)

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
