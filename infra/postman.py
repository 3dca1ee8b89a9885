"""SES for the local cloud: takes letters for the outbox and tells the service they left.

MiniStack's own SES keeps no headers and emits no events. The functions find this one by
AWS_ENDPOINT_URL_SESV2. Errors have the shape the SDK reads: a type header and a message.
"""

import base64
import binascii
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from infra.outbox import Letter, Outbox
from infra.processes import LOOPBACK

PATH = "/v2/email/outbound-emails"
MAX_BYTES = 2 * 1024 * 1024
POLL_S = 0.05  # how soon `close` is noticed

Told = Callable[[dict[str, Any], Letter], None]


class Refused(Exception):
    """What SES answers to a request it does not take."""

    def __init__(self, message: str, status: int = 400, kind: str = "BadRequestException") -> None:
        super().__init__(message)
        self.message, self.status, self.kind = message, status, kind


class Postman:
    """Has a port on loopback from the start, and takes letters from `open` to `close`."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._told: Told | None = None
        self._errands: list[threading.Thread] = []
        self._server = _Server(self)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self._server.server_port}"

    @property
    def environment(self) -> dict[str, str]:
        """The variable by which any AWS SDK finds its SES."""
        return {"AWS_ENDPOINT_URL_SESV2": self.url}

    def open(self, told: Told) -> None:
        """`told(request, letter)` runs after each letter, when its sender has been answered."""
        self._told = told
        threading.Thread(target=self._server.serve_forever, args=(POLL_S,), daemon=True).start()

    def close(self) -> None:
        if self._told:
            self._server.shutdown()
        self._server.server_close()
        for errand in self._errands:
            errand.join(5)

    def take(self, body: bytes) -> dict[str, str]:
        request = _read_json(body)
        letter = self._accept(_raw_message(request))
        if self._told:
            errand = threading.Thread(target=self._told, args=(request, letter))
            self._errands = [each for each in self._errands if each.is_alive()] + [errand]
            errand.start()
        return {"MessageId": letter.id.partition("-")[2]}

    def _accept(self, raw: bytes) -> Letter:
        try:
            return self._outbox.add(raw)
        except ValueError as fault:
            raise Refused("The message could not be read.") from fault


def _read_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError as fault:
        raise Refused("The request is not JSON.") from fault


def _raw_message(request: dict[str, Any]) -> bytes:
    try:
        recipients = request["Destination"]["ToAddresses"]
        raw = base64.b64decode(request["Content"]["Raw"]["Data"], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error) as fault:
        raise Refused("One raw message and its recipient are needed.") from fault
    if not isinstance(recipients, list) or len(recipients) != 1:
        raise Refused("A letter has exactly one recipient.")
    if not raw.strip():
        raise Refused("The message is empty.")
    return raw


class _Server(ThreadingHTTPServer):
    def __init__(self, postman: Postman) -> None:
        self.postman = postman
        super().__init__((LOOPBACK, 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_POST(self) -> None:
        try:
            self._answer(200, self.server.postman.take(self._read()))
        except Refused as refused:
            self.close_connection = True
            self._answer(refused.status, {"message": refused.message}, refused.kind)

    def _read(self) -> bytes:
        if self.path != PATH:
            raise Refused("There is no such operation.", 404, "NotFoundException")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise Refused("The length of the request is missing.", 411)
        if int(length) > MAX_BYTES:
            raise Refused("The message is too large.", 413)
        return self.rfile.read(int(length))

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
        """Nothing: the outbox shows what was taken."""
