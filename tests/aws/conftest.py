"""Moto in place of AWS, with the tables of the real template."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.ports import Store
from tests.aws.tables import NOBODY, make_table
from tests.core.memory_store import MemoryStore


@pytest.fixture
def dynamodb(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A DynamoDB client with both tables, named `table` and `forget`."""
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        client = boto3.client("dynamodb")
        make_table(client, "Table", "table")
        make_table(client, "ForgetTable", "forget")
        yield client


@pytest.fixture(params=["dynamodb", "memory"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return MemoryStore()
    return DynamoStore(Table(request.getfixturevalue("dynamodb"), "table"))
