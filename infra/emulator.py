"""Runs inside `.venv-cloud`: MiniStack, ended together with the process that started it.

The starter holds the other end of our standard input. When it is gone, however it went, the
pipe closes and this process group (MiniStack and the workers of its functions) ends itself.
"""

import os
import signal
import sys
import threading


def main() -> None:
    threading.Thread(target=_end_with_starter, daemon=True).start()
    sys.argv[1:] = []  # MiniStack reads its command line

    from ministack.app import main as run

    run()


def _end_with_starter() -> None:
    while os.read(0, 1024):
        continue
    os.killpg(os.getpgid(0), signal.SIGKILL)


if __name__ == "__main__":
    main()
