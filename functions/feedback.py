"""SES tells what became of a letter: a Send event settles the attempt it names, a permanent
bounce or a complaint ends mailing to that address. Events are not kept."""

from followup.aws import start

# isort: split

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from followup.aws import wiring
from followup.events import Effect, SesEvent, read_event
from followup.settling import settle_reported

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, str]:
    read = read_event(event)
    result = "refused" if read is None else _apply(read, datetime.now(UTC))
    metrics.add_metric(f"Event{result.title()}", MetricUnit.Count, 1)
    if result != "known":  # nearly every event; the metric counts it
        logger.info("event", extra={"result": result, "kind": read.kind if read else None})
    return {"result": result}


def _apply(event: SesEvent, now: datetime) -> str:
    if event.effect is Effect.SUPPRESS:
        # Whom the letter was to: an address nobody confirmed yet has no subscriber to be found.
        is_stranger = event.to != event.row.subscriber
        is_new = wiring.forget().suppress(event.to, now, is_stranger=is_stranger)
        return "suppressed" if is_new else "known"
    if event.effect is Effect.NOTE:
        return "noted"
    is_new = settle_reported(wiring.store(), event.row, event.attempt, now)
    return "settled" if is_new else "known"


start.over()
