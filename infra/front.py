"""The front of the local cloud: the site, `/api/` and `/outbox/` under one address.

It stands where a CDN stands on AWS, and it is reached by browsers, so it answers only to the
name of this machine (a foreign page may not rebind its own name to us) and takes writes only
from its own pages.
"""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from infra.processes import LOOPBACK

NAMES = frozenset({"localhost", LOOPBACK})
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
MAX_BODY = 64 * 1024  # the service itself takes 32 KiB and says so better than we could
POLL_S = 0.05  # how soon `close` is noticed
PROTECTION = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


@dataclass(frozen=True, slots=True)
class Request:
    """`target` is the path with its query, as sent; header names are in lower case; `viewer`
    is the address at the other end of the socket."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = b""
    viewer: str = LOOPBACK

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> str:
        return urlsplit(self.target).query


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


Serve = Callable[[Request], Answer]


class PortTaken(Exception):
    """Something else listens on the port; the message says what to do."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is taken by another program. Choose another one, for example:\n"
            f"  PORT={port + 1} make run"
        )


class Front:
    """Serves the longest matching prefix of its routes on 127.0.0.1."""

    def __init__(self, port: int) -> None:
        """Takes the port, and answers from `open` to `close`."""
        self._routes: dict[str, Serve] = {}
        try:
            self._server = _Server(port, self)
        except OSError as fault:
            raise PortTaken(port) from fault

    @property
    def address(self) -> tuple[str, int]:
        """Host and port the socket is bound to."""
        host, port = self._server.socket.getsockname()
        return host, port

    @property
    def url(self) -> str:
        return f"http://localhost:{self._server.server_port}"

    def open(self, routes: dict[str, Serve]) -> None:
        self._routes = routes
        threading.Thread(target=self._server.serve_forever, args=(POLL_S,), daemon=True).start()

    def close(self) -> None:
        if self._routes:
            self._server.shutdown()
        self._server.server_close()

    def serve(self, request: Request) -> Answer:
        refusal = refuse(request)
        if refusal:
            return say(*refusal)
        matching = [prefix for prefix in self._routes if request.path.startswith(prefix)]
        if not matching:
            return say(404, "There is nothing here.")
        return self._routes[max(matching, key=len)](request)


def refuse(request: Request) -> tuple[int, str] | None:
    """Why a request is not answered, with its status; None when it is."""
    host = request.headers.get("host", "")
    if host.partition(":")[0].lower() not in NAMES:
        return 421, "This server answers to localhost only."
    if request.method in WRITES and not _is_from_here(request, host):
        return 403, "Another site may not send this."
    return None


def _is_from_here(request: Request, host: str) -> bool:
    """Browsers name the page a write comes from; mail programs and scripts name none.

    A page that hides its address names "null", but still says whether it is ours.
    """
    origin = request.headers.get("origin")
    if origin == "null":
        return request.headers.get("sec-fetch-site") == "same-origin"
    return origin is None or origin == f"http://{host}"


def say(status: int, sentence: str) -> Answer:
    return Answer(status, f"{sentence}\n".encode(), {"Content-Type": "text/plain; charset=utf-8"})


class _Unreadable(Exception):
    """A body we do not read: the status and the reason, in a sentence."""


class _Server(ThreadingHTTPServer):
    def __init__(self, port: int, front: Front) -> None:
        self.front = front
        super().__init__((LOOPBACK, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who leaves before the answer is there is no fault to show to anybody."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def _respond(self) -> None:
        try:
            answer = self.server.front.serve(self._read())
        except _Unreadable as fault:
            self.close_connection = True
            answer = say(*fault.args)
        self._write(answer)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _respond

    def _read(self) -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body, viewer = self._read_body(headers), str(self.client_address[0])
        return Request(self.command, self.path, headers, body, viewer)

    def _read_body(self, headers: dict[str, str]) -> bytes:
        if "transfer-encoding" in headers:
            raise _Unreadable(411, "Send the request with its length.")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            raise _Unreadable(400, "The length of the request makes no sense.")
        if int(length) > MAX_BODY:
            raise _Unreadable(413, "The request is too large.")
        return self.rfile.read(int(length))

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {**PROTECTION, **answer.headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: addresses of pages hold tokens."""
