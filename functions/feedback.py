"""SES tells what became of a letter: a Send event settles the attempt it names, a permanent
bounce or a complaint ends mailing to that address. Events are not kept."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from followup.aws import wiring
from followup.events import SesEvent, read_event
from followup.model import Outcome, Status
from followup.sending import settle

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, str]:
    read = read_event(event)
    result = "ignored" if read is None else _apply(read, datetime.now(UTC))
    metrics.add_metric(f"Event{result.title()}", MetricUnit.Count, 1)
    logger.info("event", extra={"result": result})
    return {"result": result}


def _apply(event: SesEvent, now: datetime) -> str:
    store = wiring.store()
    if event.ends_mailing:
        store.set_status(event.row.subscriber, Status.SUPPRESSED, now)
        return "suppressed"
    is_new = settle(store, event.row, event.attempt, Outcome.SENT, now)
    return "settled" if is_new else "known"
