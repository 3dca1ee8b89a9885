"""The built site on loopback, Chromium, and pages that fail a test for what they should not do.

A test module takes these with `pytest_plugins = ["tests.browser.site_fixtures"]`.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.built_site import Built, hosting
from tests.browser.fake_api import FakeApi
from tests.browser.watching import PATIENCE_MS, Visit, watch

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Built, str]]:
    with hosting(tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture(scope="session")
def built(hosted: tuple[Built, str]) -> Built:
    return hosted[0]


@pytest.fixture(scope="session")
def site(hosted: tuple[Built, str]) -> str:
    return hosted[1]


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


@pytest.fixture
def visit(browser: Browser, site: str, api: FakeApi) -> Iterator[Visit]:
    """Opens pages: `visit("confirm/?t=…", width=360)`. What they did wrong fails the test."""
    faults: list[str] = []
    contexts = []

    def open_page(path: str = "", *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        watch(page, site, faults)
        page.route("**/api/**", api.handle)
        page.goto(f"{site}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
