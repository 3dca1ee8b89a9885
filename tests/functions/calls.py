"""Calls as AWS makes them: API Gateway, the scheduler, SQS; and a look behind the scenes."""

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import cache
from typing import Any
from urllib.parse import urlencode

from boto3.dynamodb.types import TypeDeserializer

from followup.aws.items import write_row
from followup.mailing import RowKey
from tests.infra import template

Event = dict[str, Any]
Deliver = Callable[[], list[EmailMessage]]


@dataclass
class Context:
    """What the functions read of Lambda's context."""

    function_name: str = "function"
    memory_limit_in_mb: int = 256
    invoked_function_arn: str = "arn:aws:lambda:eu-central-1:123456789012:function:function"
    aws_request_id: str = "request"

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@dataclass
class Stack:
    """The parts on moto, as plain items and messages."""

    dynamodb: Any
    sqs: Any
    queue_url: str

    def empty(self) -> None:
        for table, names in (("table", ("pk", "sk")), ("forget", ("id", "what"))):
            for item in self.items(table):
                key = {name: {"S": item[name]} for name in names}
                self.dynamodb.delete_item(TableName=table, Key=key)
        self.messages()

    def forgotten(self) -> set[tuple[str, str]]:
        """Of whom, and what."""
        return {(item["id"], item["what"]) for item in self.items("forget")}

    def items(self, table: str = "table") -> list[Event]:
        read = TypeDeserializer().deserialize
        found = self.dynamodb.scan(TableName=table)["Items"]
        return [{name: read(value) for name, value in item.items()} for item in found]

    def items_of(self, prefix: str) -> list[Event]:
        return [item for item in self.items() if item["sk"].startswith(prefix)]

    def change(self, row: RowKey, **strings: str) -> None:
        """Writes attributes of a row as nobody else would."""
        for name, value in strings.items():
            self.dynamodb.update_item(
                TableName="table",
                Key={name: {"S": value} for name, value in write_row(row).items()},
                UpdateExpression="SET #name = :value",
                ExpressionAttributeNames={"#name": name},
                ExpressionAttributeValues={":value": {"S": value}},
            )

    def messages(self) -> list[str]:
        """Takes what waits in the queue."""
        found: list[str] = []
        while True:
            answer = self.sqs.receive_message(QueueUrl=self.queue_url, MaxNumberOfMessages=10)
            if not answer.get("Messages"):
                return found
            for message in answer["Messages"]:
                found.append(message["Body"])
                handle = message["ReceiptHandle"]
                self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=handle)


@dataclass
class Answer:
    status: int
    body: Any
    headers: dict[str, str]


@dataclass
class Api:
    stack: Stack
    handler: Callable[[Event, Any], Event]

    def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        bearer: str = "",
        query: dict[str, str] | None = None,
        content_type: str = "application/json",
        network: str = "192.0.2.1",
        more: dict[str, str] | None = None,
    ) -> Answer:
        raw = body if isinstance(body, str) else json.dumps(body) if body is not None else None
        headers = {"content-type": content_type} if raw is not None else {}
        headers |= {"authorization": f"Bearer {bearer}"} if bearer else {}
        headers |= more or {}
        event = {
            "version": "2.0",
            "routeKey": route_key(method, path),
            "rawPath": path,
            "rawQueryString": urlencode(query or {}),
            "queryStringParameters": query or {},
            "headers": headers,
            "requestContext": {
                "http": {"method": method, "path": path, "sourceIp": network},
                "stage": "$default",
                "requestId": "request",
            },
            "body": raw,
            "isBase64Encoded": False,
        }
        answer = self.handler(event, Context())
        text = answer.get("body") or ""
        found = answer.get("headers") or {
            k: v[0] for k, v in answer.get("multiValueHeaders", {}).items()
        }
        body = json.loads(text) if text.startswith(("{", "[")) else text or None
        return Answer(answer["statusCode"], body, found)


@cache
def routes() -> list[tuple[str, re.Pattern[str]]]:
    keys = [each["RouteKey"] for each in template.of_type("AWS::ApiGatewayV2::Route").values()]
    keys.sort(key=lambda key: "{" in key)  # what is written out goes before what is not
    return [(key, re.compile(re.sub(r"\{\w+\}", "[^/]+", key))) for key in keys]


def route_key(method: str, path: str) -> str:
    """As API Gateway names it: without what stands in the path."""
    called = f"{method} {path}"
    return next((key for key, shape in routes() if shape.fullmatch(called)), "$default")


def a_form(**changes: Any) -> Event:
    """The form of the design, its days counted from today."""
    today = datetime.now(UTC).date()
    form = {
        "id": str(uuid.uuid4()),
        "address": "ada@example.com",
        "zone": "Europe/Berlin",
        "country": "DE",
        "hour": 9,
        "employer": "Acme",
        "role": "Sales engineer",
        "interviewed_on": str(today),
        "decision_on": str(today + timedelta(days=11)),
        "may_call": True,
        "phone": "+49 30 123456",
        "persistence": "steady",
        "channel": "call",
        "max_check_ins": None,
        "your_name": "Ada",
        "tone": "friendly",
        "locale": "en",
        "people": [
            {
                "name": "Mr Babbage",
                "relation": "interviewer",
                "detail": "the new test bench",
                "reason": "",
                "medium": "email",
                "contact": None,
                "thanked": False,
                "note": None,
            }
        ],
    }
    changed = form | changes
    return {name: value for name, value in changed.items() if value is not ...}
