"""Requests made up from the API's own description, sent to the real handler on a memory store.

Half of them fit the description, half do not. Alone they would stop at the first check, so most
are likely as well: a day of this year, a real zone, somebody's own id and token.
"""

import base64
import copy
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from followup.mailing import LetterKind, Mailing, Record, RowKey, State, Subscriber
from followup.tokens import Purpose, Token
from infra import openapi
from tests.core.builders import a_follow_up
from tests.core.memory_store import MemoryStore
from tests.core.world import ADA, World
from tests.functions.calls import Api, Context, a_form, route_key
from tests.functions.in_memory import Silent, serving

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
ID, WAITING, LETTER = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
NEW = Subscriber("cd" * 20, "new@example.com")
SCHEMA = schemathesis.openapi.from_dict(openapi.describe())
OPERATIONS: dict[str, Any] = {
    each.label: each
    for each in (found.ok() for found in SCHEMA.get_all_operations())  # type: ignore[union-attr]
}
PURPOSES = {
    "/api/confirm": Purpose.CONFIRM,
    "/api/confirm/preview": Purpose.CONFIRM,
    "/api/block": Purpose.BLOCK,
    "/api/unblock": Purpose.BLOCK,
    "/api/address/confirm": Purpose.MOVE,
}


FORM_PATH = "/api/follow-ups"
# Beside those of the form, and what is likely of them.
OTHERS: dict[str, Any] = {
    "id": WAITING,
    "person": "all",
    "round": 1,
    "step": "thank_you",
    "n": 1,
    "follow_ups": None,
    "interviewed_on": "2026-11-23",
    "decision_on": "2026-12-04",
    "recorded_at": "2026-11-23T09:00:00Z",
    "website": "",
    "seconds": 9,
}


class Likely(StrEnum):
    """How much of a request is put right."""

    NOTHING = "nothing"
    ALL = "all"
    WITHOUT_LINK = "all, without a private link"


@dataclass
class Service:
    """Somebody with a follow-up that is confirmed and one that waits; as new for each request."""

    world: World
    api: Api

    def __post_init__(self) -> None:
        self.world.follow(id=ID)
        self.owner = self.world.record().subscriber
        self.world.ask(a_follow_up(id=WAITING))
        row = RowKey(self.owner.id, LETTER, is_letter=True)
        letter = Record(row, self.owner, Mailing(State.CLOSED), letter=LetterKind.NEW_ADDRESS)
        later = self.world.now + timedelta(days=90)
        self.world.store.add_letter(replace(letter, new=NEW), later)
        self.kept = copy.deepcopy(self.world.store)

    def begin(self) -> None:
        store: MemoryStore = self.world.store
        store.__dict__.update(copy.deepcopy(self.kept).__dict__)
        for items in (self.world.forget.items, self.world.counters.taken):
            items.clear()

    def token(self, path: str) -> str:
        """The one this route is for."""
        is_feed = path.startswith("/api/calendar/")
        purpose = Purpose.FEED if is_feed else PURPOSES.get(path, Purpose.LINK)
        ids = (LETTER,) if purpose is Purpose.CONFIRM else ()
        made = Token(purpose, self.owner.id, ids, self.owner.epoch, LETTER, NEW.id)
        return self.world.tokens.make(made, self.world.now)

    def send(self, request: requests.PreparedRequest) -> Response:
        answer = self.api.handler(event_of(request), Context())
        headers = answer.get("headers") or answer.get("multiValueHeaders") or {}
        lists = {name: each if isinstance(each, list) else [each] for name, each in headers.items()}
        content = (answer.get("body") or "").encode()
        return Response(answer["statusCode"], lists, content, request, elapsed=0, verify=False)

    def make_likely(self, request: dict[str, Any], likely: Likely) -> None:
        """What nobody guesses, put in where the request has such a field at all."""
        method, path = request["method"], urlsplit(request["url"]).path
        token = self.token(path)
        if "{" in route_key(method, path):
            parts = path.split("/")
            parts[3] = {"calendar": f"{token}.ics", "follow-ups": ID}.get(parts[2], token)
            request["url"] = request["url"].replace(path, "/".join(parts))
        if likely is not Likely.WITHOUT_LINK:
            request["headers"]["authorization"] = f"Bearer {token}"
        values = a_form(**OTHERS) | {"address": ADA if path == FORM_PATH else NEW.address}
        values |= {"token": token, "rev": self.world.record().mailing.rev}
        for fields in (request.get("json"), request.get("params")):
            if isinstance(fields, dict):
                fields |= {name: values[name] for name in fields.keys() & values.keys()}


def event_of(request: requests.PreparedRequest) -> dict[str, Any]:
    """As API Gateway hands it over: a decoded path, headers in lower case, odd bytes in base64."""
    place, method = urlsplit(str(request.url)), str(request.method)
    raw: Any = request.body or b""
    body = raw.encode() if isinstance(raw, str) else raw
    path = unquote(place.path)
    query = dict(parse_qsl(place.query, keep_blank_values=True))
    return {
        "version": "2.0",
        "routeKey": route_key(method, path),
        "rawPath": path,
        "rawQueryString": place.query,
        "queryStringParameters": query,
        "headers": {name.lower(): value for name, value in request.headers.items()},
        "requestContext": {
            "http": {"method": method, "path": path, "sourceIp": "192.0.2.1"},
            "stage": "$default",
            "requestId": "request",
        },
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": True,
    }


@contextmanager
def described() -> Iterator[Service]:
    world = World(network_limit=10**9)
    with serving(world) as api, pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.import_module("api"), "logger", Silent())
        yield Service(world, api)


def search(service: Service, operation: str, examples: int, *, is_repeatable: bool) -> set[int]:
    """Sends that many requests to one operation; the statuses it answered. Raises what the
    checks of Schemathesis find."""
    described, seen = OPERATIONS[operation], set[int]()
    made = st.one_of(*(described.as_strategy(generation_mode=mode) for mode in GenerationMode))

    @settings(
        max_examples=examples,
        derandomize=is_repeatable,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(made, st.sampled_from(Likely))
    def send(case: Any, likely: Likely) -> None:
        service.begin()
        request = case.as_transport_kwargs("http://localhost")
        if likely is not Likely.NOTHING:
            service.make_likely(request, likely)
        answer = service.send(requests.Request(**request).prepare())
        seen.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    send()
    return seen
