"""The HTTP API for programs (OpenAPI 3.1): Powertools describes the requests, this the answers.

    python -m infra.openapi        writes it to standard output

It stands here and not at the routes, because no request needs it. A test sends what the
description allows, and what it does not, and holds each answer against it.
"""

import json
import os
from typing import Any

from infra.openapi_shapes import SHAPES

Tree = dict[str, Any]

JSON = "application/json"
CALENDAR = "text/calendar; charset=utf-8"
# What each operation answers when all is well: status, type and shape.
ANSWERS: dict[str, tuple[int, str, str]] = {
    "get /api/plan": (200, JSON, "Plan"),
    "get /api/plan.ics": (200, CALENDAR, "Text"),
    "post /api/follow-ups": (202, JSON, "Asked"),
    "get /api/follow-ups": (200, JSON, "FollowUps"),
    "get /api/follow-ups/{follow_up}": (200, JSON, "FollowUp"),
    "patch /api/follow-ups/{follow_up}": (200, JSON, "FollowUp"),
    "delete /api/follow-ups/{follow_up}": (200, JSON, "Deleted"),
    "get /api/follow-ups/{follow_up}/calendar.ics": (200, CALENDAR, "Text"),
    "post /api/follow-ups/{follow_up}/answer": (200, JSON, "FollowUp"),
    "post /api/follow-ups/{follow_up}/thanked": (200, JSON, "FollowUp"),
    "post /api/follow-ups/{follow_up}/done": (200, JSON, "FollowUp"),
    "post /api/follow-ups/{follow_up}/snooze": (200, JSON, "FollowUp"),
    "post /api/follow-ups/{follow_up}/stop": (200, JSON, "FollowUp"),
    "post /api/follow-ups/{follow_up}/undo": (200, JSON, "FollowUp"),
    "post /api/confirm/preview": (200, JSON, "Pending"),
    "post /api/confirm": (200, JSON, "Confirmed"),
    "post /api/block": (200, JSON, "Blocked"),
    "post /api/unblock": (200, JSON, "Blocked"),
    "get /api/stop/{token}": (303, "text/plain", "Text"),
    "post /api/stop/{token}": (200, JSON, "Stopped"),
    "post /api/start/{token}": (200, JSON, "Stopped"),
    "post /api/link": (202, JSON, "Letter"),
    "post /api/link/rotate": (200, JSON, "Link"),
    "post /api/address": (202, JSON, "Letter"),
    "post /api/address/confirm": (200, JSON, "Link"),
    "post /api/calendar": (200, JSON, "Feed"),
    "get /api/calendar/{file}": (200, CALENDAR, "Text"),
    "get /api/export": (200, JSON, "Export"),
    "delete /api/subscriber": (200, JSON, "Erased"),
}
FAULTS = {
    401: "A token that is stale, forged, cut short, or for something else.",
    403: "The request did not come through the site.",
    404: "Nothing here, or nothing that this token opens.",
    409: "Changed by somebody else, or pressed faster than a person does.",
    413: "More than 32 KiB.",
    415: "A body that is not application/json.",
    422: "A field that is missing, unknown or wrong; `fields` says which.",
    429: "As much as one address, or one network, may ask for.",
    503: "A service did not answer; nothing is lost.",
}
MAY_CONFLICT = (
    "patch", "post /api/follow-ups", "post /api/confirm", "post /api/address/confirm",
    "post /api/link", "post /api/stop/", "post /api/start/",
)  # fmt: skip
NEVER_CONFLICTS = {"post /api/confirm/preview", "post /api/link/rotate"}
MAY_BE_TOO_MUCH = {
    "post /api/follow-ups", "post /api/link", "post /api/confirm", "post /api/address/confirm",
}  # fmt: skip
NEEDS_NO_TOKEN = {
    "get /api/plan", "get /api/plan.ics", "post /api/link", "get /api/stop/{token}",
    "get /api/calendar/{file}",
}  # fmt: skip
READS_NO_BODY = ("get ", "delete ", "post /api/stop/", "post /api/start/")


def describe() -> Tree:
    """The whole document. Raises KeyError for a route whose answer nobody described."""
    # Powertools reads both when the handler is imported.
    os.environ.setdefault("POWERTOOLS_SERVICE_NAME", "interview-follow-up")
    os.environ.setdefault("POWERTOOLS_METRICS_NAMESPACE", "InterviewFollowUp")
    import api

    api.include_all()
    document: Tree = json.loads(
        api.app.get_openapi_json_schema(title="Interview Follow-Up", version="1")
    )
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            operation["responses"] = _responses(f"{method} {path}")
    document["components"]["schemas"] |= SHAPES
    for unused in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(unused)
    return document


def faults_of(operation: str) -> set[int]:
    """The statuses an operation may refuse with."""
    is_open = operation in NEEDS_NO_TOKEN
    is_conflict = operation.startswith(MAY_CONFLICT) and operation not in NEVER_CONFLICTS
    without = {
        401: is_open,
        404: "{" not in operation,
        409: not is_conflict,
        413: operation.startswith(READS_NO_BODY),
        415: operation.startswith(READS_NO_BODY),
        429: operation not in MAY_BE_TOO_MUCH,
    }
    return {status for status in FAULTS if not without.get(status)}


def _responses(operation: str) -> Tree:
    status, kind, shape = ANSWERS[operation]
    found = {str(status): _response("What was asked for.", kind, shape)}
    if operation == "post /api/follow-ups":
        found["201"] = _response("Added with a private link, active at once.", JSON, "Added")
    if operation == "get /api/export":
        found["200"]["content"]["text/csv; charset=utf-8"] = _refer("Text")
        found["200"]["content"][f"{JSON}; charset=utf-8"] = _refer(shape)
    faults = {
        str(each): _response(FAULTS[each], JSON, "Fault") for each in sorted(faults_of(operation))
    }
    return found | faults


def _response(description: str, kind: str, shape: str) -> Tree:
    return {"description": description, "content": {kind: _refer(shape)}}


def _refer(shape: str) -> Tree:
    return {"schema": {"$ref": f"#/components/schemas/{shape}"}}


if __name__ == "__main__":
    print(json.dumps(describe(), indent=2))
