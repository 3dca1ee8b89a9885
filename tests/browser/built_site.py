"""The site as `make site` builds it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# Where a site says it is, until it is moved to the address of a test.
ANY_ADDRESS = "http://localhost:8000"


@dataclass(frozen=True)
class Built:
    folder: Path
    output: str

    @property
    def paths(self) -> list[str]:
        """Every page as a path, the home page as the empty one."""
        found = [path.parent.relative_to(self.folder) for path in self.folder.rglob("index.html")]
        return sorted("" if path == Path() else f"{path}/" for path in found)

    def move(self, folder: Path, address: str) -> "Built":
        """A copy that says it is at the address: instant navigation compares the site map's."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        for path in (*folder.rglob("*.html"), folder / "sitemap.xml", folder / "robots.txt"):
            path.write_text(path.read_text().replace(ANY_ADDRESS, address))
        return Built(folder, self.output)


def build(folder: Path, **environment: str) -> Built:
    """Builds the site as `make site` does; the output holds MkDocs' warnings."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)]
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return Built(folder, done.stderr)


def built_once(factory: pytest.TempPathFactory, name: str, **environment: str) -> Built:
    """The same build for every process of a test run: the first one makes it, the others wait."""
    base = factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, output = root / name, root / f"{name}.txt"
    with (root / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not output.exists():
            output.write_text(build(folder, SITE_URL=f"{ANY_ADDRESS}/", **environment).output)
    return Built(folder, output.read_text())
