"""What MkDocs calls; the work is in modules that need no MkDocs.

`FUNCTIONS_DIR` names a copy of `functions/` with the operator's texts, `EXTRA_PAGES` the pages
they added; infra/operate/site.py sets both.
"""

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), os.environ.get("FUNCTIONS_DIR") or str(ROOT / "functions")]

from infra import own_pages, pages, passages, sheets, tables

_serving = False


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001
    """The preview server writes its own inline script into each page; a policy would stop it."""
    global _serving
    _serving = command == "serve"


def on_config(config: Any) -> None:
    told = config.extra.get("reminders", "on")
    config.extra["reminders"] = pages.switch_of(told)
    config.extra["passages"] = "pilot" if told == "pilot" else config.extra["reminders"]
    own_pages.show(config, os.environ.get("EXTRA_PAGES", ""))


def on_files(files: Any, config: Any) -> None:
    """Without the service no letter leads to the pages of a token."""
    sheets.join(files, config)
    if config.extra["reminders"] == "off":
        for name in pages.TOKEN_PAGES:
            files.remove(files.get_file_from_path(f"{name}.md"))


def on_page_markdown(markdown: str, *, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001
    switch = config.extra["reminders"]
    page.meta["description"] = passages.described(page.meta, reminders=switch)
    who = passages.Operator(config.extra["operator"], config.extra["contact"])
    return passages.completed(markdown, reminders=config.extra["passages"], operator=who)


def on_page_content(html: str, **_: Any) -> str:
    return tables.with_breaks(tables.with_names(html))


def on_post_build(config: Any) -> None:
    site = Path(config.site_dir)
    pages.finish(site, reminders=config.extra["reminders"], with_policy=not _serving)
