"""Four workers are given the same 5,000 reminders, each in an order of its own."""

import random
from pathlib import Path
from typing import Any

import pytest

from followup.aws import items
from tests.faults.long import workers
from tests.faults.long.conftest import Site, rows_of
from tests.faults.reminders import LONG, a_due_reminder, a_working_morning

MANY = 5_000
BATCH = 25  # items DynamoDB takes in one BatchWriteItem


@pytest.mark.timeout(1200)
def test_every_letter_leaves_exactly_once(site: Site, tmp_path: Path) -> None:
    now = a_working_morning()
    records = [a_due_reminder(now) for _ in range(MANY)]
    stored: list[dict[str, Any]] = []
    for record in records:
        stored += [
            items.write_subscriber(record.subscriber, now + LONG),
            items.write_facts(record, now + LONG),
            items.write_reminder(record, now + LONG),
        ]
    write(site, stored)

    crew = []
    for seed in range(4):
        rows = [record.row for record in records]
        random.Random(seed).shuffle(rows)
        crew.append(workers.start(tmp_path, site.environment, rows, now))
    ends = [worker.wait(1_000) for worker in crew]

    taken = {tags["row"] for tags, _ in site.ses.taken}
    outcomes = [len(row["sent"]["L"]) for row in rows_of(site)]
    assert ends == [0] * 4
    assert (site.ses.requests, len(site.ses.taken), len(taken)) == (MANY, MANY, MANY)
    assert outcomes == [1] * MANY


def write(site: Site, plain: list[dict[str, Any]]) -> None:
    dynamodb = site.cloud.client("dynamodb")
    for start in range(0, len(plain), BATCH):
        puts = [{"PutRequest": {"Item": items.pack(each)}} for each in plain[start : start + BATCH]]
        dynamodb.batch_write_item(RequestItems={"table": puts})
