"""Short descriptions of AWS for the zip: what the functions call, taken from botocore's own files.

To make a client botocore reads what a service can do, 150 operations for one parameter. It looks
into a folder of ours first (`followup/aws/wiring.py`), as its loader offers; where that is missing,
as in tests, it reads its own files. Those are not changed.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Tree = dict[str, Any]

FOLDER = "descriptions"  # beside the functions in the zip; wiring.py looks there
SERVICE = "service-2.json"
ENDPOINTS = "endpoints.json"
# A test holds this against the calls in followup/aws/.
CALLED = {
    "dynamodb": {
        "BatchGetItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "TransactWriteItems",
        "UpdateItem",
    },
    "secretsmanager": {"GetSecretValue"},
    "sesv2": {"SendEmail"},
    "sqs": {"GetQueueAttributes", "SendMessageBatch"},
    "ssm": {"GetParameter"},
}


def make(botocore_data: Path, folder: Path) -> None:
    """Writes them into `folder`, laid out as in `botocore/data`."""
    prefixes = set()
    for service, called in CALLED.items():
        # Of several versions of an API botocore takes the newest.
        version = max(path.parent.name for path in botocore_data.glob(f"{service}/*/{SERVICE}*"))
        described = _read(botocore_data / service / version / SERVICE)
        prefixes.add(described["metadata"]["endpointPrefix"])
        _write(folder / service / version / SERVICE, shorten(described, called))
    endpoints = _read(botocore_data / ENDPOINTS)
    for partition in endpoints["partitions"]:
        named = partition["services"]
        partition["services"] = {name: named[name] for name in named if name in prefixes}
    _write(folder / ENDPOINTS, endpoints)


def shorten(described: Tree, called: set[str]) -> Tree:
    """The operations that are called, and the shapes they are made of; no prose."""
    operations = {name: described["operations"][name] for name in sorted(called)}
    kept: Tree = {}
    waiting = list(_shapes_in(operations))
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept[name] = described["shapes"][name]
            waiting += _shapes_in(kept[name])
    plain = {"operations": operations, "shapes": dict(sorted(kept.items()))}
    shorter: Tree = _without_prose(described | plain)
    return shorter


def _shapes_in(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _shapes_in(each)
    elif isinstance(part, dict):
        if isinstance(part.get("shape"), str):
            yield part["shape"]
        for each in part.values():
            yield from _shapes_in(each)


def _without_prose(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_prose(each) for each in part]
    if not isinstance(part, dict):
        return part
    # A member of a shape may be called so too; prose is text.
    return {
        name: _without_prose(each)
        for name, each in part.items()
        if name != "documentation" or not isinstance(each, str)
    }


def _read(path: Path) -> Tree:
    packed = path.with_name(f"{path.name}.gz")
    text = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    read: Tree = json.loads(text)
    return read


def _write(path: Path, tree: Tree) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(tree, separators=(",", ":")), encoding="utf-8")
