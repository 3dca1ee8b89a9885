"""Builds the real parts, once per process: clients are the dearest thing a function makes."""

import json
import time
from functools import cache
from typing import Any

import boto3
from aws_lambda_powertools.utilities import parameters
from botocore.config import Config

from followup.access import Access
from followup.aws import settings as names
from followup.aws.counters import DynamoCounters
from followup.aws.due_index import DueIndex
from followup.aws.forget import KEY_NAMES, DynamoForget
from followup.aws.mailer import SesMailer
from followup.aws.queue import SqsQueue
from followup.aws.settings import Settings, from_environment
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.brake import Brake
from followup.letter_orders import LetterOrders
from followup.moves import Moves
from followup.pace import Pace
from followup.service import Service
from followup.sign_up import SignUp
from followup.stops import Stops
from followup.tokens import Tokens

SECRET_SECONDS = 300
SWITCH_SECONDS = 30
ON = "on"
WORKERS = 2  # MaximumConcurrency of the queue's event source

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


@cache
def brake() -> Brake:
    return Brake()


@cache
def pace() -> Pace:
    """Each worker starts a letter at most every WORKERS / rate seconds, so that together they
    stay under the rate SES allows."""
    seconds = WORKERS / settings().number(names.SEND_RATE)
    return Pace(seconds, time.monotonic, time.sleep)


def is_sending() -> bool:
    """The switch an operator turns without a deploy. Anything but `on` is off."""
    name = settings().text(names.SENDING_SWITCH)
    value = parameters.get_parameter(name, max_age=SWITCH_SECONDS)
    return str(value).strip().lower() == ON


def tokens() -> Tokens:
    secret = _secret(names.SIGNING_SECRET_ARN)
    return Tokens(secret.get("keys") or [secret["key"]])


def forget() -> DynamoForget:
    forgotten = Table(client("dynamodb"), settings().text(names.FORGET_TABLE), KEY_NAMES)
    return DynamoForget(table(), forgotten)


def service() -> Service:
    return Service(store(), forget(), tokens())


def stops() -> Stops:
    return Stops(store(), forget(), tokens())


def sign_up() -> SignUp:
    return SignUp(store(), forget(), tokens(), orders())


def access() -> Access:
    return Access(store(), tokens(), orders())


def moves() -> Moves:
    return Moves(store(), forget(), tokens(), orders())


def orders() -> LetterOrders:
    identity_key = _secret(names.IDENTITY_SECRET_ARN)["key"].encode()
    limit = int(settings().number(names.NETWORK_LIMIT))
    counters = DynamoCounters(table())
    return LetterOrders(store(), counters, queue(), identity_key, limit)


def _secret(name: str) -> dict[str, Any]:
    """Read again every five minutes, so that a rotated key is taken up without a deploy."""
    arn = settings().text(name)
    text = parameters.get_secret(arn, max_age=SECRET_SECONDS)
    return dict(json.loads(text))
