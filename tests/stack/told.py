"""What a local cloud told others while tests used it: nobody's address, name, words or token.

Told are its own log, the logs of its functions, and what its queues still hold. Searched for are
the words of the form that the tests fill in, and whatever this run itself stored and mailed.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra.local_cloud import LocalCloud
from tests.functions.canary import leaks_in

FIELDS = ("employer", "role", "your_name", "phone", "call_whom")
OF_A_PERSON = ("name", "detail", "reason", "contact", "note")
TOKEN_IN = re.compile(r"(?:\?t=|/stop/|/calendar/)([\w.-]{40,})")
SHORTEST = 4  # "Ada" is in words that are nobody's name
# Ours, not anybody's: who letters come from, and who hears of alarms.
OF_THE_SERVICE = ("follow-up@example.com", "reply@example.com", "alarms@example.com")


@contextmanager
def nothing_told(local: LocalCloud) -> Iterator[None]:
    yield
    told = "\n".join([*logs(local), *messages(local)])
    assert "START RequestId" in told, "the functions wrote no log, so nothing was searched"
    for name in OF_THE_SERVICE:
        told = told.replace(name, "")
    leaks = [*leaks_in(told), *(word for word in sorted(words(local)) if word in told)]
    assert not leaks, f"the local cloud told {leaks}"


def logs(local: LocalCloud) -> Iterator[str]:
    yield (local.data / "ministack.log").read_text(errors="replace")
    client = local.client("logs")
    for group in client.describe_log_groups()["logGroups"]:
        pages = client.get_paginator("filter_log_events")
        for page in pages.paginate(logGroupName=group["logGroupName"]):
            yield from (each["message"] for each in page["events"])


def messages(local: LocalCloud) -> Iterator[str]:
    sqs = local.client("sqs")
    for name in ("QueueUrl", "QueueDeadLettersUrl", "EventDeadLettersUrl"):
        found = sqs.receive_message(QueueUrl=local.outputs[name], MaxNumberOfMessages=10)
        yield from (each["Body"] for each in found.get("Messages", []))


def words(local: LocalCloud) -> set[str]:
    """Every address that got a letter, every token in one, and what people typed."""
    letters = local.outbox.letters()
    found = {letter.to for letter in letters}
    for letter in letters:
        headers = json.dumps(dict(letter.headers))
        found |= set(TOKEN_IN.findall(f"{letter.text} {headers}"))
    for form in forms(local):
        found |= {str(form.get(name) or "") for name in FIELDS}
        found |= {
            str(each.get(name) or "") for each in form.get("people", []) for name in OF_A_PERSON
        }
    return {word for word in found if len(word) >= SHORTEST}


def forms(local: LocalCloud) -> Iterator[dict[str, Any]]:
    pages = local.client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=local.outputs["TableName"]):
        for item in page["Items"]:
            if "form" in item:
                yield json.loads(item["form"]["S"])
