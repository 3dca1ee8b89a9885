"""`make trial`: an empty AWS account on this machine, to try the operator's commands on.

They find it as they find any account, by the environment. It ends with Ctrl-C, and nothing of it
is kept. What it lacks is listed in infra/stack.py; there is no CDN in front of the site either.
"""

import sys
import tempfile
from pathlib import Path

from infra import cloud
from infra.cloud import MiniStack, NotStarted
from infra.local import Stopped, listen_to_signals, wait


def main() -> int:
    listen_to_signals()
    try:
        with tempfile.TemporaryDirectory(prefix="trial-") as made:
            return _run(Path(made))
    except NotStarted as fault:
        print(fault, file=sys.stderr)
        return 1


def _run(folder: Path) -> int:
    # Without roles: MiniStack asks for rights that AWS does not know (infra/stack.py).
    account = cloud.start(folder, folder / "ministack.log", roles=False, extra={})
    try:
        print("\n".join(words(account)), flush=True)
        wait(account)
    except Stopped:
        print("\nStopped. Nothing of that account is left.")
        return 0
    finally:
        account.stop()
    print("\nThe account ended by itself.", file=sys.stderr)
    return 1


def words(account: MiniStack) -> list[str]:
    return [
        "An empty AWS account runs on this machine. In a second terminal, copy these lines:",
        f"  export AWS_ENDPOINT_URL=http://127.0.0.1:{account.port}",
        f"  export AWS_ACCESS_KEY_ID={cloud.KEY} AWS_SECRET_ACCESS_KEY={cloud.KEY}",
        "Every make command you type there finds this account and no other.",
        "Ctrl-C here ends it, with all that is in it.",
    ]


if __name__ == "__main__":
    raise SystemExit(main())
