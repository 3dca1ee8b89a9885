"""The browser for the tests: one that is there, else one that is fetched.

`python -m infra.chromium` finds it, or gets it, and says which one it is. On a laptop nothing
outside the folder of the project is touched.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Debian's headless build comes first: the same browser without the windows that nobody sees
# (measured: 0.2 s of processor time for each new visitor, where the whole one takes 1.1 s).
HEADLESS = "chromium-headless-shell"
COMMANDS = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = (HEADLESS, "chromium")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv")
PATIENCE_S = 30


class NoBrowser(Exception):
    """There is none, or the one that was named does not run."""


def find() -> Path:
    """The first browser that runs: the one in CHROMIUM, the system's, Playwright's."""
    named = os.environ.get("CHROMIUM")
    if named:
        if _runs(named):
            return Path(named)
        raise NoBrowser(f"CHROMIUM={named} does not run. Name another one, or none.")
    for candidate in _candidates():
        if _runs(candidate):
            return Path(candidate)
    raise NoBrowser("There is no Chromium. `make test` gets one.")


def get() -> Path:
    """`find`, after fetching one if there is none."""
    with suppress(NoBrowser):
        return find()
    if os.environ.get("CHROMIUM"):
        return find()
    if _may_install():
        print("Installing Chromium with apt-get", flush=True)
        if any(map(_installs, PACKAGES)):
            with suppress(NoBrowser):
                return find()
    print("Downloading Playwright's Chromium into build/browsers", flush=True)
    _download()
    return find()


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, COMMANDS))
    yield from APPLICATIONS
    with suppress(Exception):  # Playwright raises its own kinds where it has no build
        yield _playwrights()


def _playwrights() -> str:
    from playwright.sync_api import sync_playwright

    _keep_in_project()
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _runs(command: str) -> bool:
    # Ubuntu's chromium-browser may be a stub that only says where to get one.
    with suppress(OSError, subprocess.TimeoutExpired):
        return _succeeds([command, "--version"], capture_output=True, timeout=PATIENCE_S)
    return False


def _may_install() -> bool:
    """Only where the whole machine is thrown away afterwards."""
    is_disposable = os.environ.get("CI") == "true" or any(map(os.path.exists, CONTAINER_MARKS))
    return is_disposable and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _installs(package: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
    )
    return all(_succeeds(each, env=environment, capture_output=True) for each in commands)


def _download() -> None:
    _keep_in_project()
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if _may_install():
        command.append("--with-deps")
    if not _succeeds(command):
        raise NoBrowser("Chromium could not be downloaded. Name one: CHROMIUM=/path make test")


def _succeeds(command: list[str], **options: Any) -> bool:
    return subprocess.run(command, check=False, **options).returncode == 0


def _keep_in_project() -> None:
    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(ROOT / "build" / "browsers"))


if __name__ == "__main__":
    try:
        print(get())
    except NoBrowser as fault:
        raise SystemExit(str(fault)) from None
