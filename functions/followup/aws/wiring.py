"""Builds the real parts. Clients, the dearest thing a function makes, are made once per process.

What not every function uses is imported where it is built, so that the others start without.
"""

import json
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import Session, get_session

from followup.aws import settings as names
from followup.aws.data_files import DataFiles
from followup.aws.parameters import Parameters
from followup.aws.settings import Settings, from_environment
from followup.aws.store import DynamoStore
from followup.aws.table import Table
from followup.tokens import Tokens

if TYPE_CHECKING:
    from followup.access import Access
    from followup.aws.due_index import DueIndex
    from followup.aws.forget import DynamoForget
    from followup.aws.mailer import SesMailer
    from followup.aws.queue import SqsQueue
    from followup.brake import Brake
    from followup.letter_orders import LetterOrders
    from followup.moves import Moves
    from followup.pace import Pace
    from followup.service import Service
    from followup.sign_up import SignUp
    from followup.stops import Stops

# Descriptions of what we call alone (infra/descriptions.py), in the zip; elsewhere botocore's own.
SHORT = Path(__file__).parents[2] / "descriptions"
ON = "on"
WORKERS = 2  # MaximumConcurrency of the queue's event source

# botocore would write down the machine anew for each call.
AGENT = "interview-follow-up"

# One try, and a read limit well under the function's: after a lost answer boto3 would hand
# the same letter to SES again (measured: three mails out for one lost answer).
# The service checks what it is sent, and a letter it cannot read is a definite no.
SES_CONFIG = Config(
    user_agent=AGENT,
    parameter_validation=False,
    retries={"total_max_attempts": 1},
    connect_timeout=2,
    read_timeout=8,
)
CONFIG = Config(
    user_agent=AGENT,
    parameter_validation=False,
    retries={"mode": "standard"},
    connect_timeout=2,
    read_timeout=5,
)


@cache
def session() -> Session:
    """One for all clients: it holds what each of them would read from the disk again."""
    made = get_session()
    loader = Loader(extra_search_paths=[str(SHORT)], file_loader=DataFiles())
    made.register_component("data_loader", loader)
    return made


@cache
def client(service: str) -> Any:
    """What `boto3.client` gives, without boto3: importing that takes as long as our own code."""
    config = SES_CONFIG if service == "sesv2" else CONFIG
    return session().create_client(service, config=config)


@cache
def parameters() -> Parameters:
    return Parameters(client)


@cache
def settings() -> Settings:
    return from_environment()


def table() -> Table:
    return Table(client("dynamodb"), settings().text(names.TABLE_NAME))


def store() -> DynamoStore:
    return DynamoStore(table())


def queue() -> "SqsQueue":
    from followup.aws.queue import SqsQueue

    return SqsQueue(client("sqs"), settings().text(names.QUEUE_URL))


def due_index() -> "DueIndex":
    from followup.aws.due_index import DueIndex

    return DueIndex(client("dynamodb"), settings().text(names.TABLE_NAME))


def mailer() -> "SesMailer":
    from followup.aws.mailer import SesMailer

    return SesMailer(client("sesv2"), settings().text(names.CONFIGURATION_SET))


@cache
def brake() -> "Brake":
    from followup.brake import Brake

    return Brake()


@cache
def pace() -> "Pace":
    """Each worker starts a letter at most every WORKERS / rate seconds, so that together they
    stay under the rate SES allows."""
    from followup.pace import Pace

    seconds = WORKERS / settings().number(names.SEND_RATE)
    return Pace(seconds, time.monotonic, time.sleep)


def is_sending() -> bool:
    """The switch an operator turns without a deploy. Anything but `on` is off."""
    return parameters().switch(settings().text(names.SENDING_SWITCH)).strip().lower() == ON


def tokens() -> Tokens:
    # Tokens takes the newest last.
    return Tokens(_keys(names.SIGNING_SECRET_ARN)[::-1])


def has_cdn() -> bool:
    return settings().is_set(names.ORIGIN_SECRET_ARN)


def origin_secrets() -> list[str]:
    """What the CDN may show: the newest, and the one before while a rotation goes on."""
    return _keys(names.ORIGIN_SECRET_ARN) if has_cdn() else []


def forget() -> "DynamoForget":
    from followup.aws.forget import KEY_NAMES, DynamoForget

    forgotten = Table(client("dynamodb"), settings().text(names.FORGET_TABLE), KEY_NAMES)
    return DynamoForget(table(), forgotten)


def service() -> "Service":
    from followup.service import Service

    return Service(store(), forget(), tokens())


def stops() -> "Stops":
    from followup.stops import Stops

    return Stops(store(), forget(), tokens())


def sign_up() -> "SignUp":
    from followup.sign_up import SignUp

    return SignUp(store(), forget(), tokens(), orders())


def access() -> "Access":
    from followup.access import Access

    return Access(store(), tokens(), orders())


def moves() -> "Moves":
    from followup.moves import Moves

    return Moves(store(), forget(), tokens(), orders())


def orders() -> "LetterOrders":
    from followup.aws.counters import DynamoCounters
    from followup.letter_orders import LetterOrders

    identity_key = _secret(names.IDENTITY_SECRET_ARN)["key"].encode()
    limit = int(settings().number(names.NETWORK_LIMIT))
    counters = DynamoCounters(table())
    return LetterOrders(store(), counters, queue(), identity_key, limit)


def _keys(name: str) -> list[str]:
    """`key` as the template has it made, `keys` once it was rotated, the newest first."""
    secret = _secret(name)
    return list(secret.get("keys") or [secret["key"]])


def _secret(name: str) -> dict[str, Any]:
    return dict(json.loads(parameters().secret(settings().text(name))))
