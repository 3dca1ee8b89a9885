"""A page that MkDocs warns of ends the build, and is named."""

import shutil
from pathlib import Path

from infra import site_build
from infra.operate.layers import DOCS


def test_a_link_to_nowhere_ends_the_build_and_is_named(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs)
    page = docs / "about.md"
    page.write_text(page.read_text("utf-8") + "\n[There is no such page](nowhere.md)\n", "utf-8")

    told = site_build.build(tmp_path / "site", {"DOCS_DIR": str(docs)})

    assert "'nowhere.md'" in told
    assert "INFO" not in told
