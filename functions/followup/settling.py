"""The end of one attempt, written down once, by whoever learns of it first: the worker, the
provider's event, or a press that proves that the letter arrived.
"""

from collections.abc import Callable
from datetime import datetime

from followup import limits
from followup.attempts import is_in_flight, rested, settled
from followup.mailing import Mailing, Record, RowKey, State
from followup.model import Outcome
from followup.ports import Store


def settle(store: Store, row: RowKey, attempt: str | None, outcome: Outcome, now: datetime) -> bool:
    """Writes down one attempt's end and plans what comes next from the facts as they are.

    False when the attempt is settled already, by us or by the provider's event, or erased.
    """
    return finish(store, row, attempt, lambda record: settled(record, outcome, now), now)


def settle_reported(store: Store, row: RowKey, attempt: str, now: datetime) -> bool:
    """The provider's own word that it took this attempt. Nearly always the worker wrote that
    down before, and one small read tells."""
    return store.is_taken(row, attempt) and settle(store, row, attempt, Outcome.SENT, now)


def arrived(store: Store, row: RowKey, now: datetime) -> None:
    """Somebody pressed a link of this letter, so no copy of it is needed any more, whatever
    SES answered. A race with a worker is won by either; both are right."""
    record = store.load(row, now)
    if record is not None and record.mailing.state in (State.DUE, State.SENDING):
        store.replace(record, rested(record.mailing, State.CLOSED))


def finish(
    store: Store,
    row: RowKey,
    attempt: str | None,
    end: Callable[[Record], Mailing],
    now: datetime,
) -> bool:
    """Ends this very attempt, if it is in flight. Facts written meanwhile are read again."""
    for _ in range(limits.MAX_SETTLE_TRIES):
        record = store.load(row, now)
        if record is None or not is_in_flight(record.mailing, attempt):
            return False
        if store.replace(record, end(record)):
            return True
    return False
