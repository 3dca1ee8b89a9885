"""The API does what its description says: no 5xx, no other status, no other shape."""

from collections.abc import Iterator

import pytest

from infra.openapi import ANSWERS
from tests.functions.described import OPERATIONS, Service, described, search


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with described() as made:
        yield made


def test_every_route_is_described() -> None:
    assert {label.lower() for label in OPERATIONS} == {each.lower() for each in ANSWERS}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_answer_is_as_described_whatever_is_sent(service: Service, operation: str) -> None:
    """That each of them succeeds too, among many, is for the long run (`make faults`)."""
    seen = search(service, operation, 20, is_repeatable=True)

    assert seen <= {int(status) for status in OPERATIONS[operation].definition.raw["responses"]}
