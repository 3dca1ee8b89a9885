"""Somebody who uses the service over HTTP and reads their letters in the outbox."""

import json
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from infra.local_cloud import LocalCloud
from tests.functions.calls import a_form

PATIENCE_S = 30


@dataclass
class Visitor:
    """`address` is theirs alone, so that tests do not read each other's letters."""

    local: LocalCloud
    address: str

    def call(self, method: str, path: str, body: Any = None, bearer: str = "") -> tuple[int, Any]:
        place = urlsplit(self.local.base_url)
        connection = HTTPConnection("127.0.0.1", place.port or 80, timeout=60)
        headers = {"Host": place.netloc, "Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {bearer}"} if bearer else {}
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, json.loads(text) if text.startswith(("{", "[")) else text

    def ask(self, **changes: Any) -> str:
        """Signs up and waits for the confirmation letter; the follow-up's id."""
        before = len(self.letters())
        status, body = self.call("POST", "/api/follow-ups", a_form(address=self.address, **changes))
        assert status == 202, body
        self.wait_for_letter(before)
        return str(body["id"])

    def letters(self) -> list[dict[str, Any]]:
        _, letters = self.call("GET", "/outbox/messages.json")
        return [letter for letter in letters if letter["to"] == self.address]

    def wait_for_letter(self, more_than: int) -> dict[str, Any]:
        """The API queues the confirmation at once; a worker takes it a moment later."""
        deadline = time.monotonic() + PATIENCE_S
        while len(self.letters()) <= more_than:
            if time.monotonic() > deadline:
                self.local.ticks.tick(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
                break
            time.sleep(0.1)
        return self.letters()[-1]

    def rows(self, prefix: str = "R#") -> list[dict[str, Any]]:
        table = self.local.outputs["TableName"]
        found = self.local.client("dynamodb").scan(TableName=table, ConsistentRead=True)["Items"]
        return [item for item in found if item["sk"]["S"].startswith(prefix)]


def token_in(letter: dict[str, Any], page: str) -> str:
    found = re.search(rf"/{page}/\?t=([\w.-]+)", letter["text"])
    assert found, letter["text"]
    return found[1]


def confirm(visitor: Visitor) -> str:
    token = token_in(visitor.letters()[-1], "confirm")
    status, body = visitor.call("POST", "/api/confirm", {"token": token})
    assert status == 200, body
    return str(body["token"])


def next_letter(visitor: Visitor) -> dict[str, Any]:
    """Presses "deliver the next reminder" until one of the visitor's arrives."""
    before = len(visitor.letters())
    for _ in range(20):
        status, body = visitor.call("POST", "/outbox/next")
        assert (status, bool(body["as_of"])) == (200, True), body
        if len(visitor.letters()) > before:
            return visitor.letters()[-1]
    raise AssertionError("no letter of theirs came")


def where_it_is_morning() -> str:
    """There a letter and its second try fall on one day, whenever the test is run.

    The morning's letters leave until a quarter past nine (the spread): there it is past ten.
    """
    ahead = (10 - datetime.now(UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}"  # POSIX counts to the west
