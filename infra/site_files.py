"""The built site, served from its folder as a CDN would."""

import json
import mimetypes
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote

from infra.front import Answer, Request, say

# Not left to the tables of the machine: some call .mjs a text, and then no module loads.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


HEADERS = "headers.json"  # made by infra/pages.py: header fields by path pattern
MAX_NAME_BYTES = 255  # what file systems take


class SiteFiles:
    """Answers GET and HEAD with files of a folder, folders with their index.html."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        rules = self._folder / HEADERS
        self._rules = json.loads(rules.read_text()) if rules.is_file() else {}

    def __call__(self, request: Request) -> Answer:
        if request.method not in ("GET", "HEAD"):
            return Answer(405, b"", {"Allow": "GET, HEAD"})
        found = self._find(unquote(request.path))
        if found and found.is_dir():
            return Answer(301, b"", {"Location": _with_slash(request)})
        if found:
            return self._show(200, found, request.path)
        missing = self._folder / "404.html"
        if missing.is_file():
            return self._show(404, missing, request.path)
        return say(404, "There is no such page.")

    def _find(self, path: str) -> Path | None:
        """A file, or a folder that was asked for without its slash."""
        if "\0" in path or "\\" in path:
            return None
        if any(len(part.encode()) > MAX_NAME_BYTES for part in path.split("/")):
            return None
        file = (self._folder / path.lstrip("/")).resolve()
        if not file.is_relative_to(self._folder):
            return None
        if path.endswith("/"):
            file /= "index.html"
        if file.is_dir():
            return file if (file / "index.html").is_file() else None
        return file if file.is_file() else None

    def _show(self, status: int, file: Path, path: str) -> Answer:
        guess = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        # A rebuilt site is seen at the next reload.
        headers = {"Content-Type": TYPES.get(file.suffix, guess), "Cache-Control": "no-cache"}
        for pattern, fields in self._rules.items():
            if fnmatchcase(path, pattern):
                headers |= fields
        return Answer(status, file.read_bytes(), headers)


def _with_slash(request: Request) -> str:
    return f"{request.path}/?{request.query}" if request.query else f"{request.path}/"
