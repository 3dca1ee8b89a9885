"""Workers as processes: started, waited for, and the reminders they are given."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from followup.aws.queue import write_message
from followup.mailing import RowKey

VICTIM = Path(__file__).with_name("victim.py")
PATIENCE_S = 60


def start(
    folder: Path,
    environment: Mapping[str, str],
    rows: Sequence[RowKey],
    as_of: datetime,
    death: Sequence[object] = (),
) -> "subprocess.Popen[bytes]":
    bodies = folder / f"bodies-{len(list(folder.glob('bodies-*')))}"
    bodies.write_text("\n".join(write_message(row, as_of) for row in rows))
    command = [sys.executable, str(VICTIM), str(bodies), *map(str, death)]
    return subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL)


def run(
    folder: Path,
    environment: Mapping[str, str],
    row: RowKey,
    as_of: datetime,
    death: Sequence[object] = (),
) -> int:
    """How the process ended: 0, or minus the signal."""
    return start(folder, environment, [row], as_of, death).wait(PATIENCE_S)
