"""The local cloud: the site, the service and its outbox under one address on this machine.

`infra/template.yaml` runs unchanged on MiniStack; letters land in `/outbox/` instead of leaving.
"""

import fcntl
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError

from infra import bundle, send_events, site_build, stack
from infra import cloud as ministack
from infra.api_pass import ApiPass
from infra.cloud import MiniStack
from infra.front import Front, Serve
from infra.outbox import Letter, Outbox
from infra.outbox_routes import PREFIX, OutboxRoutes
from infra.postman import Postman
from infra.site_files import SiteFiles
from infra.snapshot import Snapshot
from infra.ticks import TickFailed, Ticks

Step = Callable[[str], AbstractContextManager[None]]


class InUse(Exception):
    """Another local cloud works on the same data; the message says where."""


class SiteBroken(Exception):
    """MkDocs refused to build the site; the message is what it said."""


@dataclass(frozen=True, slots=True)
class LocalCloud:
    """A running one. `outputs` are those of the template by name."""

    data: Path
    base_url: str
    outputs: dict[str, str]
    outbox: Outbox
    ticks: Ticks
    ministack: MiniStack

    def client(self, service: str) -> Any:
        """A boto3 client that speaks as root."""
        return self.ministack.client(service)


@contextmanager
def silently(_step: str) -> Iterator[None]:
    yield


@contextmanager
def cloud(
    data: Path,
    *,
    port: int = 0,
    site: Path | None = None,
    functions: Path = bundle.FUNCTIONS,
    auth: bool = True,
    ticking: bool = True,
    own_ses: bool = False,
    parameters: Mapping[str, str] | None = None,
    step: Step = silently,
) -> Iterator[LocalCloud]:
    """A local cloud that keeps its data in the folder `data`; port 0 is any free one.

    `site`: a built site; without one it is built. `auth`: each call is held against the role of
    its function. `ticking`: the schedule runs. `own_ses`: letters go to MiniStack's SES, which
    knows roles but fills no outbox. Raises InUse, PortTaken, SiteBroken, NotStarted or
    NotDeployed, and leaves nothing running.
    """
    # Left in the opposite order: no requests, no letters on their way, data written, the end.
    with ExitStack() as running:
        running.enter_context(_alone(data))
        front = running.enter_context(closing(Front(port)))
        site = site or _build_site(data / "site", front.url, step)
        with step("Zipping the functions"):
            code = bundle.build("host", functions, data)
        outbox = Outbox(data / "outbox")
        postman = running.enter_context(closing(Postman(outbox)))
        with step("Starting the local cloud"):
            extra = {} if own_ses else postman.environment
            emulator = running.enter_context(_emulator(data, auth, extra))
        with step("Deploying infra/template.yaml"):
            given = {"SiteUrl": front.url} | dict(parameters or {})
            outputs = stack.deploy(emulator, code, given)
            if not ticking:
                stack.stop_schedule(emulator, outputs)
        running.enter_context(_kept(Snapshot(data / "data.json", emulator, outputs)))
        ticks = Ticks(emulator, outputs, outbox)
        running.callback(_let_letters_leave, ticks)
        local = LocalCloud(data, front.url, outputs, outbox, ticks, emulator)
        postman.open(_tell(local))
        front.open(_routes(local, site))
        running.callback(front.close)
        yield local


def _build_site(folder: Path, url: str, step: Step) -> Path:
    with step("Building the site"):
        told = site_build.build(folder, {"SITE_URL": f"{url}/"})
        if told:
            raise SiteBroken(f"The site was not built. MkDocs says:\n{told}")
    return folder


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """The lock goes with the process, however it ends."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise InUse(f"Another local cloud is running on {data}. Stop it first.") from fault
        yield


@contextmanager
def _emulator(data: Path, auth: bool, extra: Mapping[str, str]) -> Iterator[MiniStack]:
    # What an earlier run left behind when it was killed.
    scratch = data / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    started = ministack.start(scratch, data / "ministack.log", roles=auth, extra=extra)
    try:
        yield started
    finally:
        started.stop()


@contextmanager
def _kept(snapshot: Snapshot) -> Iterator[None]:
    snapshot.restore()
    snapshot.keep()
    try:
        yield
    finally:
        snapshot.stop()


def _let_letters_leave(ticks: Ticks) -> None:
    with suppress(TickFailed, BotoCoreError):
        ticks.wait_until_quiet(patience_s=3)


def _tell(local: LocalCloud) -> Callable[[dict[str, Any], Letter], None]:
    def told(request: dict[str, Any], letter: Letter) -> None:
        event = send_events.make_event(request, letter)
        with suppress(BotoCoreError):  # MiniStack may be gone; an event may be lost on AWS too
            send_events.deliver(local.ministack, local.outputs["FeedbackRuleName"], event)

    return told


def _routes(local: LocalCloud, site: Path) -> dict[str, Serve]:
    return {
        "/": SiteFiles(site),
        "/api/": ApiPass(local.ministack, local.outputs["ApiId"], local.outputs["OriginSecretArn"]),
        PREFIX: OutboxRoutes(local.outbox, local.ticks.deliver_next),
    }
