"""The tick and the listener killed by SIGKILL at each step of theirs."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from followup import limits
from followup.aws.queue import read_message
from followup.mailing import RowKey
from tests.core.ses_events import an_event
from tests.faults.long import workers
from tests.faults.long.conftest import Site, rows_of
from tests.faults.reminders import a_due_reminder, a_working_morning, put

MORTAL = Path(__file__).with_name("mortal.py")
MANY = 25  # more than SQS takes in two calls

# The moment, what it does then, and its how-manieth time.
TICK_DEATHS = [
    ("before looking", "before", "due"),
    ("after looking", "after", "due"),
    ("after asking how much waits", "after", "backlog"),
    ("before queueing", "before", "put"),
    ("after queueing", "after", "put"),
]
EVENT_DEATHS = [
    ("before reading", "before", "load"),
    ("after reading", "after", "load"),
    ("before settling", "before", "replace"),
    ("after settling", "after", "replace"),
]
REFUSAL_DEATHS = [
    ("before suppressing", "before", "suppress"),
    ("after suppressing", "after", "suppress"),
]


def run(
    environment: Mapping[str, str], function: str, event: Any, death: Sequence[object] = ()
) -> int:
    """How the process ended: 0, or minus the signal."""
    command = [sys.executable, str(MORTAL), function, json.dumps(event), *map(str, death)]
    return subprocess.run(
        command, env=dict(environment), stdout=subprocess.DEVNULL, check=False, timeout=60
    ).returncode


@pytest.fixture
def queue(site: Site) -> str:
    made = site.cloud.client("sqs").create_queue(QueueName="due")
    site.cloud.client("sqs").purge_queue(QueueUrl=made["QueueUrl"])
    return str(made["QueueUrl"])


def queued(site: Site, queue: str) -> list[RowKey]:
    """What waits there, taken out."""
    sqs, rows = site.cloud.client("sqs"), list[RowKey]()
    while found := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for message in found:
            rows.append(read_message(message["Body"])[0])
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return rows


@pytest.mark.parametrize(
    "death", [each[1:] for each in TICK_DEATHS], ids=[e[0] for e in TICK_DEATHS]
)
def test_the_tick_is_killed_and_every_letter_still_leaves_once(
    site: Site, queue: str, tmp_path: Path, death: tuple[str, str]
) -> None:
    now = a_working_morning()
    rows = {put(site.store, a_due_reminder(now), now) for _ in range(MANY)}
    environment = {**site.environment, "QUEUE_URL": queue}
    tick = {"time": f"{now:%Y-%m-%dT%H:%M:%SZ}"}

    ended = run(environment, "dispatch", tick, (*death, 1))
    assert run(environment, "dispatch", tick) == 0
    found = queued(site, queue)
    workers.start(tmp_path, environment, found, now).wait(60)

    assert ended == -signal.SIGKILL
    assert set(found) == rows
    assert len(site.ses.taken) == MANY
    assert [len(row["sent"]["L"]) for row in rows_of(site)] == [1] * MANY


def in_flight(site: Site, tmp_path: Path, now: datetime) -> tuple[RowKey, Any]:
    """A letter SES took from a worker that died then, and its Send event."""
    row = put(site.store, a_due_reminder(now), now)
    workers.run(tmp_path, site.environment, row, now, ("after", "send", 1))
    [(tags, _)] = site.ses.taken
    return row, an_event(row=tags["row"], attempt=tags["attempt"], to=tags["to"])


@pytest.mark.parametrize(
    "death", [each[1:] for each in EVENT_DEATHS], ids=[each[0] for each in EVENT_DEATHS]
)
def test_the_listener_is_killed_and_the_event_that_comes_again_settles_once(
    site: Site, tmp_path: Path, death: tuple[str, str]
) -> None:
    now = a_working_morning()
    row, event = in_flight(site, tmp_path, now)

    ended = run(site.environment, "feedback", event, (*death, 1))
    again = [run(site.environment, "feedback", event) for _ in range(2)]
    workers.run(tmp_path, site.environment, row, now + limits.LEASE)

    [stored] = rows_of(site)
    assert (ended, again) == (-signal.SIGKILL, [0, 0])
    assert len(site.ses.taken) == 1
    assert [each["S"].rpartition("|")[2] for each in stored["sent"]["L"]] == ["sent"]


@pytest.mark.parametrize(
    "death", [each[1:] for each in REFUSAL_DEATHS], ids=[each[0] for each in REFUSAL_DEATHS]
)
def test_the_listener_is_killed_and_the_complaint_that_comes_again_ends_all_mail(
    site: Site, tmp_path: Path, death: tuple[str, str]
) -> None:
    now = a_working_morning()
    row, event = in_flight(site, tmp_path, now)
    complaint = event | {"detail": event["detail"] | {"eventType": "Complaint"}}

    ended = run(site.environment, "feedback", complaint, (*death, 1))
    assert run(site.environment, "feedback", complaint) == 0
    workers.run(tmp_path, site.environment, row, now + limits.LEASE)

    [owner] = rows_of(site, "S")
    assert ended == -signal.SIGKILL
    assert owner["status"]["S"] == "suppressed"
    assert len(site.ses.taken) == 1
