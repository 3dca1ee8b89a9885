"""The site as MkDocs builds it, for the local cloud and for a deploy."""

import os
import subprocess
import sys
from pathlib import Path

from infra.bundle import ROOT


def build(folder: Path, environment: dict[str, str]) -> str:
    """Builds into `folder`; what MkDocs complained of, empty when all is well. `environment`
    adds to our own: mkdocs.yml and infra/hooks.py read it."""
    # Not --quiet: with it MkDocs counts no warnings, and --strict finds nothing.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir"]
    done = subprocess.run(
        [*command, str(folder.resolve())],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return ""
    told = [line for line in f"{done.stdout}{done.stderr}".splitlines() if _is_fault(line)]
    return "\n".join(told) or f"It ended with {done.returncode}."


def _is_fault(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("INFO", "DEBUG"))
