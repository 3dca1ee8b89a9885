"""SES on a socket of this machine, which fails as it is told to.

What it accepted is counted there, so a letter the client sent twice is seen twice.
"""

import base64
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Act(StrEnum):
    """What it does with one letter."""

    TAKE = "take"
    TAKE_AND_HANG = "take it and never answer"
    TAKE_AND_DROP = "take it and hang up"
    TAKE_AND_FAIL = "take it and answer 500"
    FAIL = "answer 500"
    THROTTLE = "answer 429"
    REFUSE = "refuse the letter"
    PAUSE = "say that the account is paused"
    UNVERIFIED = "say that the sender is not verified"


TAKEN = (Act.TAKE, Act.TAKE_AND_HANG, Act.TAKE_AND_DROP, Act.TAKE_AND_FAIL)
REFUSALS = {
    Act.TAKE_AND_FAIL: (500, "InternalServiceErrorException", "An error occurred."),
    Act.FAIL: (500, "InternalServiceErrorException", "An error occurred."),
    Act.THROTTLE: (429, "TooManyRequestsException", "Maximum sending rate exceeded."),
    Act.REFUSE: (400, "MessageRejected", "The message could not be read."),
    Act.PAUSE: (400, "SendingPausedException", "Sending is paused."),
    Act.UNVERIFIED: (
        400,
        "MessageRejected",
        "Email address is not verified. These failed the check: reminders@example.com",
    ),
}


@dataclass
class Ses:
    """`script`: an act for each letter to come, then TAKE. `requests` counts every one that
    arrived, `taken` holds the tags and the raw text of those accepted."""

    url: str = ""
    script: list[Act] = field(default_factory=list)
    requests: int = 0
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def decide(self, request: dict[str, Any]) -> Act:
        with self.lock:
            self.requests += 1
            act = self.script.pop(0) if self.script else Act.TAKE
            if act in TAKEN:
                tags = {each["Name"]: each["Value"] for each in request["EmailTags"]}
                self.taken.append((tags, base64.b64decode(request["Content"]["Raw"]["Data"])))
            return act


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, ses: Ses) -> None:
        self.ses = ses
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        act = self.server.ses.decide(json.loads(body))
        if act is Act.TAKE:
            self._answer(200, {"MessageId": "0100018f-0000-0000"})
        elif act is Act.TAKE_AND_HANG:
            self.server.ses.closing.wait(30)
            self.close_connection = True
        elif act is Act.TAKE_AND_DROP:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            status, kind, message = REFUSALS[act]
            self._answer(status, {"message": message}, kind)

    def _answer(self, status: int, answer: dict[str, str], kind: str = "") -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if kind:
            self.send_header("x-amzn-ErrorType", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The tests look at what was taken."""


@contextmanager
def serving() -> Iterator[Ses]:
    ses = Ses()
    server = _Server(ses)
    ses.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield ses
    finally:
        ses.closing.set()
        server.shutdown()
        server.server_close()
