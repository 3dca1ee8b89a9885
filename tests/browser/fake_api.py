"""A small API in the test's own process. It keeps state, so that tests can ask what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.browser.asked import Answer, Asked, Json
from tests.browser.fake_items import a_follow_up
from tests.browser.fake_presses import LINK_INVALID, LOOK_AGAIN, STOPPED_AT, Presses, Refused


@dataclass
class FakeApi:
    """`confirm-token`, `block-token`, `move-token`, `stop-token` and `link-token` open what their
    names say; `reminder-token` opens the first follow-up and nothing else."""

    pending: list[Json] = field(default_factory=list)
    follow_ups: list[Json] = field(default_factory=lambda: [a_follow_up()])
    address: str = "ada@example.com"
    link: str = "link-token"
    letters: list[Json] = field(default_factory=list)
    is_offline: bool = False
    is_broken: bool = False
    loses_answers: bool = False
    asks_twice: bool = False
    has_stopped_all: bool = False
    is_blocked: bool = False
    is_erased: bool = False
    is_too_late: bool = False
    gives: str = "link-token"
    presses: Presses = field(default_factory=Presses)
    count: int = 0

    def reply(self, asked: Asked) -> Answer | None:
        if self.is_offline:
            return None
        if self.is_broken:
            return Answer(502, "<h1>Bad gateway</h1>", "text/html")
        self.count += 1
        answer = self.answer(asked)
        return None if self.loses_answers else answer

    def answer(self, asked: Asked) -> Answer:
        try:
            found = self.route_of(asked)(asked)
        except Refused as refused:
            return Answer.of(refused.status, refused.body)
        return found if isinstance(found, Answer) else Answer.of(200, found)

    def route_of(self, asked: Asked) -> Callable[[Asked], Json | Answer]:
        routes: list[tuple[str, Callable[[Asked], Any]]] = [
            ("/confirm", self.confirm),
            ("/block", self.block),
            ("/unblock", self.block),
            ("/stop/", self.stop),
            ("/start/", self.start),
            ("/link/rotate", self.rotate),
            ("/link", self.mail_link),
            ("/address/confirm", self.move),
            ("/address", self.mail_move),
            ("/calendar", self.feed),
            ("/export", self.export),
            ("/subscriber", self.erase),
            ("/follow-ups", self.act),
            ("/plan", lambda _: {"country": None, "plan": []}),
        ]
        return next(route for prefix, route in routes if asked.path.startswith(prefix))

    def check_owner(self, asked: Asked) -> None:
        check(asked.bearer == self.link and not self.is_erased)

    def feed(self, asked: Asked) -> Json:
        self.check_owner(asked)
        return {"path": "/api/calendar/feed.ics"}

    def confirm(self, asked: Asked) -> Json:
        check(asked.body.get("token") == "confirm-token")
        if asked.path.endswith("/preview"):
            return {"follow_ups": self.pending, "plan_starts_at": None}
        chosen = asked.body.get("follow_ups", [one["id"] for one in self.pending])
        for one in self.pending:
            one["confirmed"] = one["confirmed"] or one["id"] in chosen
        return {"follow_ups": chosen, "token": self.gives}

    def block(self, asked: Asked) -> Json:
        check(asked.body.get("token") == "block-token")
        self.is_blocked = asked.path == "/block"
        return {"blocked": self.is_blocked}

    def stop(self, asked: Asked) -> Json:
        token = unquote(asked.path.removeprefix("/stop/"))
        check(token in ("stop-token", "reminder-token", self.link))
        if asked.query.get("only") == ["true"]:
            self.follow_ups[0]["stopped_at"] = STOPPED_AT
        else:
            self.has_stopped_all = True
        return {"stopped": True}

    def start(self, asked: Asked) -> Json:
        token = unquote(asked.path.removeprefix("/start/"))
        check(token in ("stop-token", "reminder-token", self.link) and not self.is_too_late)
        self.has_stopped_all = False
        return {"stopped": False}

    def rotate(self, asked: Asked) -> Json:
        self.check_owner(asked)
        self.link = f"{self.link}-again"
        return {"token": self.link}

    def mail_link(self, asked: Asked) -> Json:
        if self.asks_twice and not asked.body.get("again"):
            raise Refused(409, "press_again", "Press the button again to send this.")
        self.letters.append(asked.body)
        return {"letter": "queued"}

    def mail_move(self, asked: Asked) -> Json:
        self.check_owner(asked)
        if asked.body["address"] == self.address:
            fields = {"address": "This is your address already."}
            raise Refused(422, "invalid", LOOK_AGAIN, fields)
        self.letters.append(asked.body)
        return {"letter": "queued"}

    def move(self, asked: Asked) -> Json:
        check(asked.body.get("token") == "move-token")
        self.address, self.link = "new@example.com", "moved-token"
        return {"token": self.link}

    def export(self, asked: Asked) -> Answer:
        self.check_owner(asked)
        if asked.query["format"] == ["csv"]:
            return Answer(200, "\ufeffEmployer,Person\r\nAcme,Mr Babbage\r\n", "text/csv")
        return Answer.of(200, {"follow-ups": ["Acme"]})

    def erase(self, asked: Asked) -> Json:
        self.check_owner(asked)
        self.is_erased = True
        return {"erased": True}

    def act(self, asked: Asked) -> Json | Answer:
        opened = self.opened_by(asked.bearer)
        _, _, wanted, action = (*asked.path.split("/"), "", "")[:4]
        if not wanted:
            return self.everything(asked.bearer, opened)
        if asked.method == "DELETE":
            self.check_owner(asked)
            self.follow_ups[:] = [one for one in self.follow_ups if one["id"] != wanted]
            return {"deleted": True}
        item = next(one for one in opened if one["id"] == wanted)
        if action == "calendar.ics":
            return Answer(200, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
        self.presses.carry_out(item, action or "edit", asked.body)
        return item

    def opened_by(self, bearer: str) -> list[Json]:
        check(bearer in (self.link, "reminder-token") and not self.is_erased)
        return self.follow_ups if bearer == self.link else self.follow_ups[:1]

    def everything(self, bearer: str, opened: list[Json]) -> Json:
        if self.has_stopped_all:
            opened = [one | {"stopped_at": STOPPED_AT, "next": None} for one in opened]
        if bearer != self.link:
            return {"follow_ups": opened, "whole": False, "address": None, "stopped": None}
        owner = {"address": self.address, "stopped": self.has_stopped_all}
        return {"follow_ups": opened, "whole": True} | owner


def check(is_valid: bool) -> None:
    if not is_valid:
        raise LINK_INVALID
