"""The worker: takes rows from the queue and mails those that are due and still wanted."""

import time
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
from followup.aws.queue import read_message
from followup.letters import Letters, Sender
from followup.sending import Sending

logger = Logger()
metrics = Metrics()
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
WORKERS = 2  # MaximumConcurrency of the queue's event source


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> Any:
    metrics.add_metric("Batches", MetricUnit.Count, 1)
    worker = _make_worker(context)

    def handle(record: SQSRecord) -> None:
        started = time.monotonic()
        row, as_of = read_message(record.body)
        result = worker.send(row, max(as_of, datetime.now(UTC)))
        metrics.add_metric(result.name.title().replace("_", ""), MetricUnit.Count, 1)
        logger.info("row", extra={"result": result, "kind": "letter" if row.is_letter else "step"})
        _keep_pace(started)

    return process_partial_response(event, handle, processor, context)


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
    )


def _keep_pace(started: float) -> None:
    """Each of the workers starts a letter at most every WORKERS / rate seconds, so that
    together they stay under the rate SES allows."""
    pause = WORKERS / wiring.settings().number(names.SEND_RATE)
    time.sleep(max(0.0, pause - (time.monotonic() - started)))
