"""The site with the operator's name, address and texts in it."""

import os
import subprocess
import sys
from pathlib import Path

from infra.operate.layers import ROOT, Layers
from infra.operate.refusal import Failed
from infra.operate.settings import Settings


def build_site(settings: Settings, layers: Layers, url: str, folder: Path) -> Path:
    """Builds into `folder` and returns it. `url` has no slash at its end. Raises Failed."""
    # Not --quiet: with it MkDocs counts no warnings, and --strict finds nothing.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir"]
    done = subprocess.run(
        [*command, str(folder.resolve())],
        cwd=ROOT,
        env=os.environ | environment_of(settings, layers, url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = [line for line in f"{done.stdout}{done.stderr}".splitlines() if _is_fault(line)]
        raise Failed("\n".join(["The site was not built. MkDocs says:", *told]))
    return folder


def _is_fault(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("INFO", "DEBUG"))


def environment_of(settings: Settings, layers: Layers, url: str) -> dict[str, str]:
    """What mkdocs.yml and infra/hooks.py read."""
    return {
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": f"{url}/",
        "SITE_NAME": settings["name"],
        "DOCS_DIR": str(layers.docs.resolve()),
        "FUNCTIONS_DIR": str(layers.functions.resolve()),
        "PYTHONPATH": os.pathsep.join((str(layers.functions.resolve()), str(ROOT))),
        "EXTRA_PAGES": os.pathsep.join(layers.pages),
        "OPERATOR_NAME": settings["operator"],
        "OPERATOR_CONTACT": settings["contact"],
        "REMINDERS": settings["reminders"],
    }
