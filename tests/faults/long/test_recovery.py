"""After something went wrong, on the local cloud: a backup restored, dead letters, the logs."""

import json
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from followup.aws.restore import Restore
from followup.documents import read_instant
from followup.mailing import Forgotten
from infra.local_cloud import LocalCloud
from tests.functions.canary import leaks_in
from tests.stack.test_killed_worker import later
from tests.stack.visitor import Visitor, confirm, next_letter, token_in

Item = dict[str, Any]


@pytest.fixture
def name() -> str:
    return uuid.uuid4().hex[:8]


def somebody(local: LocalCloud, name: str) -> tuple[Visitor, str, str]:
    """Signed up and confirmed: the visitor, the follow-up and the private link."""
    visitor = Visitor(local, f"{name}@example.com")
    return visitor, visitor.ask(), confirm(visitor)


def switch(local: LocalCloud, value: str) -> None:
    ssm = local.client("ssm")
    ssm.put_parameter(Name=local.outputs["SendingSwitchName"], Value=value, Overwrite=True)


def items_in(local: LocalCloud) -> list[Item]:
    table = local.outputs["TableName"]
    return list(local.client("dynamodb").scan(TableName=table, ConsistentRead=True)["Items"])


def put_back(local: LocalCloud, backup: list[Item]) -> Restore:
    client, table = local.client("dynamodb"), local.outputs["TableName"]
    for item in items_in(local):
        client.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})
    for item in backup:
        client.put_item(TableName=table, Item=item)
    return Restore(client, table, local.outputs["ForgetTableName"])


def due_at(visitor: Visitor, id_: str) -> str:
    row = next(row for row in visitor.rows() if row["sk"]["S"] == f"R#{id_}")
    return str(row["due_at"]["S"])


def test_a_backup_is_restored_and_nobody_notices_but_by_what_was_lost(
    local: LocalCloud, name: str
) -> None:
    gone, _, gone_bearer = somebody(local, f"gone-{name}")
    quiet, quiet_id, quiet_bearer = somebody(local, f"quiet-{name}")
    loyal, loyal_id, loyal_bearer = somebody(local, f"loyal-{name}")
    backup = items_in(local)
    gone.call("DELETE", "/api/subscriber", None, gone_bearer)
    quiet.call("POST", f"/api/stop/{quiet_bearer}")
    thanks = next_letter(loyal)
    ahead = due_at(loyal, loyal_id)

    switch(local, "off")
    now = datetime.now(UTC)
    restore = put_back(local, backup)
    ended = restore.replay(now)
    restore.move_on(read_instant(due_at(loyal, loyal_id)), now)
    switch(local, "on")

    assert ended == Counter({Forgotten.ERASED: 1, Forgotten.STOPPED: 1})
    assert due_at(loyal, loyal_id) == ahead
    assert gone.address not in json.dumps(items_in(local))
    assert loyal.call("GET", f"/api/follow-ups/{loyal_id}", None, loyal_bearer)[0] == 200
    opened = quiet.call("GET", f"/api/follow-ups/{quiet_id}", None, quiet_bearer)[1]
    assert opened["stopped_at"]
    assert gone.call("GET", "/api/follow-ups", None, gone_bearer)[0] == 401
    counts = [len(each.letters()) for each in (gone, quiet, loyal)]
    local.ticks.tick(later(ahead, -1))
    assert [len(each.letters()) for each in (gone, quiet, loyal)] == counts
    local.ticks.tick(ahead)
    local.ticks.tick(later(ahead, 1))
    assert [len(each.letters()) for each in (gone, quiet, loyal)] == [*counts[:2], counts[2] + 1]
    assert loyal.letters()[-1]["text"] != thanks["text"]


def test_a_dead_letter_sent_again_mails_once(local: LocalCloud, name: str) -> None:
    visitor, id_, _ = somebody(local, f"dead-{name}")
    at, sqs = due_at(visitor, id_), local.client("sqs")
    [owner] = {row["pk"]["S"] for row in visitor.rows() if row["sk"]["S"] == f"R#{id_}"}
    body = json.dumps({"pk": owner, "sk": f"R#{id_}", "as_of": at})
    before = len(visitor.letters())
    for _ in range(2):
        sqs.send_message(QueueUrl=local.outputs["QueueDeadLettersUrl"], MessageBody=body)

    redrive(local)
    local.ticks.tick(at)

    assert len(visitor.letters()) == before + 1
    assert token_in(visitor.letters()[-1], "follow-ups")


def redrive(local: LocalCloud) -> None:
    """As the console's "Start DLQ redrive" does."""
    sqs = local.client("sqs")
    dead, queue = local.outputs["QueueDeadLettersUrl"], local.outputs["QueueUrl"]
    while found := sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10).get("Messages"):
        for message in found:
            sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
    local.ticks.wait_until_quiet()


def test_the_logs_of_all_this_name_nobody(local: LocalCloud, name: str) -> None:
    visitor, _, bearer = somebody(local, f"logged-{name}")
    next_letter(visitor)
    visitor.call("DELETE", "/api/subscriber", None, bearer)

    told = "\n".join(logged(local))

    assert '"route"' in told
    assert '"tick"' in told
    assert leaks_in(told) == []


def logged(local: LocalCloud) -> Iterator[str]:
    """Every line of every function, as CloudWatch keeps it."""
    logs = local.client("logs")
    for page in logs.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            for found in logs.get_paginator("filter_log_events").paginate(
                logGroupName=group["logGroupName"]
            ):
                yield from (event["message"] for event in found["events"])
