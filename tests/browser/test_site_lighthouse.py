"""Lighthouse gives full marks for accessibility, best practices and SEO. Speed is no gate."""

import json
import os
import subprocess

from tests.browser.built_site import ROOT

pytest_plugins = ["tests.browser.site_fixtures"]

SCRIPT = ROOT / "tests" / "browser" / "lighthouse.mjs"
PATIENCE_S = 110
# Search engines are asked to leave the follow-ups alone, and Lighthouse counts that as a fault.
PATHS = ["", "guide/wait-then-call/", "write/", "follow-ups/?skip=is-crawlable"]


def test_lighthouse_finds_nothing_to_mend(site: str) -> None:
    addresses = [f"{site}/{path}" for path in PATHS]
    done = subprocess.run(
        ["node", str(SCRIPT), os.environ["CHROMIUM"], *addresses],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    pages = json.loads(done.stdout)
    assert list(pages) == addresses
    for judged in pages.values():
        assert set(judged) == {"accessibility", "best-practices", "seo"}
        assert {name: each for name, each in judged.items() if each["score"] < 1} == {}
