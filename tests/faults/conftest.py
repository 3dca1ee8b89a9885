"""The functions with a SES that fails on a real socket; tables and queue are moto's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from tests.aws.tables import NOBODY
from tests.faults.ses import Ses, serving
from tests.functions.calls import Stack
from tests.functions.conftest import VARIABLES, forget_what_was_built, make_parts

# moto answers for AWS; what goes to this machine goes there.
LOOPBACK: Any = {"core": {"passthrough": {"urls": [r"http://127\.0\.0\.1"]}}}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The long ones run where they are named: `make faults` does."""
    is_long = collection_path.name == "long" and collection_path.parent.name == "faults"
    is_named = any("faults/long" in given for given in config.args)
    return True if is_long and not is_named else None


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Ses]:
    with serving() as ses:
        yield ses


@pytest.fixture(scope="module")
def parts(endpoint: Ses) -> Iterator[Stack]:
    with pytest.MonkeyPatch.context() as patch, mock_aws(config=LOOPBACK):
        for name, value in (VARIABLES | NOBODY).items():
            patch.setenv(name, value)
        forget_what_was_built()
        made = make_parts(patch)
        patch.setenv("AWS_ENDPOINT_URL_SESV2", endpoint.url)
        yield made
    forget_what_was_built()


@pytest.fixture
def stack(parts: Stack) -> Stack:
    parts.empty()
    forget_what_was_built()
    return parts


@pytest.fixture
def ses(endpoint: Ses, stack: Stack) -> Ses:  # noqa: ARG001
    endpoint.script.clear()
    endpoint.taken.clear()
    endpoint.requests = 0
    return endpoint
