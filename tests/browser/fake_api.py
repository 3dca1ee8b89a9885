"""A small API in the test's own process. It keeps state, so that tests can ask what became of it."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Route

Json = dict[str, Any]


def a_person(name: str = "Mr Babbage", **changes: Any) -> Json:
    return {
        "name": name,
        "relation": "interviewer",
        "detail": "the new test bench",
        "medium": "email",
        "contact": None,
        "thanked": False,
        "note": None,
    } | changes


def an_entry(step: str, n: int, on: str, **changes: Any) -> Json:
    at = f"{on}T08:03:00Z"
    return {
        "step": step, "round": 1, "n": n, "of": None, "on": on, "at": at, "sent_at": None, "done": False,
    } | changes  # fmt: skip


def a_follow_up(**changes: Any) -> Json:
    """An item as GET /follow-ups gives it: the promised day has come, check-in 1 was mailed."""
    plan = [
        an_entry("thank_you", 1, "2026-11-24", sent_at="2026-11-24T08:03:00Z"),
        an_entry("check_in", 1, "2026-12-04", sent_at="2026-12-04T08:03:00Z"),
        an_entry("check_in", 2, "2036-12-08"),
        an_entry("check_in", 3, "2036-12-10"),
    ]
    return {
        "id": "5f0c",
        "employer": "Acme",
        "role": "Sales engineer",
        "interviewed_on": "2026-11-23",
        "decision_on": "2026-12-04",
        "zone": "Europe/Berlin",
        "hour": 9,
        "people": [a_person(), a_person("Ms Lovelace")],
        "answer": None,
        "answered_at": None,
        "stopped_at": None,
        "snooze_until": None,
        "round": 1,
        "rev": 3,
        "plan": plan,
        "next": plan[2],
        "notes": [],
        "undo": None,
    } | changes


A_REPLY = {
    "kind": "offer",
    "title": "Your reply to Acme",
    "person": 0,
    "subject": "Thank you",
    "body": "Dear Mr Babbage,\n\nThank you for the offer.\n\nAda",
}


class Refused(Exception):
    def __init__(self, status: int, code: str, message: str, more: Json | None = None) -> None:
        self.status = status
        key = "current" if status == 409 else "fields"
        self.body = {"code": code, "message": message, "fields": {}} | {key: more or {}}


@dataclass
class FakeApi:
    """`confirm-token`, `link-token`, `stop-token` and `block-token` open what their names say."""

    pending: list[Json] = field(default_factory=list)
    follow_ups: list[Json] = field(default_factory=lambda: [a_follow_up()])
    is_whole: bool = True
    is_offline: bool = False
    is_broken: bool = False
    has_stopped_all: bool = False
    is_blocked: bool = False
    gives: str = "link-token"

    def handle(self, route: Route) -> None:
        if self.is_offline:
            route.abort("internetdisconnected")
            return
        if self.is_broken:
            route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")
            return
        try:
            status, answer = 200, self.reply_to(route)
        except Refused as refused:
            status, answer = refused.status, refused.body
        route.fulfill(status=status, content_type="application/json", body=json.dumps(answer))

    def reply_to(self, route: Route) -> Json:
        request = route.request
        path = urlsplit(request.url).path.removeprefix("/api")
        body = json.loads(request.post_data or "{}")
        if path.startswith("/confirm"):
            return self.confirm(path, body)
        if path.startswith(("/block", "/unblock")):
            return self.block(path, body)
        if path.startswith("/stop/"):
            return self.stop_all(unquote(path.removeprefix("/stop/")))
        self.check(request.headers.get("authorization"), "Bearer link-token")
        return self.act(path, body)

    def check(self, given: str | None, wanted: str) -> None:
        if given != wanted:
            raise Refused(401, "link_invalid", "This link does not work any more.")

    def confirm(self, path: str, body: Json) -> Json:
        self.check(body.get("token"), "confirm-token")
        if path.endswith("/preview"):
            return {"follow_ups": self.pending, "plan_starts_at": None}
        chosen = body.get("follow_ups", [one["id"] for one in self.pending])
        for one in self.pending:
            one["confirmed"] = one["confirmed"] or one["id"] in chosen
        return {"follow_ups": chosen, "token": self.gives}

    def block(self, path: str, body: Json) -> Json:
        self.check(body.get("token"), "block-token")
        self.is_blocked = path == "/block"
        return {"blocked": self.is_blocked}

    def stop_all(self, token: str) -> Json:
        self.check(token, "stop-token")
        self.has_stopped_all = True
        return {"stopped": True}

    def act(self, path: str, body: Json) -> Json:
        if path == "/follow-ups":
            return {"follow_ups": self.follow_ups, "whole": self.is_whole}
        _, _, wanted, action = (*path.split("/"), "edit")[:4]
        item = next(one for one in self.follow_ups if one["id"] == wanted)
        getattr(self, action)(item, body)
        undo = {"action": action, "until": "2036-12-05T09:00:00Z"}
        item["undo"] = None if action == "undo" else undo
        return item

    def undo(self, item: Json, _: Json) -> None:
        item.update(answer=None, stopped_at=None, snooze_until=None, notes=[])

    def edit(self, item: Json, body: Json) -> None:
        if body.pop("rev") != item["rev"]:
            raise Refused(409, "changed_elsewhere", "This was changed in another window.", item)
        item.update(body, rev=item["rev"] + 1)

    def stop(self, item: Json, _: Json) -> None:
        item.update(stopped_at="2026-12-04T10:00:00Z", next=None)

    def thanked(self, item: Json, body: Json) -> None:
        for index, person in enumerate(item["people"]):
            person["thanked"] = person["thanked"] or body["person"] in ("all", index)

    def done(self, item: Json, body: Json) -> None:
        for entry in item["plan"]:
            entry["done"] = entry["done"] or all(entry[key] == body[key] for key in body)

    def snooze(self, item: Json, body: Json) -> None:
        until = body.get("until", "2036-12-08")
        if until > "2037":
            fields = {"until": "That is more than two years away."}
            raise Refused(422, "invalid", "Some of the answers need another look.", fields)
        item["snooze_until"] = until

    def answer(self, item: Json, body: Json) -> None:
        sent = [entry for entry in item["plan"] if entry["sent_at"]]
        if body["answer"] == "withdrawn":
            item.update(answer="withdrawn", plan=sent, next=None, notes=[])
            return
        reply = an_entry("reply", 1, "2036-12-07")
        item.update(answer=body["answer"], plan=[*sent, reply], next=reply, notes=[A_REPLY])
