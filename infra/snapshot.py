"""What `make run` keeps between two runs: the items of both tables and the two secrets.

The local cloud itself starts empty each time and is deployed anew, so a changed template or
function needs no migration, and a run that was killed loses two seconds and no more.
"""

import json
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError

from infra.cloud import MiniStack

TABLES = ("TableName", "ForgetTableName")
SECRETS = ("SigningSecretArn", "IdentitySecretArn")
PAUSE_S = 2.0
BATCH = 25  # items DynamoDB takes in one BatchWriteItem

Data = dict[str, Any]


class Snapshot:
    """Writes the data of a deployed stack to a file whenever they changed."""

    def __init__(self, file: Path, cloud: MiniStack, outputs: dict[str, str]) -> None:
        self._file = file
        self._tables = cloud.client("dynamodb")
        self._secrets = cloud.client("secretsmanager")
        self._outputs = outputs
        self._written: Data = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def restore(self) -> None:
        """Puts back what the file holds, if there is one."""
        if not self._file.exists():
            return
        data = json.loads(self._file.read_text())
        for name, items in data["tables"].items():
            self._put_items(self._outputs[name], items)
        for name, value in data["secrets"].items():
            self._secrets.put_secret_value(SecretId=self._outputs[name], SecretString=value)

    def keep(self) -> None:
        """From now on, until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()
        with suppress(BotoCoreError):
            self.write()

    def write(self) -> None:
        data = self._read()
        if data == self._written:
            return
        unfinished = self._file.with_suffix(".part")
        unfinished.write_text(json.dumps(data, indent=1))
        unfinished.replace(self._file)
        self._written = data

    def _keep(self) -> None:
        # When MiniStack is gone, what was written last stays.
        with suppress(BotoCoreError):
            while not self._ended.wait(PAUSE_S):
                self.write()

    def _read(self) -> Data:
        return {
            "tables": {name: self._items(self._outputs[name]) for name in TABLES},
            "secrets": {name: self._secret(self._outputs[name]) for name in SECRETS},
        }

    def _items(self, table: str) -> list[Data]:
        pages = self._tables.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
        return [item for page in pages for item in page["Items"]]

    def _secret(self, arn: str) -> str:
        return str(self._secrets.get_secret_value(SecretId=arn)["SecretString"])

    def _put_items(self, table: str, items: list[Data]) -> None:
        for start in range(0, len(items), BATCH):
            puts = [{"PutRequest": {"Item": item}} for item in items[start : start + BATCH]]
            self._tables.batch_write_item(RequestItems={table: puts})
