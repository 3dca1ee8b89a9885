"""What the functions are called with, as API Gateway, the scheduler and SQS do it."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from followup.aws import items
from followup.aws.items import Item
from followup.aws.queue import write_message
from followup.documents import write_instant
from followup.mailing import Mailing, Record, RowKey, State, Status, Subscriber
from followup.model import FollowUp, Person
from followup.plan import next_reminder
from tests.functions.calls import Api, Event, Stack, a_form

BATCH = 10  # letters SQS hands over at once (template.yaml, SendMapping)
QUARTER = timedelta(minutes=15)  # ids spread letters over the first minutes of the hour
LONG = timedelta(days=365)


def sign_ups(count: int) -> list[Event]:
    """`POST /follow-ups`, every one from somebody else."""
    return [sign_up(a_form(address=f"{uuid.uuid4()}@example.com")) for _ in range(count)]


def sign_up(form: Event) -> Event:
    heard: list[Event] = []

    def hear(event: Event, _context: object) -> Event:
        heard.append(event)
        return {"statusCode": 202}

    Api(Stack(None, None, ""), hear)("POST", "/api/follow-ups", form)
    return heard[0]


def tick(at: datetime) -> Event:
    return {"time": write_instant(at)}


@dataclass(frozen=True, slots=True)
class Due:
    """Reminders of as many people, all due at `at`: a check-in by call, the text beside it.

    `at` may lie ahead, so that it is a working day's morning: a message carries its own time.
    """

    records: list[Record]
    at: datetime

    @property
    def items(self) -> list[Item]:
        """Three for each, as DynamoDB is given them."""
        return [items.pack(item) for record in self.records for item in _items(record, self.at)]

    @property
    def batches(self) -> list[Event]:
        bodies = [write_message(record.row, self.at) for record in self.records]
        chunks = [bodies[start : start + BATCH] for start in range(0, len(bodies), BATCH)]
        return [{"Records": [_message(*each) for each in enumerate(chunk)]} for chunk in chunks]


def due(count: int) -> Due:
    now = datetime.now(UTC)
    form = FollowUp(
        id="",
        employer="Acme",
        role="Sales engineer",
        interviewed_on=now.date() - timedelta(days=20),
        decision_on=now.date() - timedelta(days=8),
        zone="Europe/Berlin",
        country="DE",
        people=(Person("Mr Babbage", detail="the new test bench", thanked=True),),
        may_call=True,
        phone="+49 30 123456",
        your_name="Ada",
        ready_at=now - timedelta(days=20),
    )
    reminder = next_reminder(form, (), now)
    assert reminder is not None
    mailing = Mailing(State.DUE, reminder.key, reminder.due_at)
    records = [_record(place, replace(form, id=id_of(place)), mailing) for place in range(count)]
    return Due(records, max(now, reminder.due_at + QUARTER))


def id_of(place: int) -> str:
    """As long as a real one: the size of an item decides what it costs."""
    return f"00000000-0000-4000-8000-{place:012x}"


def _record(place: int, form: FollowUp, mailing: Mailing) -> Record:
    owner = Subscriber(f"{place:040x}", f"ada-{place}@example.com", Status.ACTIVE, 1)
    return Record(RowKey(owner.id, form.id), owner, mailing, form)


def _items(record: Record, now: datetime) -> Iterator[dict[str, Any]]:
    yield items.write_subscriber(record.subscriber, now + LONG)
    yield items.write_facts(record, now + LONG)
    yield items.write_reminder(record, now + LONG)


def _message(place: int, body: str) -> Event:
    return {
        "messageId": str(place),
        "receiptHandle": str(place),
        "body": body,
        "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "0"},
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:due",
        "awsRegion": "eu-central-1",
    }
