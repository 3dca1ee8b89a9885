"""A local cloud, started once for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local_cloud import LocalCloud, cloud


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page: the real one is tested elsewhere."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text("home")
    return folder


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[LocalCloud]:
    with cloud(tmp_path_factory.mktemp("data"), site=site, ticking=False) as running:
        yield running
