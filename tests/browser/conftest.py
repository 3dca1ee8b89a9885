"""The browser, and the local cloud with the real site for tests that go all the way."""

import os
from collections.abc import Iterator

import pytest

from infra import chromium
from infra.local_cloud import LocalCloud, cloud
from infra.processes import free_port
from tests.browser.built_site import built_once
from tests.stack.told import nothing_told


@pytest.fixture(scope="session", autouse=True)
def chromium_named() -> None:
    """Whatever starts a browser here finds in CHROMIUM the one that `make test` found."""
    os.environ["CHROMIUM"] = str(chromium.find())


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """Nothing ticks by itself: the outbox's button does, or `local.ticks.tick(as_of)`."""
    place, port = tmp_path_factory.mktemp("browser"), free_port()
    address = f"http://localhost:{port}"
    site = built_once(tmp_path_factory, "site").move(place / "site", address).folder
    with cloud(place, port=port, site=site, ticking=False) as running, nothing_told(running):
        assert running.base_url == address
        yield running
