"""`/outbox/`: what may be asked of the outbox, by people and by tests."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode

from infra import outbox_pages as pages
from infra.front import Answer, Request, say
from infra.outbox import Outbox
from infra.ticks import TickFailed

PREFIX = "/outbox/"
# The reader presses the button from this page: its own address must be known to us.
COMMON = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'"
)
# No script, no form, no other host; the frame of the list is sandboxed besides.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "frame-ancestors 'self'"
)


class OutboxRoutes:
    """`deliver_next` is a press on the button: `{"as_of", "sent"}`, or TickFailed."""

    def __init__(self, outbox: Outbox, deliver_next: Callable[[], dict[str, Any]]) -> None:
        self._outbox = outbox
        self._deliver_next = deliver_next

    def __call__(self, request: Request) -> Answer:
        name = request.path.removeprefix(PREFIX)
        if request.method == "POST" and name == "next":
            return self._next(request)
        if request.method not in ("GET", "HEAD"):
            return Answer(405, b"", {"Allow": "GET, HEAD"})
        if name == "":
            return self._list(request)
        if name == "messages.json":
            return _json(200, [letter.describe() for letter in self._outbox.letters()])
        if name == "outbox.css":
            return _answer(pages.STYLE, "text/css; charset=utf-8")
        return self._letter(name)

    def _list(self, request: Request) -> Answer:
        page = pages.list_letters(self._outbox.letters(), _note(request.query))
        headers = {"Content-Security-Policy": PAGE_POLICY}
        return _answer(page, "text/html; charset=utf-8", headers)

    def _letter(self, name: str) -> Answer:
        id_, _, kind = name.rpartition(".")
        letter = self._outbox.find(id_)
        if letter and kind == "html":
            headers = {"Content-Security-Policy": LETTER_POLICY}
            return _answer(pages.show_html(letter), "text/html; charset=utf-8", headers)
        if letter and kind == "eml":
            headers = COMMON | {"Content-Type": "message/rfc822"}
            return Answer(200, self._outbox.read(letter.id), headers)
        return say(404, "There is no such e-mail.")

    def _next(self, request: Request) -> Answer:
        """JSON for programs; a browser's form goes back to the page."""
        try:
            done = self._deliver_next()
        except TickFailed as failed:
            return _json(504, {"code": "tick_failed", "message": str(failed)})
        if "text/html" in request.headers.get("accept", ""):
            asked = urlencode({"as_of": done["as_of"] or "", "sent": done["sent"]})
            return Answer(303, b"", COMMON | {"Location": f"{PREFIX}?{asked}"})
        return _json(200, done)


def _note(query: str) -> str:
    given = parse_qs(query, keep_blank_values=True)
    as_of, sent = given.get("as_of", ["?"])[0], given.get("sent", [""])[0]
    if not re.fullmatch(r"([0-9T:Z-]{20})?", as_of) or not re.fullmatch(r"[0-9]{1,4}", sent):
        return ""
    return pages.show_next(as_of or None, int(sent))


def _json(status: int, content: object) -> Answer:
    headers = COMMON | {"Content-Type": "application/json"}
    return Answer(status, json.dumps(content).encode(), headers)


def _answer(text: str, kind: str, headers: dict[str, str] | None = None) -> Answer:
    return Answer(200, text.encode(), COMMON | {"Content-Type": kind} | (headers or {}))
