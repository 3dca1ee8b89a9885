"""MiniStack, the emulator of AWS that the local cloud runs on: started, reached, stopped.

It runs in its own environment (`.venv-cloud`), because it pins its own botocore.
"""

import os
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import boto3
import botocore.session
from botocore.config import Config

from infra.processes import LOOPBACK, Child, free_port

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-cloud" / "bin" / "python"
EMULATOR = Path(__file__).with_name("emulator.py")

REGION = "eu-central-1"
ACCOUNT = "000000000000"
KEY = "test"  # MiniStack's root key and secret
PATIENCE_S = 60


class NotStarted(Exception):
    """MiniStack ended, or did not answer in time. The message holds the end of its log."""


class MiniStack:
    """A running MiniStack; `client("dynamodb")` and so on speak to it as root."""

    def __init__(self, child: Child, port: int) -> None:
        self.child = child
        self.port = port
        self._session = _session()
        self._clients: dict[str, Any] = {}
        self._lock = threading.Lock()

    def client(self, service: str) -> Any:
        """One for each service, for all threads, closed by `stop`."""
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self._session.client(
                    service,
                    endpoint_url=f"http://{LOOPBACK}:{self.port}",
                    config=Config(proxies={}, retries={"total_max_attempts": 1}, read_timeout=120),
                )
            return self._clients[service]

    def stop(self) -> None:
        for client in self._clients.values():
            client.close()
        self.child.stop()


def start(folder: Path, log: Path, *, roles: bool, extra: Mapping[str, str]) -> MiniStack:
    """Starts MiniStack on a free port. `roles`: each call is held against its caller's role.

    `folder` is all it may write to; `extra` are variables the functions get as well.
    """
    port = free_port()
    environment = _environment(folder, port, roles=roles) | dict(extra)
    child = Child([str(PYTHON), "-P", str(EMULATOR)], environment, log)
    running = MiniStack(child, port)
    try:
        _wait_until_ready(running, log)
    except BaseException:
        child.stop()
        raise
    return running


def _environment(folder: Path, port: int, *, roles: bool) -> dict[str, str]:
    """Nothing of the user's own environment but the path: no account, no proxy, no Docker."""
    here = str(folder)
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": here,
        "TMPDIR": here,
        "GATEWAY_PORT": str(port),
        # The default is every interface of this machine.
        "BIND_HOST": LOOPBACK,
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "AUTH": "true" if roles else "false",
        "MINISTACK_REGION": REGION,
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "DOCKER_HOST": f"unix://{folder / 'no-docker'}",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def _session() -> boto3.Session:
    # A profile the user's shell names is neither needed nor perhaps there.
    core = botocore.session.Session(session_vars={"profile": (None, None, None, None)})
    core.set_credentials(KEY, KEY)
    return boto3.Session(botocore_session=core, region_name=REGION)


def _wait_until_ready(running: MiniStack, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not _answers(running.port):
        if not running.child.is_running or time.monotonic() > deadline:
            raise NotStarted(f"The local cloud did not start. {log} ends:\n{_tail(log)}")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    connection = HTTPConnection(LOOPBACK, port, timeout=2)
    with closing(connection), suppress(OSError, HTTPException):
        connection.request("GET", "/_ministack/health")
        return connection.getresponse().status == 200
    return False


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
