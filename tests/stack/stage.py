"""One stage of an operator on the local cloud, and the fixtures that deploy it.

`sam` is stood in for by tests/stack/sam.py, the CDN by whoever reads the bucket of the site.
"""

import io
import json
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from infra import cloud as ministack
from infra.cloud import MiniStack
from infra.operate.account import Account
from infra.operate.deploy import Deploy
from infra.operate.settings import Settings, read_settings
from infra.operate.stacks import Stack
from infra.site_files import HEADERS
from tests.stack.cdn import Cdn
from tests.stack.sam import __file__ as SAM

SETTINGS = """
operator = "Career Centre O'Brien & Söhne"
contact = "careers@example.com"
reminders = "on"
region = "eu-central-1"
sender = "follow-up@example.com"
sender_identity = "existing"
alarms = "oncall@example.com"
monthly_budget = 0
"""


def be_operator_of(emulator: MiniStack, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """The environment of an operator, by which alone the account is reached."""
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{emulator.port}",
        "AWS_ACCESS_KEY_ID": ministack.KEY,
        "AWS_SECRET_ACCESS_KEY": ministack.KEY,
        "AWS_EC2_METADATA_DISABLED": "true",
        "STAGE": "prod",
        "OPERATOR": str(folder),
    }.items():
        patch.setenv(name, value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The operator's own: settings, one page, one note."""
    made = tmp_path_factory.mktemp("operator")
    (made / "prod.toml").write_text(SETTINGS)
    (made / "docs").mkdir()
    (made / "docs" / "hours.md").write_text("---\ntitle: Hours\n---\n# When are we open?\n\nNow.\n")
    return made


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[MiniStack]:
    """An account of its own, with the environment of its operator."""
    place = tmp_path_factory.mktemp("account")
    started = ministack.start(place, place / "log", roles=False, extra={})
    with pytest.MonkeyPatch.context() as patch:
        be_operator_of(started, folder, patch)
        patch.setenv("AWS_DEFAULT_REGION", ministack.REGION)
        patch.setenv("SAM", f"{sys.executable} {SAM}")
        yield started
    started.stop()


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    return read_settings("prod", folder)


@pytest.fixture(scope="module")
def account(emulator: MiniStack, settings: Settings) -> Account:  # noqa: ARG001
    return Account(settings["region"])


@pytest.fixture(scope="module")
def cdn(emulator: MiniStack, account: Account, settings: Settings) -> Cdn:
    return Cdn(emulator, account, settings)


class QuickDeploy(Deploy):
    """With a site of three files and a zip made once: both are built for real elsewhere."""

    def _zip(self) -> Path:
        made = self.out / "functions-host.zip"
        return made if made.exists() else super()._zip()

    def _build(self, url: str) -> None:
        site = self.out / "site"
        (site / "hours").mkdir(parents=True, exist_ok=True)
        (site / "index.html").write_text(f"{url} {escape(self.settings['operator'])}")
        (site / "404.html").write_text("not found")
        (site / "notes.json").write_text("{}")
        policy = {
            "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'"
        }
        (site / HEADERS).write_text(json.dumps({"/*": policy}))


def make_deploy(settings: Settings, account: Account, cdn: Cdn, out: Path) -> QuickDeploy:
    return QuickDeploy(settings, account, out, False, target="host", ask=cdn, patience_s=0)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def service(settings: Settings, account: Account, cdn: Cdn, out: Path) -> dict[str, str]:
    """The outputs of a stage that was deployed for the first time."""
    make_deploy(settings, account, cdn, out).run()
    return Stack(account, settings.stack, account.region).outputs()


def answer_with(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
