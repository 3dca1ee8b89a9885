"""The event SES puts on EventBridge when it has accepted a letter.

Shape: SES developer guide, "Contents of event data" and "SES events schema reference". As on
AWS, MiniStack lets nobody else publish `aws.*` events, so the rule's pattern is asked for and
its targets are invoked here.
"""

import json
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from infra.cloud import ACCOUNT, REGION, MiniStack
from infra.outbox import Letter


def make_event(request: dict[str, Any], letter: Letter) -> dict[str, Any]:
    """A Send event for a SendEmail request (SES v2) and the letter it became."""
    configuration_set = request.get("ConfigurationSetName", "")
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Email Sent",
        "source": "aws.ses",
        "account": ACCOUNT,
        "time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "region": REGION,
        "resources": [f"arn:aws:ses:{REGION}:{ACCOUNT}:configuration-set/{configuration_set}"],
        "detail": {"eventType": "Send", "mail": _mail(request, letter), "send": {}},
    }


def _mail(request: dict[str, Any], letter: Letter) -> dict[str, Any]:
    tags = {each["Name"]: [each["Value"]] for each in request.get("EmailTags", [])}
    names = [request["ConfigurationSetName"]] if request.get("ConfigurationSetName") else []
    return {
        "timestamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.000Z}",
        "source": request.get("FromEmailAddress", ""),
        "sendingAccountId": ACCOUNT,
        "messageId": letter.id.partition("-")[2],
        "destination": request["Destination"]["ToAddresses"],
        "headersTruncated": False,
        "headers": [
            {"name": name, "value": value}
            for name, values in letter.headers.items()
            for value in ([values] if isinstance(values, str) else values)
        ],
        "commonHeaders": {"to": [letter.to], "subject": letter.subject},
        "tags": {"ses:configuration-set": names} | tags,
    }


def deliver(cloud: MiniStack, rule: str, event: dict[str, Any]) -> None:
    """Gives the event to the rule's functions, as it would, if its pattern matches."""
    events, functions = cloud.client("events"), cloud.client("lambda")
    pattern = events.describe_rule(Name=rule)["EventPattern"]
    if not events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))["Result"]:
        return
    for target in events.list_targets_by_rule(Rule=rule)["Targets"]:
        functions.invoke(
            FunctionName=target["Arn"],
            InvocationType="Event",
            Payload=transform(target["InputTransformer"], event),
        )


def transform(transformer: Mapping[str, Any], event: Mapping[str, Any]) -> str:
    """What a target gets in place of the event (EventBridge API, "InputTransformer"): a variable
    is replaced by its value, in quotes by its text, and by nothing where the event has none."""
    found = {name: _at(path, event) for name, path in transformer["InputPathsMap"].items()}
    text = transformer["InputTemplate"]
    text = re.sub(r'"<(\w+)>"', lambda each: json.dumps(found[each[1]] or ""), text)
    return re.sub(r"<(\w+)>", lambda each: json.dumps(found[each[1]]), text)


def _at(path: str, event: Any) -> Any:
    for name in path.removeprefix("$.").split("."):
        event = event.get(name) if isinstance(event, Mapping) else None
    return event
