"""A tenth of the simulated year over real tables: each life goes as it does in memory."""

from datetime import datetime

import boto3
import pytest
from moto import mock_aws

from followup.model import StepKey
from tests.aws.tables import make_table
from tests.functions.wired_year import SUBSCRIBERS, in_memory, on_tables, patch, run
from tests.functions.year import Life

__all__ = ["patch"]

EVERY_TENTH = range(0, SUBSCRIBERS, 10)


@pytest.fixture(scope="module")
def lives(patch: pytest.MonkeyPatch) -> list[Life]:
    """With every letter in full."""
    with mock_aws():
        client = boto3.client("dynamodb")
        make_table(client, "Table", "table")
        make_table(client, "ForgetTable", "forget")
        return [run(patch, on_tables(seed, client, "table", "forget")) for seed in EVERY_TENTH]


def test_what_was_mailed_is_what_was_shown_none_missing_none_twice(lives: list[Life]) -> None:
    assert [fault for life in lives for fault in life.surprises()] == []


def test_the_tables_lead_the_same_lives_as_the_store_in_memory(
    patch: pytest.MonkeyPatch, lives: list[Life]
) -> None:
    assert len(lives) == SUBSCRIBERS / 10
    for life in lives:
        assert told(life) == told(run(patch, in_memory(life.seed)))


def told(life: Life) -> dict[str, list[tuple[StepKey, datetime]]]:
    """What was mailed, by follow-up."""
    return {id_: [(entry.key, entry.at) for entry in mailed] for id_, mailed in life.mailed.items()}
