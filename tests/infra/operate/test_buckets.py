"""The zip in its bucket: sent once, and a refusal of AWS is never taken for its absence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra.operate import buckets
from infra.operate.account import Account
from infra.operate.settings import Settings
from tests.aws.tables import NOBODY, REGION

KEY = "functions-1.zip"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        yield Account(REGION)


@pytest.fixture
def bucket(account: Account) -> str:
    return buckets.make(Settings("prod", Path(), {}), account, REGION)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    file = tmp_path / "functions.zip"
    file.write_bytes(b"zip")
    return file


def test_a_build_is_sent_once(account: Account, bucket: str, code: Path) -> None:
    sent = [buckets.put_code(account, bucket, code, KEY) for _ in range(2)]

    assert sent == [True, False]


def test_a_key_that_may_not_be_asked_for_is_not_taken_for_absent(
    account: Account, bucket: str, code: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_what: str) -> Any:
        raise ClientError({"Error": {"Code": "403"}}, "HeadObject")

    monkeypatch.setattr(account.client("s3"), "head_object", refuse)

    with pytest.raises(ClientError):
        buckets.put_code(account, bucket, code, KEY)
