"""A request to the service of a test, taken apart, and what the service answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Route

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """`path` begins after /api; `query` holds each value, in order."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Json
    bearer: str


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    type: str = "application/json"

    @classmethod
    def of(cls, status: int, content: Json) -> "Answer":
        return cls(status, json.dumps(content))


class Api(Protocol):
    def reply(self, asked: Asked) -> Answer | None:
        """None: the line is cut before the answer."""
        ...


def take_apart(method: str, address: str, headers: Mapping[str, str], body: str | bytes) -> Asked:
    """`headers` by their names in small letters."""
    parts = urlsplit(address)
    bearer = headers.get("authorization") or ""
    return Asked(
        method=method,
        path=parts.path.removeprefix("/api"),
        query=parse_qs(parts.query),
        body=json.loads(body or "{}"),
        bearer=bearer.removeprefix("Bearer "),
    )


def fulfil(route: Route, api: Api) -> None:
    """For a page whose host has no service."""
    request = route.request
    asked = take_apart(request.method, request.url, request.headers, request.post_data or "")
    answer = api.reply(asked)
    if answer is None:
        route.abort("connectionreset")
    else:
        route.fulfill(status=answer.status, content_type=answer.type, body=answer.body)
