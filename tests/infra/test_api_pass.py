"""The front passes on what it was asked, and says what a CDN says: the secret and the viewer."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from followup.origin import SECRET_HEADER, VIEWER_HEADER
from infra.api_pass import ApiPass
from infra.front import Request


class Origin(ThreadingHTTPServer):
    """A cloud with one API, which answers with the headers it got, and one secret."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.accepted = ["first"]
        self.kept: dict[str, Any] = {"key": "first"}

    @property
    def port(self) -> int:
        return self.server_port

    def client(self, _service: str) -> Any:
        return self

    def get_secret_value(self, SecretId: str) -> dict[str, str]:
        assert SecretId == "arn"
        return {"SecretString": json.dumps(self.kept)}


class _Handler(BaseHTTPRequestHandler):
    server: Origin

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        is_known = headers.get(SECRET_HEADER) in self.server.accepted
        body = json.dumps(headers).encode()
        self.send_response(200 if is_known else 403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def origin() -> Iterator[Origin]:
    made = Origin()
    threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def ask(through: ApiPass, viewer: str = "127.0.0.1", **headers: str) -> tuple[int, dict[str, str]]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = through(Request("GET", "/api/plan", named, viewer=viewer))
    return answer.status, json.loads(answer.body)


def test_it_shows_the_secret_and_names_the_viewer(origin: Origin) -> None:
    through = ApiPass(origin, "api", "arn")  # type: ignore[arg-type]

    status, got = ask(through, "127.0.0.9", x_viewer_address="192.0.2.1", authorization="Bearer a")

    assert status == 200
    assert got[VIEWER_HEADER] == "127.0.0.9"
    assert got["authorization"] == "Bearer a"
    assert got["host"].startswith("api.execute-api.localhost")


def test_it_takes_up_a_new_secret_once_the_old_one_is_refused(origin: Origin) -> None:
    through = ApiPass(origin, "api", "arn")  # type: ignore[arg-type]
    assert ask(through)[1][SECRET_HEADER] == "first"

    origin.kept = {"keys": ["second", "first"]}
    assert ask(through)[1][SECRET_HEADER] == "first"
    origin.accepted = ["second"]

    assert ask(through) == (200, ask(through)[1])
    assert ask(through)[1][SECRET_HEADER] == "second"


def test_a_refusal_that_stays_is_handed_on(origin: Origin) -> None:
    origin.accepted = []

    assert ask(ApiPass(origin, "api", "arn"))[0] == 403  # type: ignore[arg-type]
