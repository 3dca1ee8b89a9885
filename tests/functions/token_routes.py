"""Routes with the tokens they take, and a token for each purpose."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from followup.mailing import Status, Subscriber
from followup.tokens import Purpose, Token, Tokens
from tests.functions.calls import Answer, Api, a_form

KEY = "SIGNING_SECRET_ARN"  # the test stack signs with the secret's own name
ID, OTHER = (str(uuid.UUID(int=n)) for n in (1, 2))
LETTER = str(uuid.UUID(int=3))
NOW = datetime.now(UTC).replace(microsecond=0)
EPOCH = 7
OWNER = Subscriber("ab" * 20, "ada@example.com", Status.ACTIVE, EPOCH)
NEW = Subscriber("cd" * 20, "new@example.com")

LINK, REMINDER, STOP, FEED = Purpose.LINK, Purpose.REMINDER, Purpose.STOP, Purpose.FEED
OPENS, OWNS, STOPS = {LINK, REMINDER}, {LINK}, {STOP, LINK, REMINDER}


def a_token(
    purpose: Purpose, at: datetime = NOW, *, key: str = KEY, subscriber: str = OWNER.id
) -> str:
    ids = (LETTER,) if purpose is Purpose.CONFIRM else (ID,) if purpose is not LINK else ()
    made = Token(purpose, subscriber, ids, EPOCH, LETTER, NEW.id)
    return Tokens([key]).make(made, at)


@dataclass(frozen=True)
class Route:
    """One route with what it takes, and the purposes it takes a token of."""

    method: str
    path: str
    takes: frozenset[Purpose]
    body: Any = None
    place: str = "bearer"

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def call(self, api: Api, token: str) -> Answer:
        if self.place == "bearer":
            return api(self.method, self.path, self.body, bearer=token)
        if self.place == "body":
            return api(self.method, self.path, {"token": token})
        return api(self.method, self.path.replace("TOKEN", token), self.body)


def route(line: str, takes: set[Purpose], body: Any = None, place: str = "bearer") -> Route:
    method, path = line.split()
    return Route(method, f"/api{path}", frozenset(takes), body, place)


ROUTES = [
    route("GET /follow-ups", OPENS),
    route(f"GET /follow-ups/{ID}", OPENS),
    route(f"GET /follow-ups/{ID}/calendar.ics", OPENS),
    route(f"PATCH /follow-ups/{ID}", OPENS, {"rev": 1, "max_check_ins": 5}),
    route(f"POST /follow-ups/{ID}/answer", OPENS, {"answer": "offer"}),
    route(f"POST /follow-ups/{ID}/thanked", OPENS, {"person": "all"}),
    route(f"POST /follow-ups/{ID}/done", OPENS, {"round": 1, "step": "thank_you", "n": 1}),
    route(f"POST /follow-ups/{ID}/snooze", OPENS, {"business_days": 2}),
    route(f"POST /follow-ups/{ID}/stop", OPENS, {}),
    route(f"POST /follow-ups/{ID}/undo", OPENS, {}),
    route("POST /follow-ups", OWNS, a_form(address=..., employer="Initech")),
    route(f"DELETE /follow-ups/{ID}", OWNS),
    route("DELETE /subscriber", OWNS),
    route("GET /export", OWNS),
    route("POST /link/rotate", OWNS, {}),
    route("POST /address", OWNS, {"address": "third@example.com"}),
    route("POST /calendar", OWNS, {}),
    route("POST /stop/TOKEN", STOPS, place="path"),
    route("POST /start/TOKEN", STOPS, place="path"),
    route("GET /calendar/TOKEN.ics", {FEED}, place="path"),
    route("POST /confirm/preview", {Purpose.CONFIRM}, place="body"),
    route("POST /confirm", {Purpose.CONFIRM}, place="body"),
    route("POST /block", {Purpose.BLOCK}, place="body"),
    route("POST /unblock", {Purpose.BLOCK}, place="body"),
    route("POST /address/confirm", {Purpose.MOVE}, place="body"),
]
