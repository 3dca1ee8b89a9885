"""Counters: how many letters one address, and how many requests one network, had lately."""

from datetime import datetime

from followup.allowance import MONTH, may_take, recent
from followup.aws import items
from followup.aws.items import Key
from followup.aws.table import IS_NEW, Table
from followup.documents import VERSION, read_instant, write_instant


class DynamoCounters:
    """The Counters of followup/ports.py, in the same table as everything else."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def take_letter_slot(self, counter: str, now: datetime) -> bool:
        plain = self._table.get(_key(counter))
        taken = recent([read_instant(each) for each in plain.get("taken", [])], now)
        if not may_take(taken, now):
            return False
        pk, sk = _key(counter)
        n = int(plain.get("n", 0))
        item = {
            "pk": pk,
            "sk": sk,
            "v": VERSION,
            "n": n + 1,
            "taken": [write_instant(each) for each in [*taken, now]],
            "expires_at": items.write_expiry(now + MONTH),
        }
        return self._table.put(item, f"{IS_NEW} OR n = :n", {":n": n})

    def free_letter_slots(self, counter: str) -> None:
        self._table.delete(_key(counter))

    def count(self, counter: str, expires_at: datetime) -> int:
        expiry = items.write_expiry(expires_at)
        return self._table.add(_key(counter), {"v": VERSION, "expires_at": expiry})


def _key(counter: str) -> Key:
    return f"C#{counter}", items.COUNTER_SORT
