"""A restored table is put back into the one the service uses; what has ended stays ended."""

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from moto import mock_aws

from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.items import Item, pack, subscriber_key, unpack, write_subscriber
from followup.aws.table import Table
from followup.mailing import Forgotten, Status, Subscriber
from infra.operate import switch
from infra.operate.account import Account
from infra.operate.refusal import Refused
from infra.operate.restoring import Restored, Restoring
from tests.aws.tables import NOBODY, REGION, make_table

OUTPUTS = {"TableName": "table", "ForgetTableName": "forget", "SendingSwitchName": "sending"}
SIGNED_UP = datetime.now(UTC) - timedelta(days=30)


def later() -> datetime:
    """When all is still after a pause that was just pressed."""
    return datetime.now(UTC) + timedelta(minutes=3)


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    """Three tables, the restored one among them, and e-mail that leaves."""
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name, value in NOBODY.items():
            patch.setenv(name, value)
        made = Account(REGION)
        for name in ("table", "restored"):
            make_table(made.client("dynamodb"), "Table", name)
        make_table(made.client("dynamodb"), "ForgetTable", "forget")
        made.client("ssm").put_parameter(Name="sending", Value="on", Type="String")
        yield made


def a_subscriber() -> Subscriber:
    return Subscriber(uuid.uuid4().hex, "a@example.com", Status.ACTIVE, int(SIGNED_UP.timestamp()))


def put(account: Account, table: str, *owners: Subscriber) -> None:
    for owner in owners:
        item = pack(write_subscriber(owner, later() + timedelta(days=90)))
        account.client("dynamodb").put_item(TableName=table, Item=item)


def stored(account: Account, table: str = "table") -> list[Item]:
    found = account.client("dynamodb").scan(TableName=table)["Items"]
    return sorted(map(unpack, found), key=lambda item: str(item["pk"]))


def forget(account: Account) -> DynamoForget:
    client = account.client("dynamodb")
    return DynamoForget(Table(client, "table"), Table(client, "forget", KEY_NAMES))


def restoring(account: Account, source: str = "restored") -> Restoring:
    return Restoring(account, OUTPUTS, source, "prod")


def test_nothing_is_put_back_while_e_mail_leaves_or_a_worker_may_still_run(
    account: Account,
) -> None:
    with pytest.raises(Refused, match="make pause STAGE=prod"):
        restoring(account).check(later())

    switch.turn(account, "sending", switch.OFF)
    with pytest.raises(Refused, match="two minutes"):
        restoring(account).check(datetime.now(UTC))
    restoring(account).check(later())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "FROM="),
        ("table", "in use"),
        ("forget", "in use"),
        ("nowhere", "no table nowhere"),
        ("other", "not a copy"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(account: Account, source: str, said: str) -> None:
    switch.turn(account, "sending", switch.OFF)
    if source == "other":
        make_table(account.client("dynamodb"), "ForgetTable", "other")

    with pytest.raises(Refused, match=said):
        restoring(account, source).check(later())


def test_the_table_is_as_it_was_but_whoever_left_is_gone(account: Account) -> None:
    kept, spoiled, gone, newer = (a_subscriber() for _ in range(4))
    many = [a_subscriber() for _ in range(30)]
    put(account, "restored", kept, spoiled, gone, *many)
    put(account, "table", kept, gone, newer)
    forget(account).erase(gone.id, datetime.now(UTC))

    done = restoring(account).run(later())

    assert done == Restored(33, 1, Counter({Forgotten.ERASED: 1}), 0)
    wanted = sorted(subscriber_key(each.id) for each in (kept, spoiled, *many))
    assert [(item["pk"], item["sk"]) for item in stored(account)] == wanted


def test_a_second_run_changes_nothing_more(account: Account) -> None:
    left = a_subscriber()
    put(account, "restored", left)
    restoring(account).run(later())
    forget(account).erase(left.id, datetime.now(UTC))
    restoring(account).run(later())
    once = stored(account)

    restoring(account).run(later())

    assert stored(account) == once
    assert subscriber_key(left.id) not in [(item["pk"], item["sk"]) for item in once]
