"""Every built page is valid HTML."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.built_site import ROOT, Built

pytest_plugins = ["tests.browser.site_fixtures"]

VALIDATE = [
    str(ROOT / "node_modules" / ".bin" / "html-validate"),
    "--config", str(ROOT / ".htmlvalidate.mjs"),
]  # fmt: skip
PATIENCE_S = 60


@dataclass(frozen=True)
class Finding:
    rule: str
    selector: str


# The theme's script asks for these two boxes on each page, and "off" keeps Firefox from
# ticking them again after a reload. HTML knows no such attribute on a checkbox.
OF_THE_THEME = {
    Finding("valid-autocomplete", "#__drawer"),
    Finding("valid-autocomplete", "#__search"),
}


def findings(report: Path, *pages: Path) -> set[Finding]:
    """What is wrong with the pages. Through a pipe a long report would be cut off."""
    command = [*VALIDATE, "--formatter", f"json={report}", *map(str, pages)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=PATIENCE_S)
    files = json.loads(report.read_text())
    assert len(files) == len(pages)
    return {
        Finding(message["ruleId"], message["selector"] or f"line {message['line']}")
        for file in files
        for message in file["messages"]
    }


def test_every_page_is_valid_html(built: Built, tmp_path: Path) -> None:
    pages = sorted(built.folder.rglob("*.html"))

    found = findings(tmp_path / "report.json", *pages)

    assert found - OF_THE_THEME == set()


@pytest.mark.parametrize(
    ("html", "rule"),
    [("<p><div>x</div></p>", "close-order"), ('<img src="a.png">', "wcag/h37")],
)
def test_the_check_sees_what_is_wrong(tmp_path: Path, html: str, rule: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(html)

    found = findings(tmp_path / "report.json", page)

    assert rule in {finding.rule for finding in found}
