"""Requests to a server on loopback, as odd as a test needs them."""

import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def call(
    url: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> Reply:
    """Underscores in header names stand for hyphens; the path is sent as it is."""
    parts = urlsplit(url)
    connection = HTTPConnection("127.0.0.1", parts.port or 80, timeout=60)
    named = {"Host": parts.netloc} | {k.replace("_", "-"): v for k, v in headers.items()}
    try:
        connection.request(method, path, body, named)
        return _read(connection.getresponse())
    finally:
        connection.close()


def send_raw(url: str, request: bytes) -> Reply:
    """Bytes no client would send."""
    with socket.create_connection(("127.0.0.1", urlsplit(url).port or 80), timeout=10) as wire:
        wire.sendall(request)
        answer = HTTPResponse(wire)
        answer.begin()
        return _read(answer)


def _read(answer: HTTPResponse) -> Reply:
    return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
