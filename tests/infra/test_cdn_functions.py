"""The functions at the edge, run as they stand in infra/site.yaml."""

import json
import subprocess
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from followup.origin import VIEWER_HEADER
from tests.infra.template import SITE, of_type

FUNCTIONS = of_type("AWS::CloudFront::Function", SITE)
Fields = dict[str, Any]


def run(name: str, *requests: Fields, viewer: str = "198.51.100.7") -> list[Fields]:
    """What the function makes of each request. Playwright brings the Node.js it runs in."""
    node = compute_driver_executable()[0]
    events = json.dumps([{"request": each, "viewer": {"ip": viewer}} for each in requests])
    code = FUNCTIONS[name]["FunctionCode"]
    script = f"{code}\nconsole.log(JSON.stringify({events}.map(handler)));"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def a_request(uri: str, query: Fields | None = None, headers: Fields | None = None) -> Fields:
    return {"uri": uri, "method": "GET", "querystring": query or {}, "headers": headers or {}}


def test_a_folder_is_its_index_and_a_file_is_itself() -> None:
    asked = ["/", "/guide/", "/guide/checklist/", "/404.html", "/assets/logo.svg", "/robots.txt"]

    found = [each["uri"] for each in run("PageFunction", *map(a_request, asked))]

    assert found == [
        "/index.html",
        "/guide/index.html",
        "/guide/checklist/index.html",
        "/404.html",
        "/assets/logo.svg",
        "/robots.txt",
    ]


def test_a_folder_asked_for_without_its_slash_is_shown_the_way_with_its_link() -> None:
    token = {"t": {"value": "a.b-c%3D"}, "do": {"value": "stop"}, "flag": {"value": ""}}
    twice = {"a": {"value": "1", "multiValue": [{"value": "1"}, {"value": "2"}]}}

    plain, linked, doubled = run(
        "PageFunction",
        a_request("/guide"),
        a_request("/follow-ups", token),
        a_request("/guide", twice),
    )

    assert plain["statusCode"] == 301
    assert plain["headers"]["location"]["value"] == "/guide/"
    assert linked["headers"]["location"]["value"] == "/follow-ups/?t=a.b-c%3D&do=stop&flag"
    assert doubled["headers"]["location"]["value"] == "/guide/?a=1&a=2"


@pytest.mark.parametrize("uri", ["//evil/guide", "///evil/a", "/\\evil/a", "\\/evil/a"])
def test_nobody_is_sent_to_another_site(uri: str) -> None:
    [answer] = run("PageFunction", a_request(uri))

    location = answer["headers"]["location"]["value"]
    assert location.startswith("/evil/")


def test_the_api_is_told_the_viewers_address_whatever_the_viewer_says() -> None:
    said = {VIEWER_HEADER: {"value": "192.0.2.9"}, "authorization": {"value": "Bearer x"}}

    [passed] = run("ApiFunction", a_request("/api/link", headers=said), viewer="2001:db8::7")

    assert passed["headers"] == {
        VIEWER_HEADER: {"value": "2001:db8::7"},
        "authorization": {"value": "Bearer x"},
    }
