"""The worker: takes rows from the queue and mails those that are due and still wanted."""

from followup.aws import start

# isort: split

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from followup.aws import settings as names
from followup.aws import wiring
from followup.aws.outages import is_outage
from followup.aws.queue import read_message
from followup.letters import Letters, Sender
from followup.mailing import RowKey
from followup.sending import Result, Sending

logger = Logger()
metrics = Metrics()
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> Any:
    """Messages that are held back are taken from the queue all the same: their rows stay due,
    and each tick asks again. A row that failed comes again alone."""
    metrics.add_metric("Batches", MetricUnit.Count, 1)
    if not wiring.is_sending():
        logger.info("sending is switched off")
        _count(Result.HELD, len(event["Records"]))
        return {"batchItemFailures": []}
    worker = _make_worker(context)

    def handle(record: SQSRecord) -> None:
        try:
            row, as_of = read_message(record.body)
            result = _work(worker, row, max(as_of, datetime.now(UTC)))
        except Exception as fault:
            # Not its words: they may hold what was read.
            logger.error("a message failed", extra={"kind": type(fault).__name__})
            _count_as("Failed")
            raise
        _count(result)
        logger.info("row", extra={"result": result, "kind": "letter" if row.is_letter else "step"})

    return process_partial_response(event, handle, processor, context)


def _work(worker: Sending, row: RowKey, now: datetime) -> Result:
    """Whatever is wrong with one row, it stops no other: it goes an hour ahead, is counted,
    and rests after five times. An outage says nothing of the row."""
    try:
        return worker.send(row, now)
    except Exception as fault:
        if is_outage(fault):
            raise
        logger.error("a row cannot be handled", extra={"kind": type(fault).__name__})
        return worker.push_back(row, now)


def _make_worker(context: LambdaContext) -> Sending:
    settings = wiring.settings()
    sender = Sender(
        name=settings.text(names.SENDER_NAME),
        address=settings.text(names.SENDER_ADDRESS),
        reply_to=settings.text(names.REPLY_TO),
        site_url=settings.text(names.SITE_URL),
    )
    return Sending(
        store=wiring.store(),
        mailer=wiring.mailer(),
        render=Letters(sender, wiring.tokens()).render,
        new_attempt=lambda: str(uuid.uuid4()),
        time_left=lambda: timedelta(milliseconds=context.get_remaining_time_in_millis()),
        brake=wiring.brake(),
        pace=wiring.pace(),
    )


def _count(result: Result, many: int = 1) -> None:
    _count_as(result.name.title().replace("_", ""), many)


def _count_as(name: str, many: int = 1) -> None:
    metrics.add_metric(name, MetricUnit.Count, many)


start.over()
