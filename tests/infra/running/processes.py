"""What a process started, and where it listens."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[3]


def descendants(pid: int) -> set[int]:
    """The processes a process started, and those they started; not itself."""
    parents: dict[int, int] = {}
    for line in _output(["ps", "-A", "-o", "pid=,ppid="]):
        child, parent = map(int, line.split())
        parents[child] = parent
    found: set[int] = set()
    while True:
        more = {child for child, parent in parents.items() if parent in found | {pid}} - found
        if not more:
            return found
        found |= more


def running(pids: set[int]) -> set[int]:
    """Those that are neither gone nor dead and waiting to be collected."""
    states = (line.split() for line in _output(["ps", "-A", "-o", "pid=,stat="]))
    return {int(pid) for pid, state in states if int(pid) in pids and not state.startswith("Z")}


def wait_until_gone(pids: set[int], patience_s: float = 10) -> set[int]:
    """Those that are still there when patience is over."""
    deadline = time.monotonic() + patience_s
    while running(pids) and time.monotonic() < deadline:
        time.sleep(0.1)
    return running(pids)


def listening(pids: set[int]) -> set[str]:
    """The addresses at which they accept connections, as host:port."""
    if Path("/proc/net/tcp").exists():
        sockets = {inode for pid in pids for inode in _sockets(pid)}
        return {a for kind in ("tcp", "tcp6") for a, inode in _listeners(kind) if inode in sockets}
    wanted = ",".join(map(str, sorted(pids)))
    lines = _output(["lsof", "-nP", "-a", "-iTCP", "-sTCP:LISTEN", "-Fn", "-p", wanted])
    return {line[1:] for line in lines if line.startswith("n")}


def _sockets(pid: int) -> set[str]:
    """The inodes of its sockets. It may end, or close some, while we look."""
    links = set()
    with suppress(FileNotFoundError):
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                links.add(str(link.readlink()))
    return {link.removeprefix("socket:[").rstrip("]") for link in links if "socket:" in link}


def _listeners(kind: str) -> list[tuple[str, str]]:
    """Linux, proc(5): local address, state (0A listens) and inode of every socket."""
    rows = [line.split() for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]]
    return [(_readable(row[1]), row[9]) for row in rows if row[3] == "0A"]


def _readable(address: str) -> str:
    host, port = address.split(":")
    octets = bytes.fromhex(host)
    name = ".".join(map(str, reversed(octets))) if len(octets) == 4 else host
    return f"{name}:{int(port, 16)}"


def _output(command: list[str]) -> list[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


class Run:
    """`make run` without make: infra.local in a process of its own, on data of its own."""

    def __init__(
        self, data: Path, port: int, starter: tuple[str, ...] = (), **environment: str
    ) -> None:
        """`starter`: a command that runs the command after it."""
        self._log = data.with_suffix(f".{time.monotonic_ns()}.log")
        self._output = self._log.open("w")
        self.process = subprocess.Popen(
            [*starter, sys.executable, "-m", "infra.local", str(data)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": "functions:.", "PORT": str(port)} | environment,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def output(self) -> str:
        return self._log.read_text()

    def wait_until_ready(self, patience_s: float = 90) -> set[int]:
        """Returns the processes it started."""
        deadline = time.monotonic() + patience_s
        while "Ready: " not in self.output:
            assert self.process.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            time.sleep(0.1)
        return descendants(self.process.pid)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._output.close()
