"""The site as `make site` builds it, and a static host for it on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Built:
    folder: Path
    output: str

    @property
    def paths(self) -> list[str]:
        """Every page as a path, the home page as the empty one."""
        found = [path.parent.relative_to(self.folder) for path in self.folder.rglob("index.html")]
        return sorted("" if path == Path() else f"{path}/" for path in found)


class Host(SimpleHTTPRequestHandler):
    """A static host that sends the header fields of headers.json and our page for what is missing."""

    protocol_version = "HTTP/1.1"

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Not left to the tables of the machine: some call .mjs a text, and no module loads."""
        return "text/javascript" if str(path).endswith(".mjs") else super().guess_type(path)

    def end_headers(self) -> None:
        fields = json.loads((Path(self.directory) / "headers.json").read_text())["/*"]
        for name, value in fields.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page hangs up in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def hosting(folder: Path, **environment: str) -> Iterator[tuple[Built, str]]:
    """The built site and its address.

    The address comes first: instant navigation compares it with the one in the sitemap.
    """
    server = Server(("127.0.0.1", 0), partial(Host, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}"
    built = build(folder, SITE_URL=f"{address}/", **environment)
    Thread(target=server.serve_forever, daemon=True).start()
    yield built, address
    server.shutdown()
    server.server_close()


def build(folder: Path, **environment: str) -> Built:
    """Builds the site as `make site` does; the output holds MkDocs' warnings."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)]
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return Built(folder, done.stderr)
