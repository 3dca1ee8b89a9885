"""`make run`: the local cloud in the foreground, until Ctrl-C.

`python -m infra.local [FOLDER]` keeps its data in FOLDER, else in `.local/`. PORT chooses the
port.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from infra.bundle import ROOT
from infra.cloud import MiniStack, NotStarted
from infra.front import PortTaken
from infra.local_cloud import InUse, LocalCloud, SiteBroken, cloud
from infra.outbox_routes import PREFIX
from infra.stack import NotDeployed

DATA = ROOT / ".local"
PORT = 8000
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Ctrl-C, or another request to end."""


def main(arguments: list[str]) -> int:
    data = Path(arguments[0]) if arguments else DATA
    listen_to_signals()
    try:
        with cloud(data, port=read_port(os.environ.get("PORT", "")), step=_show_step) as running:
            _show_ready(running, data)
            wait(running.ministack)
    except Stopped:
        print(f"\nStopped. What you entered is kept in {_name(data)} for the next run.")
        return 0
    except (InUse, PortTaken, SiteBroken, NotStarted, NotDeployed) as fault:
        print(f"\n{fault}", file=sys.stderr)
        return 1
    print(f"\nThe local cloud ended by itself. Its log is in {_name(data)}.", file=sys.stderr)
    return 1


def read_port(given: str) -> int:
    """PORT as a number; without one, 8000."""
    port = given.strip() or str(PORT)
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise SystemExit(f"PORT={given} is no port. Choose a number from 1 to 65535.")
    return int(port)


def listen_to_signals() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # we are on our way
        raise Stopped

    for number in SIGNALS:
        signal.signal(number, stop)


@contextmanager
def _show_step(name: str) -> Iterator[None]:
    print(f"{name:<34}", end="", flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:5.1f} s", flush=True)


def _show_ready(running: LocalCloud, data: Path) -> None:
    print(f"Ready: {running.base_url}")
    print(f"  The e-mails it sends: {running.base_url}{PREFIX}")
    print(f"  Ctrl-C stops it and keeps what you entered in {_name(data)}.", flush=True)


def wait(running: MiniStack) -> None:
    """Until a signal, or until the process that asked for it is gone (a killed `make`)."""
    parent = os.getppid()
    while running.child.is_running:
        time.sleep(0.5)
        if os.environ.get("STOP_WITH_PARENT") and os.getppid() != parent:
            raise Stopped


def _name(folder: Path) -> str:
    return f"{os.path.relpath(folder)}/"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
