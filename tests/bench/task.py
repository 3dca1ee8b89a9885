"""The bundle as a function finds it: built by the newest Python here, unpacked, nothing else on
the path; with the environment of the template and an instant AWS on loopback."""

import json
import shutil
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from zipfile import ZipFile

from infra import calendar_table, texts
from infra.bundle import FUNCTIONS, ROOT
from tests.aws.tables import NOBODY
from tests.bench import cpu, pythons
from tests.functions.conftest import VARIABLES
from tests.infra import template

BUILD = ROOT / "build" / "bench"
INSIDE = Path(__file__).parent / "inside"
PACKING = """
import sys
from pathlib import Path
from infra import bundle
target, functions, out = sys.argv[1:]
print(bundle.build(target, functions=Path(functions), out=Path(out), installed=Path(out)))
"""
STACK = "interview-follow-up"
POWERTOOLS = {
    name: STACK if value == {"Ref": "AWS::StackName"} else value
    for name, value in template.read()["Globals"]["Function"]["Environment"]["Variables"].items()
}
# As fast as the queue brings letters: what is measured is work, not waiting.
UNPACED = {"SEND_RATE": "99999", "NETWORK_LIMIT": "99999"}


class NotBuilt(Exception):
    """The newest Python could not make the bundle; what it said."""


@dataclass(frozen=True)
class Task:
    """`python` runs what stands in `folder`, talking to AWS at `endpoint`."""

    python: str
    folder: Path
    endpoint: str

    @cached_property
    def version(self) -> str:
        asked = "import platform; print(platform.python_version())"
        done = subprocess.run(
            [self.python, "-c", asked], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    @property
    def environment(self) -> dict[str, str]:
        return {
            **NOBODY,
            **VARIABLES,
            **UNPACED,
            "PYTHONPATH": str(self.folder),
            "AWS_ENDPOINT_URL": self.endpoint,
            "QUEUE_URL": f"{self.endpoint}/queue",
            "SIGNING_SECRET_ARN": "signing",
            "IDENTITY_SECRET_ARN": "identity",
            **POWERTOOLS,
        }

    def cold(self, name: str, events: Path) -> float:
        """CPU seconds of a new process until it has answered. Lambda freezes it then: what Python
        does at the end of a process is no part of a cold start."""
        return self.measured("calls", name, events, -1)

    def measured(self, script: str, *arguments: object, **environment: str) -> float:
        """CPU seconds that the process measured itself."""
        out = BUILD / f"{uuid.uuid4()}.json"
        command = self._command(script, (*arguments, out))
        try:
            cpu.seconds_of(command, self.environment | environment)
            return float(json.loads(out.read_text()))
        finally:
            out.unlink(missing_ok=True)

    def logged(self, script: str, *arguments: object) -> int:
        """Bytes a process writes to its log."""
        command = self._command(script, arguments)
        done = subprocess.run(command, env=self.environment, capture_output=True, check=True)
        return len(done.stdout)

    def put(self, items: Sequence[Any]) -> None:
        body = json.dumps({"table": VARIABLES["TABLE_NAME"], "items": items}).encode()
        with urlopen(Request(f"{self.endpoint}/_items", body)):
            pass

    def clear(self) -> None:
        """Each subject begins with nothing stored."""
        with urlopen(Request(f"{self.endpoint}/_clear", b"")):
            pass

    def counts(self) -> Counter[str]:
        """AWS calls by operation since the start."""
        with urlopen(f"{self.endpoint}/_counts") as answer:
            return Counter(json.load(answer))

    def _command(self, script: str, arguments: Sequence[object]) -> list[str]:
        # -P: the folder of the script is no place to import from.
        return [self.python, "-P", str(INSIDE / f"{script}.py"), *map(str, arguments)]


@contextmanager
def unpacked() -> Iterator[Task]:
    python = pythons.newest()
    folder = _unpack(pack(python, "host"))
    with instant_aws() as endpoint:
        yield Task(python, folder, endpoint)


@contextmanager
def instant_aws() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.bench.instant_aws"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as aws:
        assert aws.stdout is not None
        assert aws.stdin is not None
        yield f"http://127.0.0.1:{int(aws.stdout.readline())}"
        aws.stdin.close()


def write_events(name: str, events: Sequence[Any]) -> Path:
    path = BUILD / f"{name}.json"
    path.write_text(json.dumps(events))
    return path


def pack(python: str, target: str) -> Path:
    """The same recipe as always, run by that Python: it may only make byte code for itself."""
    calendar_table.make()
    sources = BUILD / "functions"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(FUNCTIONS, sources)
    texts.make(sources)
    done = subprocess.run(
        [python, "-c", PACKING, target, str(sources), str(BUILD)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise NotBuilt(done.stderr)
    return Path(done.stdout.strip())


def _unpack(made: Path) -> Path:
    folder = BUILD / "task"
    shutil.rmtree(folder, ignore_errors=True)
    with ZipFile(made) as archive:
        archive.extractall(folder)
    return folder
