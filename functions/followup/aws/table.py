"""One DynamoDB table in plain values: reads are consistent, writes are conditional.

A lost condition is an answer, not an error. Attribute names are always aliased: `state`
and many others are reserved words.
"""

from collections.abc import Sequence
from typing import Any

from botocore.exceptions import ClientError

from followup.aws.items import Item, Key, pack, unpack

Conditions = dict[str, Any]

LOST = "ConditionalCheckFailedException"
CANCELED = "TransactionCanceledException"
CONFLICT = "TransactionConflict"
LOST_REASON = "ConditionalCheckFailed"
EXISTS = "attribute_exists(pk)"
IS_NEW = "attribute_not_exists(pk)"
# What expired may still be stored for days.
IS_FREE = f"{IS_NEW} OR expires_at <= :now"
# Any condition at all makes an update or a deletion demand that the item exists.
IS_STORED: Conditions = {"pk >": " "}
MAX_BATCH_READS = 3
MAX_TRANSACT_TRIES = 5


class Table:
    """`client` is a boto3 DynamoDB client; `name` the table's; `keys` its key's two names."""

    def __init__(self, client: Any, name: str, keys: Key = ("pk", "sk")) -> None:
        self._client = client
        self._name = name
        self._keys = keys

    def get(self, key: Key) -> Item:
        """The item, or an empty one."""
        answer = self._client.get_item(
            TableName=self._name, Key=self._write_key(key), ConsistentRead=True
        )
        return unpack(answer.get("Item", {}))

    def get_batch(self, keys: Sequence[Key]) -> list[Item]:
        """What exists of a handful of items, in one read. What DynamoDB left unread under
        load is asked for again; what it still leaves counts as an error."""
        wanted = {"Keys": [self._write_key(key) for key in keys], "ConsistentRead": True}
        found: list[Item] = []
        for _ in range(MAX_BATCH_READS):
            answer = self._client.batch_get_item(RequestItems={self._name: wanted})
            found += [unpack(item) for item in answer["Responses"].get(self._name, [])]
            wanted = answer.get("UnprocessedKeys", {}).get(self._name)
            if not wanted:
                return found
        raise TimeoutError("DynamoDB left keys unread three times.")

    def get_partition(self, pk: str) -> list[Item]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._name,
            KeyConditionExpression="#pk = :pk",
            ExpressionAttributeNames={"#pk": self._keys[0]},
            ExpressionAttributeValues=pack({":pk": pk}),
            ConsistentRead=True,
        )
        return [unpack(item) for page in pages for item in page["Items"]]

    def put(self, item: Item, condition: str, values: Item | None = None) -> bool:
        try:
            self._client.put_item(**self.put_request(item, condition, values))
        except ClientError as fault:
            _raise_unless_lost(fault)
            return False
        return True

    def update(self, key: Key, changes: Item, conditions: Conditions) -> Item | None:
        """None when written; else the item that stood in the way, empty when it is gone."""
        request = self.update_request(key, changes, conditions)
        try:
            self._client.update_item(**request, ReturnValuesOnConditionCheckFailure="ALL_OLD")
        except ClientError as fault:
            _raise_unless_lost(fault)
            return unpack(fault.response.get("Item", {}))
        return None

    def transact(self, requests: Sequence[dict[str, Any]]) -> bool:
        """All or nothing; False when a condition failed. Tried again while somebody else is
        writing: that says nothing of the conditions, so what stays in the way is raised."""
        for tries_left in reversed(range(MAX_TRANSACT_TRIES)):
            try:
                self._client.transact_write_items(TransactItems=list(requests))
                return True
            except ClientError as fault:
                if tries_left == 0 or _reasons(fault) != {CONFLICT}:
                    _raise_unless_lost(fault)
                    break
        return False

    def delete(self, key: Key) -> None:
        self._client.delete_item(TableName=self._name, Key=self._write_key(key))

    def add(self, key: Key, changes: Item) -> int:
        """Adds one to `n`, making the item if need be; the sum."""
        request = self.update_request(key, changes, {})
        request["UpdateExpression"] += " ADD n :one"
        request["ExpressionAttributeValues"] |= pack({":one": 1})
        answer = self._client.update_item(**request, ReturnValues="UPDATED_NEW")
        return int(unpack(answer["Attributes"])["n"])

    def put_request(
        self, item: Item, condition: str = "", values: Item | None = None
    ) -> dict[str, Any]:
        request: dict[str, Any] = {"TableName": self._name, "Item": pack(item)}
        request |= {"ConditionExpression": condition} if condition else {}
        return request | ({"ExpressionAttributeValues": pack(values)} if values else {})

    def check_request(self, key: Key) -> dict[str, Any]:
        """A part of a transaction that only demands that the item exists."""
        return {
            "TableName": self._name,
            "Key": self._write_key(key),
            "ConditionExpression": EXISTS,
        }

    def delete_request(self, key: Key, conditions: Conditions | None = None) -> dict[str, Any]:
        request: dict[str, Any] = {"TableName": self._name, "Key": self._write_key(key)}
        if not conditions:
            return request
        names: dict[str, str] = {}
        values: Item = {}
        checks = _write_conditions(conditions, names, values)
        return request | {
            "ConditionExpression": " AND ".join(checks),
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": pack(values),
        }

    def update_request(self, key: Key, changes: Item, conditions: Conditions) -> dict[str, Any]:
        """`changes` sets attributes, None removes them. `conditions` maps `name` or
        `name <=` to a value; None demands that the attribute is absent."""
        names: dict[str, str] = {}
        values: Item = {}
        sets, removes = [], []
        for place, (name, value) in enumerate(changes.items()):
            names[f"#c{place}"] = name
            if value is None:
                removes.append(f"#c{place}")
            else:
                values[f":c{place}"] = value
                sets.append(f"#c{place} = :c{place}")
        checks = _write_conditions(conditions, names, values)
        expression = f"SET {', '.join(sets)}" if sets else ""
        expression += f" REMOVE {', '.join(removes)}" if removes else ""
        request: dict[str, Any] = {
            "TableName": self._name,
            "Key": self._write_key(key),
            "UpdateExpression": expression,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": pack(values),
        }
        return request | ({"ConditionExpression": " AND ".join(checks)} if checks else {})

    def _write_key(self, key: Key) -> Item:
        return pack(dict(zip(self._keys, key, strict=True)))


def _write_conditions(conditions: Conditions, names: dict[str, str], values: Item) -> list[str]:
    checks = [EXISTS] if conditions else []
    for place, (what, value) in enumerate(conditions.items()):
        name, _, comparison = what.partition(" ")
        names[f"#k{place}"] = name
        if value is None:
            checks.append(f"attribute_not_exists(#k{place})")
        else:
            values[f":k{place}"] = value
            checks.append(f"#k{place} {comparison or '='} :k{place}")
    return checks


def _raise_unless_lost(fault: ClientError) -> None:
    """Returns where a condition failed; anything else is raised again."""
    code = fault.response["Error"]["Code"]
    reasons = _reasons(fault)
    is_canceled = LOST_REASON in reasons and reasons <= {LOST_REASON, CONFLICT}
    if code != LOST and not (code == CANCELED and is_canceled):
        raise fault


def _reasons(fault: ClientError) -> set[str]:
    given = fault.response.get("CancellationReasons", [])
    return {reason.get("Code", "") for reason in given} - {"None"}
