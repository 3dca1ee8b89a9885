"""The newest Python this machine has: the one `make` was given, those on the PATH, and those of
pyenv, whose commands on the PATH lead nowhere unless they are switched on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OLDEST, NEWEST = 11, 13  # the functions run on 3.11 to 3.13
ASKED = "import sys, zlib, ssl, pip; print(sys.version_info[1])"
PATIENCE_S = 20


def newest() -> str:
    """The command of the newest Python that runs and has pip; at least this one."""
    found = {minor: command for command in _candidates() if (minor := _minor_of(command))}
    return found[max(found)]


def _candidates() -> Iterator[str]:
    """The least wanted first: of one version the last one counts."""
    yield sys.executable
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for minor in range(OLDEST, NEWEST + 1):
        yield from map(str, sorted(kept.glob(f"3.{minor}.*/bin/python3.{minor}")))
        yield from filter(None, [shutil.which(f"python3.{minor}")])
    yield from filter(None, [shutil.which(os.environ.get("PYTHON") or "python3")])


def _minor_of(command: str) -> int | None:
    """None where a name on the PATH leads nowhere, or to a Python we do not run on."""
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        done = subprocess.run(
            [command, "-c", ASKED], capture_output=True, text=True, check=True, timeout=PATIENCE_S
        )
        minor = int(done.stdout)
        return minor if OLDEST <= minor <= NEWEST else None
    return None
