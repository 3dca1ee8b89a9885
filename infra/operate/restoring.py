"""`make restore`: the service's own table made as a restored one is, while no e-mail leaves.

The stack keeps its table, with its name, rights, alarms and backups; only the items change.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from followup.aws.restore import Restore
from followup.mailing import Forgotten
from infra.operate import switch
from infra.operate.account import Account, code_of
from infra.operate.refusal import Refused

KEY_NAMES = ("pk", "sk")
# Half a minute until a worker asks for the switch again, a minute for its run.
STILL_AFTER = timedelta(minutes=2)
BATCH = 25  # items DynamoDB writes in one request
PAUSE_S = 1.0
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Restored:
    """Items put back and removed, endings that found somebody, rows that moved on."""

    put: int
    removed: int
    ended: Counter[Forgotten]
    moved: int


@dataclass(frozen=True, slots=True)
class Restoring:
    """`source` is the name of the restored table, `stage` that of whose table it becomes."""

    account: Account
    outputs: Mapping[str, str]
    source: str
    stage: str

    def check(self, now: datetime) -> None:
        """Raises Refused while e-mail leaves, or where the source cannot be meant."""
        if switch.is_on(self.account, self.outputs["SendingSwitchName"]):
            raise Refused(f"E-mail still leaves. Stop it first: make pause STAGE={self.stage}")
        if now < self._mailed_until():
            raise Refused("E-mail was stopped a moment ago. Wait two minutes, until all is still.")
        if not self.source:
            raise Refused(
                f"Say from which table: make restore STAGE={self.stage} FROM=prod-restored"
            )
        if self.source in (self.outputs["TableName"], self.outputs["ForgetTableName"]):
            raise Refused(f"{self.source} is in use. Restore into a table of another name.")
        if self._keys_of(self.source) != self._keys_of(self.outputs["TableName"]):
            raise Refused(f"{self.source} is not a copy of {self.outputs['TableName']}.")

    def run(self, now: datetime) -> Restored:
        """Safe to repeat. What was due until e-mail was stopped may have left."""
        target, forgotten = self.outputs["TableName"], self.outputs["ForgetTableName"]
        put, removed = put_back(self._client, self.source, target)
        restore = Restore(self._client, target, forgotten)
        ended = restore.replay(now)
        return Restored(put, removed, ended, restore.move_on(self._mailed_until(), now))

    def _mailed_until(self) -> datetime:
        """When the last worker that had not heard of the switch was done."""
        ssm = self.account.client("ssm")
        found = ssm.get_parameter(Name=self.outputs["SendingSwitchName"])["Parameter"]
        turned_at: datetime = found["LastModifiedDate"]
        return turned_at + STILL_AFTER

    @property
    def _client(self) -> Any:
        return self.account.client("dynamodb")

    def _keys_of(self, table: str) -> list[dict[str, str]]:
        try:
            found = self._client.describe_table(TableName=table)["Table"]
        except ClientError as fault:
            if code_of(fault) == "ResourceNotFoundException":
                raise Refused(f"There is no table {table} in {self.account.region}.") from fault
            raise
        return sorted(found["KeySchema"], key=lambda each: str(each["KeyType"]))


def put_back(client: Any, source: str, target: str) -> tuple[int, int]:
    """Makes `target` hold what `source` holds; how many items were put and how many removed.

    Nothing is removed before all is there, so that a second run finds all that the first saw.
    """
    kept = set()
    for page in _pages(client, source):
        kept |= {_key(item) for item in page}
        _write(client, target, [{"PutRequest": {"Item": item}} for item in page])
    removed = 0
    for page in _pages(client, target, ProjectionExpression=", ".join(KEY_NAMES)):
        stray = [item for item in page if _key(item) not in kept]
        _write(client, target, [{"DeleteRequest": {"Key": item}} for item in stray])
        removed += len(stray)
    return len(kept), removed


def _pages(client: Any, table: str, **more: str) -> Iterator[list[Item]]:
    scan = client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True, **more)
    for page in scan:
        yield page["Items"]


def _key(item: Item) -> tuple[str, ...]:
    return tuple(item[name]["S"] for name in KEY_NAMES)


def _write(client: Any, table: str, requests: Sequence[Item]) -> None:
    for start in range(0, len(requests), BATCH):
        waiting = {table: list(requests[start : start + BATCH])}
        while waiting := client.batch_write_item(RequestItems=waiting)["UnprocessedItems"]:
            time.sleep(PAUSE_S)
