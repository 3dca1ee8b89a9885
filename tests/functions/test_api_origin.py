"""The API behind a CDN: it answers what came through, and counts the viewer the CDN names."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import boto3
import pytest

from followup.aws import settings, wiring
from followup.origin import SECRET_HEADER, VIEWER_HEADER
from routes import answers
from tests.functions.calls import Answer, Api, a_form

PLAN = {"interviewed_on": f"{datetime.now(UTC):%Y-%m-%d}", "zone": "Europe/Berlin"}
LIMIT = 2


@pytest.fixture
def behind(api: Api, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """The API while the secret of its CDN is rotated; two letters an hour for each network."""
    secrets, now = boto3.client("secretsmanager"), datetime.now(UTC)
    monkeypatch.setattr(answers, "now", lambda: now)  # A share is that of one hour.
    kept = secrets.create_secret(
        Name="origin", SecretString=json.dumps({"keys": ["newest", "previous"]})
    )
    monkeypatch.setenv(settings.ORIGIN_SECRET_ARN, kept["ARN"])
    monkeypatch.setenv(settings.NETWORK_LIMIT, str(LIMIT))
    wiring.settings.cache_clear()
    yield api
    secrets.delete_secret(SecretId=kept["ARN"], ForceDeleteWithoutRecovery=True)
    wiring.parameters.cache_clear()
    wiring.settings.cache_clear()


def ask(api: Api, viewer: str, name: str) -> Answer:
    shown = {SECRET_HEADER: "newest", VIEWER_HEADER: viewer}
    return api("POST", "/api/link", {"address": f"{name}@example.com"}, more=shown)


@pytest.mark.parametrize("shown", ["newest", "previous"])
def test_what_came_through_the_site_is_answered(behind: Api, shown: str) -> None:
    answer = behind("GET", "/api/plan", query=PLAN, more={SECRET_HEADER: shown})

    assert answer.status == 200


@pytest.mark.parametrize("more", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "older"}])
def test_what_did_not_is_refused_before_anything_is_read(behind: Api, more: dict[str, str]) -> None:
    answer = behind("POST", "/api/follow-ups", a_form(), more=more)

    assert (answer.status, answer.body["code"]) == (403, "not_through_site")
    assert behind.stack.items() == []


def test_each_network_has_its_own_share(behind: Api) -> None:
    first = [ask(behind, "198.51.100.7", f"ada{n}").status for n in range(LIMIT + 1)]

    assert first == [202, 202, 429]
    assert ask(behind, "198.51.100.8", "bea").status == 202


def test_a_household_with_ipv6_is_one_network(behind: Api) -> None:
    asked = [ask(behind, f"2001:db8::{n}", f"ada{n}").status for n in range(LIMIT + 1)]

    assert asked == [202, 202, 429]
    assert ask(behind, "2001:db8:0:1::1", "bea").status == 202


def test_a_secret_that_cannot_be_read_is_an_outage(
    behind: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        settings.ORIGIN_SECRET_ARN, "arn:aws:secretsmanager:eu-central-1:1:secret:no"
    )
    wiring.settings.cache_clear()

    answer = behind("GET", "/api/plan", query=PLAN, more={SECRET_HEADER: "newest"})

    assert (answer.status, answer.body["code"]) == (503, "unavailable")


def test_the_plan_may_be_kept_for_a_minute_and_nothing_else(behind: Api) -> None:
    more = {SECRET_HEADER: "newest"}

    shown = behind("GET", "/api/plan", query=PLAN, more=more)
    refused = behind("GET", "/api/follow-ups", more=more)

    assert shown.headers["Cache-Control"] == "public, max-age=60"
    assert refused.headers["Cache-Control"] == "no-store"
