"""Whether what was deployed answers, asked from outside as a reader would."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

PATIENCE_S = 300  # a new CDN is known everywhere within minutes
PAUSE_S = 5.0
SECONDS = 10
PLAN = "/api/plan?interviewed_on={day}&zone=Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Reply:
    """Header names in lower case; status 0 where nobody answered."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


Ask = Callable[[str], Reply]


def ask(url: str) -> Reply:
    request = Request(url, headers={"User-Agent": "interview-follow-up deploy"})
    try:
        # The address is https and a checked name; nobody else chooses it.
        with urlopen(request, timeout=SECONDS) as answer:  # nosec B310
            return Reply(answer.status, _lower(answer.headers), answer.read(1_000_000))
    except HTTPError as fault:
        with fault:
            return Reply(fault.code, _lower(fault.headers))
    except (URLError, TimeoutError, ConnectionError):
        return Reply(0, {})


def find_faults(
    url: str,
    *,
    name: str,
    day: str,
    has_service: bool,
    patience_s: float = PATIENCE_S,
    ask: Ask = ask,
) -> list[str]:
    """What is wrong, a sentence each; asked again until all is well or patience is over.

    `name` must stand on the first page; `day` is a day to plan for, 2026-11-23.
    """
    deadline = time.monotonic() + patience_s
    while faults := list(_faults(url, name, day, has_service, ask)):
        if time.monotonic() + PAUSE_S > deadline:
            break
        time.sleep(PAUSE_S)
    return faults


def _faults(url: str, name: str, day: str, has_service: bool, ask: Ask) -> Iterator[str]:
    home = ask(f"{url}/")
    if home.status != 200:
        yield f"{url}/ answers {_said(home)}, not the first page."
        return
    if name not in unescape(home.body.decode("utf-8", "replace")):
        yield f"{url}/ does not show who runs it: an older copy is still there."
    if "frame-ancestors" not in home.headers.get("content-security-policy", ""):
        yield f"{url}/ comes without its content security policy."
    if ask(f"{url}/notes.json").headers.get("content-type") != "application/json":
        yield f"{url}/notes.json is missing, or has another type."
    if ask(f"{url}/no-such-page/").status != 404:
        yield f"{url}/no-such-page/ is not answered with the page for such cases."
    if has_service:
        yield from _faults_of_service(url, day, ask)


def _faults_of_service(url: str, day: str, ask: Ask) -> Iterator[str]:
    plan = ask(url + PLAN.format(day=day))
    if plan.status != 200 or b'"plan"' not in plan.body:
        yield f"{url}/api/plan answers {_said(plan)}, not a plan."
    closed = ask(f"{url}/api/follow-ups")
    if closed.status != 401:
        yield f"{url}/api/follow-ups answers {_said(closed)} to somebody without a link, not 401."


def _said(reply: Reply) -> str:
    return str(reply.status) if reply.status else "nothing"


def _lower(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in getattr(headers, "items", dict)()}
