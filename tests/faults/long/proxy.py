"""Between a worker and the table: passes every request on, and loses the answers it is told to."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DROPPED = ("connection", "transfer-encoding", "content-length")


@dataclass
class Proxy:
    """`lost`: which answers never come, as (operation, its how-manieth)."""

    lost: Sequence[tuple[str, int]]
    url: str = ""
    seen: Counter[str] = field(default_factory=Counter)


@contextmanager
def losing(port: int, lost: Sequence[tuple[str, int]]) -> Iterator[Proxy]:
    proxy = Proxy(lost)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            operation = self.headers["X-Amz-Target"].partition(".")[2]
            upstream = HTTPConnection("127.0.0.1", port, timeout=30)
            upstream.request("POST", self.path, body, dict(self.headers.items()))
            answer = upstream.getresponse()
            content = answer.read()
            upstream.close()
            proxy.seen[operation] += 1
            if (operation, proxy.seen[operation]) in proxy.lost:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in DROPPED:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """The tests look at what came of it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    proxy.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
