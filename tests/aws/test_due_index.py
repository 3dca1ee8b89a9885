"""The index of the table: what is due, until somebody meets it."""

from datetime import timedelta
from typing import Any

from followup.aws.due_index import DueIndex
from followup.aws.items import slot_of
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.mailing import Mailing, RowKey, State
from tests.aws.rows import KEY, LATER, NOW, OWNER, a_due_record, a_record, claim_of, put


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


def test_a_row_that_is_closed_leaves_the_index(dynamodb: Any) -> None:
    store = DynamoStore(Table(dynamodb, "table"))
    record = a_due_record(store)

    store.replace(record, Mailing(State.CLOSED))

    assert DueIndex(dynamodb, "table").due(LATER, 100) == []


def test_the_index_takes_the_oldest_of_each_slot_first(dynamodb: Any) -> None:
    store = DynamoStore(Table(dynamodb, "table"))
    oldest: dict[str, RowKey] = {}
    for minutes in range(40):
        due_at = NOW + timedelta(minutes=minutes)
        row = put(store, a_record(Mailing(State.DUE, KEY, due_at))).row
        oldest.setdefault(slot_of(row), row)

    found = [due.row for due in DueIndex(dynamodb, "table").due(LATER, 16)]

    assert sorted(found, key=slot_of) == [oldest[slot] for slot in sorted(oldest)]
    assert len(found) >= 10


def test_a_row_that_cannot_be_read_at_all_is_parked_and_stays_parked(dynamodb: Any) -> None:
    store = DynamoStore(Table(dynamodb, "table"))
    record = a_due_record(store)
    key = {"pk": {"S": f"S#{OWNER.id}"}, "sk": {"S": f"R#{record.row.id}"}}
    broken = dynamodb.get_item(TableName="table", Key=key)["Item"] | {"refusals": {"S": "?"}}
    dynamodb.put_item(TableName="table", Item=broken)

    assert store.push_back(record.row, NOW) is True
    assert DueIndex(dynamodb, "table").due(LATER, 100) == []
