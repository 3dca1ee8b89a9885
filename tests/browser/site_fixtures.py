"""The built site on loopback, Chromium, and pages that fail a test for what they should not do.

A test module takes these with `pytest_plugins = ["tests.browser.site_fixtures"]`.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.asked import Api
from tests.browser.built_site import Built, built_once
from tests.browser.fake_api import FakeApi
from tests.browser.host import ServiceServer, serving
from tests.browser.visitors import Visitors
from tests.browser.watching import PATIENCE_MS, Visit

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# The built site, and the host it stands on.
Hosted = tuple[Built, ServiceServer]


@contextmanager
def hosting(factory: pytest.TempPathFactory, name: str, **environment: str) -> Iterator[Hosted]:
    folder = factory.mktemp(name)
    with serving(folder) as server:
        yield built_once(factory, name, **environment).move(folder, server.address), server


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosting(tmp_path_factory, "site") as found:
        yield found


@pytest.fixture
def built(hosted: Hosted) -> Built:
    return hosted[0]


@pytest.fixture
def server(hosted: Hosted) -> ServiceServer:
    return hosted[1]


@pytest.fixture
def site(server: ServiceServer) -> str:
    return server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        launched = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def api() -> FakeApi:
    return FakeApi()


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Visitors:
    return Visitors(browser)


@pytest.fixture
def visit(visitors: Visitors, server: ServiceServer, api: Api) -> Iterator[Visit]:
    """Opens pages: `visit("confirm/?t=…", width=360)`. What they did wrong fails the test."""
    server.api = api
    visits = visitors.start(server.address)
    yield visits.open
    visits.end()
    assert visits.faults == []
