"""A table on a socket of this machine, as the template has it, and a SES beside it."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from followup.aws.store import DynamoStore
from followup.aws.table import Table
from infra import cloud as ministack
from infra.cloud import MiniStack
from tests.aws.tables import NOBODY, make_table
from tests.faults.ses import Ses, serving
from tests.functions.conftest import VARIABLES
from tests.stack.conftest import local, stack_site

__all__ = ["local", "stack_site"]


@dataclass(frozen=True)
class Site:
    """Where the victims work: `environment` is what a worker's process is given."""

    cloud: MiniStack
    ses: Ses
    environment: Mapping[str, str]

    @property
    def store(self) -> DynamoStore:
        return DynamoStore(Table(self.cloud.client("dynamodb"), "table"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("cloud")
    cloud = ministack.start(folder, folder / "ministack.log", roles=False, extra={})
    try:
        with serving() as ses:
            yield Site(cloud, ses, _environment(ses, cloud, _make_parts(cloud)))
    finally:
        cloud.stop()


@pytest.fixture
def site(running: Site) -> Site:
    dynamodb = running.cloud.client("dynamodb")
    for table, names in (("table", ("pk", "sk")), ("forget", ("id", "what"))):
        for page in dynamodb.get_paginator("scan").paginate(TableName=table):
            for item in page["Items"]:
                dynamodb.delete_item(TableName=table, Key={name: item[name] for name in names})
    running.ses.script.clear()
    running.ses.taken.clear()
    running.ses.requests = 0
    return running


def _make_parts(cloud: MiniStack) -> str:
    make_table(cloud.client("dynamodb"), "Table", "table")
    make_table(cloud.client("dynamodb"), "ForgetTable", "forget")
    cloud.client("ssm").put_parameter(Name="sending", Value="on", Type="String")
    made = cloud.client("secretsmanager").create_secret(
        Name="signing", SecretString=json.dumps({"key": "a signing key for tests"})
    )
    return str(made["ARN"])


def _environment(ses: Ses, cloud: MiniStack, secret: str) -> dict[str, str]:
    here = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{Path('functions').resolve()}:{Path.cwd()}",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{cloud.port}",
        "AWS_ENDPOINT_URL_SESV2": ses.url,
        "SIGNING_SECRET_ARN": secret,
        "POWERTOOLS_SERVICE_NAME": "interview-follow-up",
        "POWERTOOLS_METRICS_NAMESPACE": "InterviewFollowUp",
    }
    return {**NOBODY, **VARIABLES, **here}


def rows_of(site: Site, prefix: str = "R#") -> list[dict[str, Any]]:
    pages = site.cloud.client("dynamodb").get_paginator("scan").paginate(TableName="table")
    found = [item for page in pages for item in page["Items"]]
    return [item for item in found if item["sk"]["S"].startswith(prefix)]
