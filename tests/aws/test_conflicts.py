"""Two writers of the same items at once: the later one is told to come again, and does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.outages import is_outage
from followup.aws.store import DynamoStore
from followup.aws.table import MAX_TRANSACT_TRIES, Table
from followup.mailing import Mailing, State
from tests.aws.rows import LATER, NOW, OWNER, a_letter, a_record, put

Write = Callable[[DynamoStore, DynamoForget], bool]

RECORD = a_record()


class Busy:
    """A client whose next transactions meet another writer."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.conflicts = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_write_items(self, **request: Any) -> Any:
        if not self.conflicts:
            return self._client.transact_write_items(**request)
        self.conflicts -= 1
        answer = {
            "Error": {"Code": "TransactionCanceledException", "Message": ""},
            "CancellationReasons": [{"Code": "TransactionConflict"}, {"Code": "None"}],
        }
        raise ClientError(answer, "TransactWriteItems")


@pytest.fixture
def busy(dynamodb: Any) -> Busy:
    return Busy(dynamodb)


@pytest.fixture
def store(busy: Busy) -> DynamoStore:
    made = DynamoStore(Table(busy, "table"))
    put(made, RECORD)
    return made


@pytest.fixture
def forget(busy: Busy) -> DynamoForget:
    return DynamoForget(Table(busy, "table"), Table(busy, "forget", KEY_NAMES))


def save(store: DynamoStore, _forget: DynamoForget) -> bool:
    planned = replace(RECORD, mailing=Mailing(State.WAITING, rev=1))
    return store.save(planned, RECORD.mailing, LATER)


WRITES: dict[str, Write] = {
    "add": lambda store, _forget: store.add(a_record(), LATER),
    "add_letter": lambda store, _forget: store.add_letter(a_letter(), LATER),
    "save": save,
    "stop": lambda _store, forget: forget.stop(OWNER.id, NOW),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_write_that_meets_another_writer_is_made_all_the_same(
    busy: Busy, store: DynamoStore, forget: DynamoForget, write: Write
) -> None:
    busy.conflicts = MAX_TRANSACT_TRIES - 1

    assert write(store, forget)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_write_that_meets_others_again_and_again_is_never_lost_without_a_word(
    busy: Busy, store: DynamoStore, forget: DynamoForget, write: Write
) -> None:
    busy.conflicts = MAX_TRANSACT_TRIES

    with pytest.raises(ClientError) as raised:
        write(store, forget)

    assert is_outage(raised.value)


def test_a_condition_that_fails_is_still_an_answer(
    busy: Busy, store: DynamoStore, forget: DynamoForget
) -> None:
    busy.conflicts = 1
    assert forget.erase(OWNER.id, NOW)

    assert not store.add_letter(a_letter(), LATER)
    assert not store.add(a_record(), LATER)
    assert not forget.erase(OWNER.id, NOW)
