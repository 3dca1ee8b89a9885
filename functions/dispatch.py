"""The tick: every minute, asks the index what is due and queues it. Knows no person."""

from followup.aws import start

# isort: split

from datetime import datetime
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from followup.aws import settings as names
from followup.aws import wiring
from followup.aws.due_index import Due
from followup.documents import read_instant

logger = Logger()
metrics = Metrics()
SECONDS_AHEAD = 2 * 60


@metrics.log_metrics
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, int]:
    """`event["time"]` is the tick's own time: a late or repeated tick asks the same question."""
    metrics.add_metric("Ticks", MetricUnit.Count, 1)  # the heartbeat an alarm listens for
    as_of = read_instant(event["time"])
    room = int(SECONDS_AHEAD * wiring.settings().number(names.SEND_RATE))
    found = wiring.due_index().due(as_of, room)
    # Whatever is queued is still due: where nothing is, there is nothing to wait for.
    backlog = wiring.queue().backlog() if found else 0
    _measure(backlog, found, as_of)
    if backlog >= room:
        logger.info("the queue is still full")
        return {"queued": 0}
    if found:
        wiring.queue().put([due.row for due in found], as_of)
    metrics.add_metric("Queued", MetricUnit.Count, len(found))
    logger.info("tick", extra={"queued": len(found)})
    return {"queued": len(found)}


def _measure(backlog: int, found: list[Due], as_of: datetime) -> None:
    """`OldestDue` is how late the service is; each slot's oldest is among those found."""
    oldest = min([due.due_at for due in found], default=as_of)
    metrics.add_metric("OldestDue", MetricUnit.Seconds, (as_of - oldest).total_seconds())
    metrics.add_metric("Backlog", MetricUnit.Count, backlog)


start.over()
