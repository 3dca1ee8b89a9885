"""Rotation on moto: the newest key first, the one before behind it, and no third."""

import json
from collections.abc import Iterator

import pytest
from moto import mock_aws

from infra.operate import keys
from infra.operate.account import Account
from tests.aws.tables import NOBODY, REGION


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        yield Account(REGION)


def make(account: Account, **kept: object) -> str:
    client = account.client("secretsmanager")
    return str(client.create_secret(Name="x", SecretString=json.dumps(kept))["ARN"])


def test_a_secret_as_the_template_made_it_is_its_own_newest_key(account: Account) -> None:
    arn = make(account, key="first")

    assert keys.read(account, arn).keys == ("first",)
    assert not keys.read(account, arn).is_rotated


def test_each_turn_keeps_the_one_before_and_drops_the_rest(account: Account) -> None:
    arn = make(account, key="first")

    second = keys.renew(account, arn)
    third = keys.renew(account, arn)
    assert keys.read(account, arn).keys == (third, second)
    assert len({"first", second, third}) == 3


def test_a_key_can_be_told_to_the_cdn(account: Account) -> None:
    fresh = keys.renew(account, make(account, key="first"))

    assert len(fresh) == 64
    assert set(fresh) <= set(keys.ALPHABET)


@pytest.mark.parametrize("key", ["a b", 'a"b', "é"])
def test_a_key_that_the_cdn_cannot_show_is_replaced(account: Account, key: str) -> None:
    arn = make(account, key=key)

    shown = keys.showable(account, arn)
    assert keys.read(account, arn).keys == (shown, key)
    assert keys.showable(account, arn) == shown
