"""What is made around `mkdocs build`: switches, notes, a picture, the content security policy.

Everything works on the built folder, so another generator could stand where MkDocs stands.
A host that can set headers takes them from `headers.json`; on any other host the same policy
holds through a <meta> element in each page. A <meta> cannot carry `frame-ancestors` (nor
`report-uri` and `sandbox`: CSP3, 3.3), so there nothing stops another site from framing a page.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from infra.modules import stripped, with_preloads
from infra.note_pages import note_files
from infra.site_files import HEADERS
from infra.social import draw

CHARSET = '<meta charset="utf-8">'
ROOT_ELEMENT = "<html "
SCRIPTS = "javascripts"
STYLES = "stylesheets"
SOCIAL_PICTURE = "assets/social.png"
TOKEN_PAGES = ("confirm", "follow-ups", "block")
# Remarks are for those who edit; a reader on a slow line need not load them.
CSS_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
INDENT = re.compile(r"\n\s+")
# A <script> of another type is data: the browser neither runs it nor asks the policy.
RUNNING_TYPES = {"", "module", "text/javascript", "application/javascript"}


class UnsafePage(Exception):
    """A page holds what the policy would stop; the build ends and says where."""


class Inline(HTMLParser):
    """Collects the inline scripts of one page and everything no hash can allow."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.refused: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.refused += [f"<{tag} {name}=…>" for name in given if is_inline_code(name, given[name])]
        if tag == "style":
            self.refused.append("<style>")
        self._open = (
            tag == "script" and "src" not in given and given.get("type", "") in RUNNING_TYPES
        )

    def handle_data(self, data: str) -> None:
        if self._open:
            self.scripts.append(data)
            self._open = False


def is_inline_code(name: str, value: str) -> bool:
    """Event handlers, style attributes and script addresses have no place in a page."""
    return (
        name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:")
    )


def inline_scripts(html: str) -> list[str]:
    """The text of each inline script that runs. Raises UnsafePage for what cannot be allowed."""
    page = Inline()
    page.feed(html)
    page.close()
    if page.refused:
        raise UnsafePage(", ".join(sorted(set(page.refused))))
    return page.scripts


def hash_of(script: str) -> str:
    """The source expression that allows exactly this script (CSP3, 2.3.1)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(hashes: Iterable[str]) -> str:
    """One policy for all pages: instant navigation goes on under that of the page it began on."""
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *sorted(set(hashes))]),
            "style-src 'self'",
            "img-src 'self' data:",  # the theme draws its icons with data: masks
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def headers(text: str, *, reminders: str = "on") -> dict[str, dict[str, str]]:
    """Header fields by path pattern, as a host or a CDN sets them."""
    everywhere = {
        "Content-Security-Policy": f"{text}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
    pages = TOKEN_PAGES if reminders == "on" else ()
    private = {f"/{name}/*": {"Cache-Control": "no-store"} for name in pages}
    return {"/*": everywhere, **private}


def switch_of(value: object) -> str:
    """`on` or `off`: YAML reads the bare words from the environment as booleans."""
    return "off" if value is False or str(value).strip().lower() in {"off", "no", "false"} else "on"


def finish(site: Path, *, reminders: str = "on", with_policy: bool = True) -> None:
    """Completes the built folder `site`. A second run changes nothing."""
    for name, notes in note_files().items():
        (site / name).write_text(notes, "utf-8")
    draw(site / SOCIAL_PICTURE)
    for sheet in (site / STYLES).glob("*.css"):
        rules = CSS_COMMENT.sub("", sheet.read_text("utf-8"))
        sheet.write_text(INDENT.sub("\n", rules).lstrip(), "utf-8")
    for script in (site / SCRIPTS).rglob("*.*js"):
        script.write_text(stripped(script.read_text("utf-8")), "utf-8")
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    text = policy(hash_of(script) for script in all_scripts(site, pages))
    for path, html in pages.items():
        html = with_preloads(with_switch(html, reminders), site / SCRIPTS)
        path.write_text(with_meta(html, text) if with_policy else html, "utf-8")
    fields = headers(text, reminders=reminders)
    (site / HEADERS).write_text(json.dumps(fields, indent=2) + "\n", "utf-8")


def all_scripts(site: Path, pages: dict[Path, str]) -> list[str]:
    scripts: list[str] = []
    for path, html in pages.items():
        try:
            scripts += inline_scripts(html)
        except UnsafePage as error:
            raise UnsafePage(f"{path.relative_to(site)}: {error}") from None
    return scripts


def with_meta(html: str, text: str) -> str:
    """The page with its policy as the first thing after the character set, before any script."""
    element = f'<meta http-equiv="Content-Security-Policy" content="{escape(text, quote=False)}">'
    if element in html:
        return html
    if CHARSET not in html:
        raise UnsafePage(f"no {CHARSET} to put the policy after")
    return html.replace(CHARSET, CHARSET + element, 1)


def with_switch(html: str, reminders: str) -> str:
    """`<html data-reminders="on|off">`: scripts and styles read it."""
    mark = f'{ROOT_ELEMENT}data-reminders="{reminders}" '
    return html if mark in html else html.replace(ROOT_ELEMENT, mark, 1)
