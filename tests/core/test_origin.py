"""Who came through the CDN, and from where: what the header says, and nothing else."""

from typing import Any

import pytest

from followup.origin import SECRET_HEADER, VIEWER_HEADER, is_through_site, viewer_of


def a_request(**headers: str) -> dict[str, Any]:
    """Underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"headers": named, "requestContext": {"http": {"sourceIp": "192.0.2.1"}}}


@pytest.mark.parametrize("shown", ["newest", "previous"])
def test_either_secret_opens_while_they_are_rotated(shown: str) -> None:
    request = a_request(**{SECRET_HEADER: shown})

    assert is_through_site(request, ["newest", "previous"])


@pytest.mark.parametrize("shown", ["", "newes", "newest ", "Newest", "newest,newest", "née"])
def test_nothing_but_the_secret_opens(shown: str) -> None:
    request = a_request(**{SECRET_HEADER: shown})

    assert not is_through_site(request, ["newest"])


def test_a_request_without_headers_did_not_come_through() -> None:
    assert not is_through_site({"headers": None}, ["newest"])
    assert not is_through_site(a_request(), ["newest"])


def test_where_there_is_no_cdn_everybody_comes_as_they_are() -> None:
    assert is_through_site(a_request(), [])
    assert viewer_of(a_request(**{VIEWER_HEADER: "198.51.100.7"}), has_cdn=False) == "192.0.2.1"


@pytest.mark.parametrize("address", ["198.51.100.7", "2001:db8::7"])
def test_behind_a_cdn_the_viewer_is_whom_it_names(address: str) -> None:
    assert viewer_of(a_request(**{VIEWER_HEADER: address}), has_cdn=True) == address


def test_behind_a_cdn_its_own_edge_is_nobody() -> None:
    assert viewer_of(a_request(), has_cdn=True) == ""
