"""What MkDocs calls; the work is in `infra.pages`, which needs no MkDocs."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "functions")]

from infra import pages

_serving = False


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001
    """The preview server writes its own inline script into each page; a policy would stop it."""
    global _serving
    _serving = command == "serve"


def on_post_build(config: Any) -> None:
    switch = pages.switch_of(config.extra.get("reminders", "on"))
    pages.finish(Path(config.site_dir), reminders=switch, with_policy=not _serving)
