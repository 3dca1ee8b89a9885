"""Which script modules a page will ask for, so that they come at once and not one after another."""

import re
from collections.abc import Iterable
from pathlib import Path

from rjsmin import jsmin

ENTRY = "site.mjs"
STATIC_IMPORT = re.compile(
    r'(?:^|;)\s*(?:import|export)\b[^;"\'(]*["\'](\.{1,2}/[^"\']+)["\']', re.MULTILINE
)
# The words of the screen are imported by the language of the page.
SPOKEN = "screen.mjs"
LANGUAGE = re.compile(r'<html[^>]* lang="(\w\w)')
ELEMENT = re.compile(r'"([a-z]+(?:-[a-z]+)+)":\s*"\./([^"]+)"')
# Where the theme's script is late, the entry asks for this at once.
LATE_THEME = "data-late-src"
LATE_SCRIPT = "late-theme.mjs"
ENTRY_TAG = re.compile(rf'<script src="([^"]*){re.escape(ENTRY)}" type="module">')


def reached_from(entries: Iterable[Path]) -> list[Path]:
    """The modules and all they import, each once, in the order of discovery."""
    found: dict[Path, None] = {}
    waiting = list(entries)
    while waiting:
        module = waiting.pop(0).resolve()
        if module not in found:
            found[module] = None
            imports = STATIC_IMPORT.findall(module.read_text("utf-8"))
            waiting += [module.parent / path for path in imports]
    return list(found)


def entries_of(html: str, scripts: Path) -> list[Path]:
    """The script of every page, and the modules of the custom elements this one holds."""
    elements = ELEMENT.findall((scripts / ENTRY).read_text("utf-8"))
    found = [scripts / file for name, file in elements if f"<{name}" in html]
    return [scripts / ENTRY, *found, *[scripts / LATE_SCRIPT] * (LATE_THEME in html)]


def stripped(script: str) -> str:
    """The script as it runs, without what is there for those who read it."""
    return f"{jsmin(script)}\n"


def with_preloads(html: str, scripts: Path) -> str:
    """The page with a link for each module it needs; unchanged where it has no script of ours."""
    tag = ENTRY_TAG.search(html)
    if not tag:
        return html
    root = scripts.resolve()
    modules = reached_from(entries_of(html, scripts))[1:]
    if language := LANGUAGE.search(html):
        spoken = root / f"screen/{language[1]}.mjs"
        modules += [spoken] * (root / SPOKEN in modules and spoken.is_file())
    names = [module.relative_to(root).as_posix() for module in modules]
    links = "".join(f'<link rel="modulepreload" href="{tag[1]}{name}">' for name in names)
    return html if links in html else html.replace("</head>", links + "</head>", 1)
