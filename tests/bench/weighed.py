"""The functions in this process on moto, every DynamoDB call weighed as DynamoDB would."""

import importlib
import io
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import boto3
from moto import mock_aws

from followup.aws import wiring
from tests.aws.tables import NOBODY, make_table
from tests.bench import capacity
from tests.bench.capacity import Item
from tests.bench.inside.calls import ONCE
from tests.bench.task import POWERTOOLS, UNPACED
from tests.functions.calls import Context, Event
from tests.functions.conftest import VARIABLES

TABLE = VARIABLES["TABLE_NAME"]
WRITES = ("PutItem", "UpdateItem", "DeleteItem")
READS = ("GetItem", "BatchGetItem", "Query")
KEY_NAMES = ("pk", "sk", "id", "what")
Params = dict[str, Any]


@dataclass
class Weighed:
    """What the calls so far used: `units` of DynamoDB as write, index and read, `requests` by
    operation; `tags` of the letters and `bodies` of the messages that left."""

    dynamodb: Any
    units: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    requests: Counter[str] = field(default_factory=Counter)
    tags: list[dict[str, list[str]]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    _open: list[tuple[Params, Item | None, bool]] = field(default_factory=list)

    def call(self, function: str, event: Event) -> None:
        answer = importlib.import_module(function).handler(event, Context())
        assert answer.get("statusCode", 200) < 300, answer
        assert not answer.get("batchItemFailures"), answer
        self._close()

    def put(self, items: Sequence[Item]) -> None:
        for item in items:
            self.dynamodb.put_item(TableName=TABLE, Item=item)

    def taken(self) -> tuple[Mapping[str, float], Mapping[str, int]]:
        """Units and requests since the last time this was asked."""
        found = dict(self.units), dict(self.requests)
        self.units.clear()
        self.requests.clear()
        return found

    def hear(self, params: Params, model: Any, **_: Any) -> None:
        """Before a call: what stands there now. What it left is seen at the next one."""
        self._close()
        if model.name in ONCE:
            return
        self.requests[model.name] += 1
        self._open += [
            (each, self._item(each), is_in) for each, is_in in writes(model.name, params)
        ]
        if model.name in READS:
            self.units["read"] += self._read_units(model.name, params)
        self.tags += [{tag["Name"]: [tag["Value"]] for tag in params.get("EmailTags", [])}] * (
            model.name == "SendEmail"
        )
        self.bodies += [entry["MessageBody"] for entry in params.get("Entries", [])]

    def _close(self) -> None:
        for request, before, is_in in self._open:
            after = self._item(request)
            self.units["write"] += capacity.write_units(before, after, in_transaction=is_in)
            self.units["index"] += capacity.index_units(before, after)
        self._open.clear()

    def _item(self, request: Params) -> Item | None:
        given = request.get("Key") or request["Item"]
        key = {name: given[name] for name in KEY_NAMES if name in given}
        found = self.dynamodb.get_item(TableName=request["TableName"], Key=key)
        item: Item | None = found.get("Item")
        return item

    def _read_units(self, name: str, params: Params) -> float:
        is_consistent = params.get("ConsistentRead", name == "BatchGetItem")
        if name == "BatchGetItem":
            wanted = params["RequestItems"].items()
            keys = [
                {"TableName": table, "Key": key} for table, asked in wanted for key in asked["Keys"]
            ]
            found = [self._item(key) or {} for key in keys]
        elif name == "GetItem":
            found = [self._item(params) or {}]
        else:
            found = self.dynamodb.query(**params)["Items"]
        return capacity.read_units(
            found, is_consistent=is_consistent, is_batch=name == "BatchGetItem"
        )


def writes(name: str, params: Params) -> list[tuple[Params, bool]]:
    """The items a call writes or checks, and whether in a transaction."""
    if name in WRITES:
        return [(params, False)]
    each = params["TransactItems"] if name == "TransactWriteItems" else []
    return [(request, True) for part in each for request in part.values()]


@contextmanager
def weighed() -> Iterator[Weighed]:
    with patch.dict(os.environ, VARIABLES | UNPACED | POWERTOOLS | NOBODY), mock_aws(), _quiet():
        _forget_what_was_built()
        _make_parts()
        cloud = Weighed(boto3.client("dynamodb"))
        wiring.session().register("provide-client-params.*.*", cloud.hear)
        yield cloud
    _forget_what_was_built()


def _quiet() -> AbstractContextManager[object]:
    """The functions log to standard output, where the table is to stand."""
    return redirect_stdout(io.StringIO())


def _make_parts() -> None:
    dynamodb = boto3.client("dynamodb")
    make_table(dynamodb, "Table", TABLE)
    make_table(dynamodb, "ForgetTable", VARIABLES["FORGET_TABLE"])
    os.environ["QUEUE_URL"] = boto3.client("sqs").create_queue(QueueName="due")["QueueUrl"]
    for name in ("SIGNING_SECRET_ARN", "IDENTITY_SECRET_ARN"):
        secret = json.dumps({"key": name})
        made = boto3.client("secretsmanager").create_secret(Name=name, SecretString=secret)
        os.environ[name] = made["ARN"]
    boto3.client("ssm").put_parameter(Name=VARIABLES["SENDING_SWITCH"], Value="on", Type="String")
    mail = boto3.client("sesv2")
    mail.create_email_identity(EmailIdentity=VARIABLES["SENDER_ADDRESS"])
    mail.create_configuration_set(ConfigurationSetName=VARIABLES["CONFIGURATION_SET"])


def _forget_what_was_built() -> None:
    for cached in (wiring.session, wiring.client, wiring.settings, wiring.parameters):
        cached.cache_clear()
