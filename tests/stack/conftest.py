"""The whole service on the local cloud, started once: real template, real roles, no browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local_cloud import LocalCloud, cloud
from tests.stack.told import nothing_told


@pytest.fixture(scope="session")
def stack_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page: these tests speak to the API."""
    folder = tmp_path_factory.mktemp("stack-site")
    (folder / "index.html").write_text("home")
    return folder


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory, stack_site: Path) -> Iterator[LocalCloud]:
    """Nothing ticks by itself: `local.ticks.tick(as_of)` does, and waits until all is done."""
    place = tmp_path_factory.mktemp("stack")
    with cloud(place, site=stack_site, ticking=False) as running, nothing_told(running):
        yield running
