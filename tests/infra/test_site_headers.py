"""The policy the CDN is given fits the pages it is given."""

import json
from pathlib import Path

import pytest

from infra import pages
from infra.site_files import HEADERS
from infra.site_headers import PolicyDiffers, policy_of
from tests.infra.test_pages import SCRIPT, SCRIPT_HASH, a_page


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """One page with one script, and the header fields made for it."""
    (tmp_path / "index.html").write_text(a_page(body=f"<script>{SCRIPT}</script>"))
    fields = pages.headers(pages.policy([SCRIPT_HASH]))
    (tmp_path / HEADERS).write_text(json.dumps(fields))
    return tmp_path


def test_it_is_the_one_of_the_build(site: Path) -> None:
    assert SCRIPT_HASH in policy_of(site)
    assert policy_of(site).endswith("frame-ancestors 'none'")


def test_a_page_of_another_build_is_named(site: Path) -> None:
    (site / "guide").mkdir()
    (site / "guide" / "index.html").write_text(a_page(body="<script>other();</script>"))

    with pytest.raises(PolicyDiffers, match=r"guide.index\.html"):
        policy_of(site)
