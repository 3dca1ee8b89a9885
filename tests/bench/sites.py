"""Our site and stock Material with the same text, each on a host that compresses."""

import gzip
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

from infra import passages
from tests.bench.task import BUILD
from tests.browser import built_site
from tests.browser.built_site import ROOT
from tests.browser.host import Host

DOCS = ROOT / "docs"
# What a page of a documentation tool brings by itself: its theme and its search.
STOCK_THEME = {"name": "material", "font": False}
LIMIT = 1_000  # bytes; a CDN leaves smaller files as they are
TEXT = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt")


class Settings(yaml.SafeLoader):
    """Reads mkdocs.yml; the addresses it takes from the environment do not matter here."""


Settings.add_multi_constructor("!", lambda *_: None)


@dataclass
class Answered:
    """What a host gave since it was asked: bytes of bodies as sent, and requests."""

    sent: list[tuple[str, int]] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(size for _, size in self.sent)


class CompressingHost(Host):
    """Sends what a CDN would: text compressed, header fields of the build where there are some."""

    def __init__(self, *arguments: Any, answered: Answered, **options: Any) -> None:
        self._answered = answered
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self._answered.sent.append((self.path, 0))
            self.send_error(404)
            return
        body, is_packed = read(path)
        self._answered.sent.append((self.path, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        if (Path(self.directory) / "headers.json").exists():
            super().end_headers()
        else:
            super(Host, self).end_headers()


@cache
def read(path: Path) -> tuple[bytes, bool]:
    body = path.read_bytes()
    is_packed = path.suffix in TEXT and len(body) > LIMIT
    return (gzip.compress(body, 6, mtime=0), True) if is_packed else (body, False)


@dataclass(frozen=True)
class Site:
    address: str
    answered: Answered


@contextmanager
def ours() -> Iterator[Site]:
    with _hosting(BUILD / "site") as (site, folder):
        built_site.build(folder, SITE_URL=f"{site.address}/")
        yield site


@contextmanager
def stock() -> Iterator[Site]:
    with _hosting(BUILD / "stock" / "site") as (site, _folder):
        _build_stock(BUILD / "stock")
        yield site


@contextmanager
def _hosting(folder: Path) -> Iterator[tuple[Site, Path]]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    answered = Answered()
    handler = partial(CompressingHost, directory=str(folder), answered=answered)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Site(f"http://127.0.0.1:{server.server_port}", answered), folder
    server.shutdown()
    server.server_close()


def _build_stock(folder: Path) -> None:
    """The same pages in the same order, nothing of ours around them."""
    docs = folder / "docs"
    shutil.rmtree(docs, ignore_errors=True)
    for page in DOCS.rglob("*.md"):
        written = docs / page.relative_to(DOCS)
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(passages.completed(page.read_text(), reminders="on"))
    read_by_us = yaml.load((ROOT / "mkdocs.yml").read_text(), Settings)
    kept = {name: read_by_us[name] for name in ("markdown_extensions", "nav", "not_in_nav")}
    config = {"site_name": "Interview Follow-Up", "theme": STOCK_THEME} | kept
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
