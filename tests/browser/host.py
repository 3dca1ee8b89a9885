"""Hosts on loopback: a static one, and one with a service beside the site."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.browser.asked import Answer, Api, take_apart


class Host(SimpleHTTPRequestHandler):
    """A static host that sends the header fields of headers.json and our page for what is missing."""

    protocol_version = "HTTP/1.1"

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Not left to the tables of the machine: some call .mjs a text, and no module loads."""
        return "text/javascript" if str(path).endswith(".mjs") else super().guess_type(path)

    def end_headers(self) -> None:
        for name, value in header_fields(self.directory).items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        page = (Path(self.directory) / "404.html").read_text()
        self.send_whole(Answer(404, page, "text/html; charset=utf-8"))

    def send_whole(self, answer: Answer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@cache
def header_fields(folder: str) -> dict[str, str]:
    fields: dict[str, str] = json.loads((Path(folder) / "headers.json").read_text())["/*"]
    return fields


class ServiceHost(Host):
    """What lies under /api/ is answered by the server's `api`."""

    server: "ServiceServer"

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            self.answer_api()
        else:
            super().do_GET()

    def answer_api(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fields = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.api.reply(take_apart(self.command, self.path, fields, body))
        if answer is None:
            # No HTTP: after no answer at all, a browser would ask again by itself.
            self.wfile.write(b"cut\r\n\r\n")
            self.close_connection = True
        else:
            self.send_whole(answer)

    do_POST = do_PATCH = do_DELETE = answer_api

    def end_headers(self) -> None:
        # A window serves many tests: it asks for a script once, and for a page each time.
        is_asset = not self.path.startswith("/api/") and bool(Path(self.path).suffix)
        self.send_header("Cache-Control", "max-age=3600" if is_asset else "no-store")
        super().end_headers()


class ServiceServer(ThreadingHTTPServer):
    """`api` is that of the test that runs."""

    api: Api
    daemon_threads = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page hangs up in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path) -> Iterator[ServiceServer]:
    server = ServiceServer(("127.0.0.1", 0), partial(ServiceHost, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
