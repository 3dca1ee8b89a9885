"""The HTTP API: how much it takes of each route, and what its log says."""

import json
from typing import Any

import pytest

from tests.infra import template
from tests.infra.template import Tree, of_type

# What could say whose request it was, or hold the token of a link.
TELLING = ["path", "query", "identity", "header", "domain", "requestId", "authorizer", "input"]


def stage() -> Tree:
    [found] = of_type("AWS::ApiGatewayV2::Stage").values()
    return found


def log_format() -> Any:
    return json.loads(stage()["AccessLogSettings"]["Format"])


def test_the_log_names_the_route_and_how_it_went() -> None:
    assert log_format() == {
        "at": "$context.requestTime",
        "route": "$context.routeKey",
        "status": "$context.status",
        "ms": "$context.responseLatency",
        "bytes": "$context.responseLength",
        "fault": "$context.integration.error",
    }


@pytest.mark.parametrize("word", TELLING)
def test_the_log_tells_of_no_person(word: str) -> None:
    assert word.lower() not in stage()["AccessLogSettings"]["Format"].lower()


def test_the_log_is_one_of_those_that_end() -> None:
    log = stage()["AccessLogSettings"]["DestinationArn"]["Fn::GetAtt"].partition(".")[0]

    assert of_type("AWS::Logs::LogGroup")[log]["RetentionInDays"] == 30


def test_every_route_has_a_limit_and_those_that_order_a_letter_a_lower_one() -> None:
    shared, own = stage()["DefaultRouteSettings"], stage()["RouteSettings"]

    assert {"POST /api/follow-ups", "POST /api/link", "POST /api/address"} <= own.keys()
    for limits in own.values():
        assert limits["ThrottlingRateLimit"] < shared["ThrottlingRateLimit"]
        assert limits["ThrottlingBurstLimit"] < shared["ThrottlingBurstLimit"]


def test_a_route_is_there_before_its_limit() -> None:
    routes = of_type("AWS::ApiGatewayV2::Route")
    before = template.read()["Resources"]["HttpApiStage"]["DependsOn"]

    assert {routes[name]["RouteKey"] for name in before} == set(stage()["RouteSettings"])


def test_no_page_of_another_site_is_let_in() -> None:
    [api] = of_type("AWS::ApiGatewayV2::Api").values()

    assert "CorsConfiguration" not in api
