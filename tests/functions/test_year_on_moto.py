"""A tenth of the simulated year over real tables: each life goes as it does in memory.

Most of the time goes into the tables. So there are two halves, which two workers can take.
"""

from collections.abc import Iterable
from datetime import datetime

import boto3
import pytest
from moto import mock_aws

import send
from followup.model import StepKey
from tests.aws.tables import make_table
from tests.functions.wired_year import SUBSCRIBERS, Blank, in_memory, on_tables, patch, run
from tests.functions.year import PLACES, Life

__all__ = ["patch"]

# One of each ten, and not always the first: so all zones have their turn.
A_TENTH = [ten * 10 + ten % 10 for ten in range(SUBSCRIBERS // 10)]


class Half:
    """What holds of each half."""

    def test_what_was_mailed_is_what_was_shown_none_missing_none_twice(
        self, lives: list[Life]
    ) -> None:
        assert [fault for life in lives for fault in life.surprises()] == []

    def test_the_tables_lead_the_same_lives_as_the_store_in_memory(
        self, patch: pytest.MonkeyPatch, lives: list[Life]
    ) -> None:
        with patch.context() as without_words:
            without_words.setattr(send, "Letters", Blank)
            remembered = [run(patch, in_memory(life.seed)) for life in lives]

        assert [told(life) for life in lives] == [told(life) for life in remembered]


class TestFirstHalf(Half):
    @pytest.fixture(scope="class")
    @classmethod
    def lives(cls, patch: pytest.MonkeyPatch) -> list[Life]:
        return lived_on_tables(patch, A_TENTH[::2])


class TestSecondHalf(Half):
    @pytest.fixture(scope="class")
    @classmethod
    def lives(cls, patch: pytest.MonkeyPatch) -> list[Life]:
        return lived_on_tables(patch, A_TENTH[1::2])


def test_the_tenth_lives_in_all_zones() -> None:
    assert len(A_TENTH) == SUBSCRIBERS / 10
    assert {seed % len(PLACES) for seed in A_TENTH} == {*range(len(PLACES))}


def lived_on_tables(patch: pytest.MonkeyPatch, seeds: Iterable[int]) -> list[Life]:
    """With every letter in full."""
    with mock_aws():
        client = boto3.client("dynamodb")
        make_table(client, "Table", "table")
        make_table(client, "ForgetTable", "forget")
        return [run(patch, on_tables(seed, client, "table", "forget")) for seed in seeds]


def told(life: Life) -> dict[str, list[tuple[StepKey, datetime]]]:
    """What was mailed, by follow-up."""
    return {id_: [(entry.key, entry.at) for entry in mailed] for id_, mailed in life.mailed.items()}
