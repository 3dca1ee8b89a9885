"""An upgrade loses nothing: what every released version stored is read, written and exported.

`stored/v1.json` holds items as a release wrote them, with every field filled in at least once,
and one follow-up with as little as there may be. It is never changed. A new version of the shape
(`VERSION` in followup/documents.py) gets a file of its own beside it.
"""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from followup import limits
from followup.aws import items
from followup.aws.counters import DynamoCounters
from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.documents import VERSION, write_follow_up
from followup.export import write_json
from followup.letters import Letters, Sender
from followup.mailing import Forgotten, LetterKind, RowKey
from followup.model import FollowUp, Person
from followup.tokens import Tokens

STORED = Path(__file__).parent / "stored"
VERSIONS = range(1, VERSION + 1)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
OWNER = "ab" * 20
FULL = RowKey(OWNER, "3f0f0c7e-6e6a-4e0e-9d5a-0123456789ab")
BARE = RowKey(OWNER, "4f0f0c7e-6e6a-4e0e-9d5a-0123456789ab")
COUNTER = "letters#" + "ef" * 20


@pytest.fixture(params=VERSIONS)
def stored(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((STORED / f"v{request.param}.json").read_text("utf-8"))
    return found


@pytest.fixture
def tables(dynamodb: Any, stored: dict[str, Any]) -> Any:
    """The DynamoDB of somebody who upgrades today."""
    for name in ("table", "forget"):
        for item in stored[name]:
            dynamodb.put_item(TableName=name, Item=item)
    return dynamodb


@pytest.fixture
def store(tables: Any) -> DynamoStore:
    return DynamoStore(Table(tables, "table"))


@pytest.fixture
def forget(tables: Any) -> DynamoForget:
    return DynamoForget(Table(tables, "table"), Table(tables, "forget", KEY_NAMES))


def form_of(stored: dict[str, Any], row: RowKey) -> dict[str, Any]:
    key = items.facts_key(row)[1]
    [item] = [each for each in stored["table"] if each["sk"]["S"] == key]
    found: dict[str, Any] = json.loads(item["form"]["S"])
    return found


def test_every_version_has_its_items() -> None:
    assert sorted(file.name for file in STORED.iterdir()) == [f"v{n}.json" for n in VERSIONS]


@pytest.mark.parametrize("row", [FULL, BARE])
def test_every_field_of_a_form_is_still_there(
    store: DynamoStore, stored: dict[str, Any], row: RowKey
) -> None:
    record = store.load(row, NOW)

    assert record
    assert record.follow_up
    now = json.loads(json.dumps(write_follow_up(record.follow_up)))
    assert [name for name, value in form_of(stored, row).items() if now.get(name) != value] == []


def test_the_newest_items_fill_in_every_field_there_is() -> None:
    newest = json.loads((STORED / f"v{VERSION}.json").read_text("utf-8"))
    form = form_of(newest, FULL)

    assert {each.name for each in fields(FollowUp)} == form.keys()
    assert {each.name for each in fields(Person)} == form["people"][0].keys()


def test_a_save_writes_back_what_was_read(store: DynamoStore, stored: dict[str, Any]) -> None:
    record = store.load(FULL, NOW)
    assert record
    assert record.follow_up

    edited = replace(record, follow_up=replace(record.follow_up, role="Engineer"))
    assert store.save(edited, record.mailing, NOW + timedelta(days=1))
    again = store.load(FULL, NOW)
    assert again
    assert again.follow_up
    now = json.loads(json.dumps(write_follow_up(again.follow_up)))
    assert now == form_of(stored, FULL) | {"role": "Engineer"}


def test_sending_goes_on_where_it_stood(store: DynamoStore, stored: dict[str, Any]) -> None:
    key = items.row_sort(FULL)
    [item] = [items.unpack(each) for each in stored["table"] if each["sk"]["S"] == key]
    record = store.load(FULL, NOW)

    assert record
    written = items.write_mailing(FULL, record.mailing)
    assert {name: value for name, value in written.items() if item.get(name) != value} == {}


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_letter_that_waits_is_still_mailed(
    store: DynamoStore, stored: dict[str, Any], kind: LetterKind
) -> None:
    ids = [each["sk"]["S"][2:] for each in stored["table"] if each.get("letter") == {"S": kind}]
    sender = Sender("Follow-Up", "a@example.com", "b@example.com", "https://example.com")

    [record] = [store.load(RowKey(OWNER, id_, is_letter=True), NOW) for id_ in ids]
    assert record
    letter = Letters(sender, Tokens(["key"])).render(record, None, NOW)
    wanted = "new@example.com" if kind is LetterKind.NEW_ADDRESS else "ada@example.com"
    assert letter["To"] == wanted


def test_a_person_can_still_take_it_all_along(store: DynamoStore) -> None:
    owner = store.subscriber(OWNER, NOW)
    assert owner

    told = json.loads(write_json(owner, store.load_all(OWNER, NOW)))
    assert (told["you"]["address"], len(told["follow-ups"])) == ("ada@example.com", 2)


def test_what_was_counted_still_counts(tables: Any) -> None:
    counters = DynamoCounters(Table(tables, "table"))
    soon = NOW + limits.LETTER_PAUSE / 2

    assert not counters.take_letter_slot(COUNTER, soon)


def test_what_was_to_be_forgotten_still_is(forget: DynamoForget) -> None:
    assert forget.remembered(OWNER, NOW) == dict.fromkeys(Forgotten, NOW)
    assert forget.moved_to(OWNER, NOW) == "cd" * 20


def test_an_erasure_leaves_nothing_of_an_older_version(tables: Any, forget: DynamoForget) -> None:
    assert forget.erase(OWNER, NOW)

    left = tables.scan(TableName="table")["Items"]
    assert [item["pk"]["S"] for item in left if item["pk"]["S"].startswith("S#")] == []
