"""The private link over HTTP on the local cloud, each call held against the role of the API."""

import json
import uuid
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

import icalendar

from infra.local_cloud import LocalCloud
from tests.functions.calls import a_form
from tests.stack.visitor import Visitor, confirm, next_letter, token_in


def ask_for_letter(visitor: Visitor, path: str, to: Visitor, bearer: str = "") -> dict[str, Any]:
    """Presses what orders a letter to the address of `to`, and waits for it."""
    before = len(to.letters())
    status, body = visitor.call("POST", path, {"address": to.address}, bearer)
    assert (status, body) == (202, {"letter": "queued"})
    return to.wait_for_letter(before)


def test_from_the_link_to_the_erasure(local: LocalCloud) -> None:
    name = uuid.uuid4().hex[:8]
    ada, moved = (Visitor(local, f"{each}-{name}@example.com") for each in ("ada", "moved"))
    id_ = ada.ask()
    confirm(ada)

    letter = ask_for_letter(ada, "/api/link", ada)
    assert letter["subject"] == "Your link to your follow-ups"
    mailed = token_in(letter, "follow-ups")
    form = a_form(address=..., employer="Initech", people=[])
    assert ada.call("POST", "/api/follow-ups", form, mailed)[0] == 201
    assert ada.call("DELETE", f"/api/follow-ups/{form['id']}", None, mailed)[0] == 200
    status, body = ada.call("POST", "/api/link/rotate", {}, mailed)
    bearer = body["token"]
    assert (status, ada.call("GET", "/api/follow-ups", None, mailed)[0]) == (200, 401)

    asked = ask_for_letter(ada, "/api/address", moved, bearer)
    assert asked["subject"] == "Confirm your new address"
    token = token_in(asked, "follow-ups")
    status, body = ada.call("POST", "/api/address/confirm", {"token": token})
    assert (status, ada.call("GET", "/api/follow-ups", None, bearer)[0]) == (200, 401)
    bearer = body["token"]
    _, opened = ada.call("GET", "/api/follow-ups", None, bearer)
    assert opened["address"] == moved.address
    assert [item["id"] for item in opened["follow_ups"]] == [id_]
    stop = next_letter(moved)["headers"]["List-Unsubscribe"].strip("<>").rpartition("/")[2]
    assert ada.call("POST", f"/api/stop/{stop}") == (200, {"stopped": True})
    assert ada.call("POST", f"/api/start/{stop}") == (200, {"stopped": False})

    _, body = ada.call("POST", "/api/calendar", {}, bearer)
    status, feed = ada.call("GET", body["path"])
    parsed: Any = icalendar.Calendar.from_ical(feed)
    assert (status, len(parsed.walk("VEVENT")) > 0) == (200, True)
    assert ada.call("GET", "/api/export", None, bearer)[1]["you"]["address"] == moved.address
    status, table = ada.call("GET", "/api/export?format=csv", None, bearer)
    assert (status, "Acme" in table) == (200, True)

    assert ada.call("DELETE", "/api/subscriber", None, bearer) == (200, {"erased": True})
    assert ada.call("GET", "/api/follow-ups", None, bearer)[0] == 401
    assert_nothing_is_left(local, id_, ada.address, moved.address)


def assert_nothing_is_left(local: LocalCloud, *canaries: str) -> None:
    """But hashes: of two addresses that are erased."""
    client = local.client("dynamodb")
    for table in ("TableName", "ForgetTableName"):
        items = client.scan(TableName=local.outputs[table], ConsistentRead=True)["Items"]
        assert [canary for canary in canaries if canary in str(items)] == []
    assert {item["what"]["S"] for item in items} >= {"erased"}


def test_the_api_answers_nobody_who_comes_past_the_site(local: LocalCloud) -> None:
    host = f"{local.outputs['ApiId']}.execute-api.localhost"
    connection = HTTPConnection("127.0.0.1", local.ministack.port, timeout=60)
    with closing(connection):
        connection.request("GET", "/api/follow-ups", headers={"Host": host})
        answer = connection.getresponse()

        assert (answer.status, json.loads(answer.read())["code"]) == (403, "not_through_site")
