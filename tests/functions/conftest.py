"""The functions on moto: environment as the template gives it, nothing cached between tests."""

import email
import email.policy
import importlib
import json
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import boto3
import pytest
from moto import mock_aws

from followup.aws import wiring
from tests.aws.tables import NOBODY, make_table
from tests.core.world import token_in
from tests.functions.calls import Api, Context, Deliver, Stack, a_form
from tests.functions.canary import messages_hold_ids_only, pytest_runtest_makereport

__all__ = ["messages_hold_ids_only", "pytest_runtest_makereport"]

VARIABLES = {
    "TABLE_NAME": "table",
    "FORGET_TABLE": "forget",
    "SITE_URL": "https://follow-up.example.com",
    "SENDER_ADDRESS": "reminders@example.com",
    "SENDER_NAME": "Career Centre",
    "REPLY_TO": "help@example.com",
    "CONFIGURATION_SET": "letters",
    "SEND_RATE": "1000",
    "SENDING_SWITCH": "sending",
    "NETWORK_LIMIT": "100",
}


@pytest.fixture(scope="module")
def parts() -> Iterator[Stack]:
    """Tables, queue, secrets and a verified sender, made once a module: clients are slow."""
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name, value in (VARIABLES | NOBODY).items():
            patch.setenv(name, value)
        forget_what_was_built()
        yield make_parts(patch)
    forget_what_was_built()


@pytest.fixture
def stack(parts: Stack) -> Stack:
    """The same parts, emptied."""
    parts.empty()
    wiring.brake.cache_clear()
    return parts


@pytest.fixture
def api(stack: Stack) -> Api:
    return Api(stack, importlib.import_module("api").handler)


class Mailbox:
    """Takes what the mailer hands to SES; moto accepts it as well."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.letters: list[EmailMessage] = []

    def send_email(self, **request: Any) -> Any:
        answer = self.client.send_email(**request)
        raw = request["Content"]["Raw"]["Data"]
        parsed = email.message_from_bytes(raw, policy=email.policy.SMTP)
        self.letters.append(parsed)
        return answer


@pytest.fixture
def mailbox(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Mailbox:  # noqa: ARG001
    made = Mailbox(wiring.client("sesv2"))
    real = wiring.client
    monkeypatch.setattr(wiring, "client", lambda name: made if name == "sesv2" else real(name))
    return made


@pytest.fixture
def deliver(stack: Stack, mailbox: Mailbox) -> Deliver:
    """One tick at the next due time, its messages worked off; the letters that left."""

    def run() -> list[EmailMessage]:
        before = len(mailbox.letters)
        due = [item["due_at"] for item in stack.items() if item.get("state") == "due"]
        assert due, "nothing is due"
        stack.messages()
        importlib.import_module("dispatch").handler({"time": min(due)}, Context())
        work_off(stack.messages())
        return mailbox.letters[before:]

    return run


def work_off(bodies: list[str]) -> Any:
    records = [
        {
            "messageId": str(place),
            "receiptHandle": "x",
            "body": body,
            "attributes": {},
            "messageAttributes": {},
            "md5OfBody": "",
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:due",
            "awsRegion": "eu-central-1",
        }
        for place, body in enumerate(bodies)
    ]
    return importlib.import_module("send").handler({"Records": records}, Context())


@pytest.fixture
def confirmed(api: Api, deliver: Deliver) -> tuple[str, str]:
    """A confirmed follow-up: its id and the bearer of its private link."""
    signed_up = api("POST", "/api/follow-ups", a_form())
    [letter] = deliver()
    token = token_in(letter, "/confirm/")
    answer = api("POST", "/api/confirm", {"token": token})
    assert answer.status == 200, answer.body
    return signed_up.body["id"], answer.body["token"]


def make_parts(patch: pytest.MonkeyPatch) -> Stack:
    """Tables, queue, secrets and a verified sender on moto, named in the environment."""
    dynamodb, sqs = boto3.client("dynamodb"), boto3.client("sqs")
    make_table(dynamodb, "Table", "table")
    make_table(dynamodb, "ForgetTable", "forget")
    queue_url = sqs.create_queue(QueueName="due")["QueueUrl"]
    patch.setenv("QUEUE_URL", queue_url)
    secrets = boto3.client("secretsmanager")
    for name in ("SIGNING_SECRET_ARN", "IDENTITY_SECRET_ARN"):
        made = secrets.create_secret(Name=name, SecretString=json.dumps({"key": name}))
        patch.setenv(name, made["ARN"])
    boto3.client("ssm").put_parameter(Name="sending", Value="on", Type="String")
    mail = boto3.client("sesv2")
    mail.create_email_identity(EmailIdentity="reminders@example.com")
    mail.create_configuration_set(ConfigurationSetName="letters")
    return Stack(dynamodb, sqs, queue_url)


def forget_what_was_built() -> None:
    for cached in (
        wiring.session,
        wiring.client,
        wiring.parameters,
        wiring.settings,
        wiring.brake,
        wiring.pace,
    ):
        cached.cache_clear()
