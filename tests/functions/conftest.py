"""The functions on moto: environment as the template gives it, nothing cached between tests."""

import importlib
import json
from collections.abc import Iterator

import boto3
import pytest
from aws_lambda_powertools.utilities import parameters
from moto import mock_aws

from followup.aws import wiring
from tests.aws.tables import NOBODY, make_table
from tests.functions.calls import Api, Stack

VARIABLES = {
    "TABLE_NAME": "table",
    "SITE_URL": "https://follow-up.example.com",
    "SENDER_ADDRESS": "reminders@example.com",
    "SENDER_NAME": "Career Centre",
    "REPLY_TO": "help@example.com",
    "CONFIGURATION_SET": "letters",
    "SEND_RATE": "1000",
    "NETWORK_LIMIT": "100",
}


@pytest.fixture(scope="module")
def parts() -> Iterator[Stack]:
    """Tables, queue, secrets and a verified sender, made once a module: clients are slow."""
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name, value in (VARIABLES | NOBODY).items():
            patch.setenv(name, value)
        _forget_what_was_built()
        yield _make_parts(patch)
    _forget_what_was_built()


@pytest.fixture
def stack(parts: Stack) -> Stack:
    """The same parts, emptied."""
    parts.empty()
    return parts


@pytest.fixture
def api(stack: Stack) -> Api:
    return Api(stack, importlib.import_module("api").handler)


def _make_parts(monkeypatch: pytest.MonkeyPatch) -> Stack:
    dynamodb, sqs = boto3.client("dynamodb"), boto3.client("sqs")
    make_table(dynamodb, "Table", "table")
    queue_url = sqs.create_queue(QueueName="due")["QueueUrl"]
    monkeypatch.setenv("QUEUE_URL", queue_url)
    secrets = boto3.client("secretsmanager")
    for name in ("SIGNING_SECRET_ARN", "IDENTITY_SECRET_ARN"):
        made = secrets.create_secret(Name=name, SecretString=json.dumps({"key": name}))
        monkeypatch.setenv(name, made["ARN"])
    mail = boto3.client("sesv2")
    mail.create_email_identity(EmailIdentity="reminders@example.com")
    mail.create_configuration_set(ConfigurationSetName="letters")
    return Stack(dynamodb, sqs, queue_url)


def _forget_what_was_built() -> None:
    for cached in (wiring.client, wiring.settings):
        cached.cache_clear()
    parameters.clear_caches()  # type: ignore[no-untyped-call]
