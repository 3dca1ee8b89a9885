"""What a deploy looks at before it tells AWS anything."""

import json
from pathlib import Path

import pytest

from infra import pages
from infra.operate.account import Account
from infra.operate.deploy import Deploy
from infra.operate.refusal import Failed
from infra.operate.settings import Settings
from infra.site_files import HEADERS
from tests.infra.test_pages import SCRIPT, SCRIPT_HASH, a_page


@pytest.fixture
def deploy(tmp_path: Path) -> Deploy:
    """With a built site of one page, and the policy made for it."""
    settings = Settings("prod", tmp_path / "own", {})
    made = Deploy(settings, Account("eu-central-1"), tmp_path / "out", asks=False)
    site = made.out / "site"
    site.mkdir()
    (site / "index.html").write_text(a_page(body=f"<script>{SCRIPT}</script>"))
    (site / HEADERS).write_text(json.dumps(pages.headers(pages.policy([SCRIPT_HASH]))))
    return made


def test_the_cdn_is_given_the_policy_of_the_build(deploy: Deploy) -> None:
    assert SCRIPT_HASH in deploy.policy()


def test_a_policy_that_would_break_a_page_is_not_deployed(deploy: Deploy) -> None:
    (deploy.out / "site" / "404.html").write_text(a_page(body="<script>other();</script>"))

    with pytest.raises(Failed, match=r"404\.html holds a script"):
        deploy.policy()
