"""The API does what its description says, with 2,000 new requests for each operation."""

from collections.abc import Iterator

import pytest

from tests.functions.described import OPERATIONS, Service, described, search


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with described() as made:
        yield made


@pytest.mark.timeout(900)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_answer_is_as_described_whatever_is_sent(service: Service, operation: str) -> None:
    seen = search(service, operation, 2_000, is_repeatable=False)

    assert {status for status in seen if status < 400}
