"""The tick: every minute, asks the index what is due and queues it. Knows no person."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from followup.aws import settings as names
from followup.aws import wiring
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
    queue = wiring.queue()
    if queue.backlog() >= room:
        logger.info("the queue is still full")
        return {"queued": 0}
    rows = wiring.due_index().due(as_of, room)
    queue.put(rows, as_of)
    metrics.add_metric("Queued", MetricUnit.Count, len(rows))
    logger.info("tick", extra={"queued": len(rows)})
    return {"queued": len(rows)}
