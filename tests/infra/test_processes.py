"""A child ends when it is asked to, with all that it started."""

import os
import sys
import time
from pathlib import Path

from infra.processes import Child
from tests.infra.running.processes import wait_until_gone

STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()"
PARENT = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', sys.argv[1]]).pid, flush=True); input()"


def start(tmp_path: Path, *script: str) -> Child:
    return Child([sys.executable, "-c", *script], os.environ, tmp_path / "log")


def first_line(tmp_path: Path) -> str:
    deadline = time.monotonic() + 20
    while not (tmp_path / "log").read_text().endswith("\n") and time.monotonic() < deadline:
        time.sleep(0.02)
    return (tmp_path / "log").read_text().splitlines()[0]


def test_a_child_that_will_not_end_is_ended(tmp_path: Path) -> None:
    child = start(tmp_path, STUBBORN)
    first_line(tmp_path)

    child.stop(patience_s=0.2)
    assert not child.is_running


def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    child = start(tmp_path, PARENT, "import time; time.sleep(60)")
    grandchild = int(first_line(tmp_path))

    child.stop()
    assert wait_until_gone({grandchild}) == set()
