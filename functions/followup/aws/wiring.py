"""Builds the real parts, once per process: clients are the dearest thing a function makes."""

import json
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools.utilities import parameters
from botocore.config import Config

from followup.aws import settings as names
from followup.aws.counters import DynamoCounters
from followup.aws.due_index import DueIndex
from followup.aws.mailer import SesMailer
from followup.aws.queue import SqsQueue
from followup.aws.settings import Settings, from_environment
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.service import Service
from followup.sign_up import SignUp
from followup.tokens import Tokens

SECRET_SECONDS = 300

# One try, and a read limit well under the function's: after a lost answer boto3 would hand
# the same letter to SES again (measured: three mails out for one lost answer).
SES_CONFIG = Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=8)
CONFIG = Config(retries={"mode": "standard"}, connect_timeout=2, read_timeout=5)


@cache
def client(service: str) -> Any:
    config = SES_CONFIG if service == "sesv2" else CONFIG
    return boto3.client(service, config=config)


@cache
def settings() -> Settings:
    return from_environment()


def table() -> Table:
    return Table(client("dynamodb"), settings().text(names.TABLE_NAME))


def store() -> DynamoStore:
    return DynamoStore(table())


def queue() -> SqsQueue:
    return SqsQueue(client("sqs"), settings().text(names.QUEUE_URL))


def due_index() -> DueIndex:
    return DueIndex(client("dynamodb"), settings().text(names.TABLE_NAME))


def mailer() -> SesMailer:
    return SesMailer(client("sesv2"), settings().text(names.CONFIGURATION_SET))


def tokens() -> Tokens:
    secret = _secret(names.SIGNING_SECRET_ARN)
    return Tokens(secret.get("keys") or [secret["key"]])


def service() -> Service:
    return Service(store(), tokens())


def sign_up() -> SignUp:
    identity_key = _secret(names.IDENTITY_SECRET_ARN)["key"].encode()
    limit = int(settings().number(names.NETWORK_LIMIT))
    counters = DynamoCounters(table())
    return SignUp(store(), counters, queue(), tokens(), identity_key, limit)


def _secret(name: str) -> dict[str, Any]:
    """Read again every five minutes, so that a rotated key is taken up without a deploy."""
    arn = settings().text(name)
    text = parameters.get_secret(arn, max_age=SECRET_SECONDS)
    return dict(json.loads(text))
