"""Written once: environment names, routes, keys and index of code and template agree."""

import re
from typing import Any

import pytest

import api
from followup import limits
from followup.aws import items, settings, wiring
from followup.events import POLICY
from tests.infra import template

RESOURCES = template.read()["Resources"]
FUNCTIONS = ("api", "dispatch", "send", "feedback")
OF_THE_LIBRARY = {
    "POWERTOOLS_SERVICE_NAME",
    "POWERTOOLS_METRICS_NAMESPACE",
    "POWERTOOLS_LOG_LEVEL",
}


def function(name: str) -> dict[str, Any]:
    [found] = [
        each["Properties"]
        for each in RESOURCES.values()
        if each["Type"] == "AWS::Serverless::Function"
        and each["Properties"]["Handler"] == f"{name}.handler"
    ]
    return dict(found)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_is_given_the_variables_it_reads_and_no_other(name: str) -> None:
    given = set(function(name)["Environment"]["Variables"]) - OF_THE_LIBRARY

    assert given == set(settings.BY_FUNCTION[name])


def test_every_route_of_the_code_is_declared_and_no_other() -> None:
    declared = {
        each["Properties"]["RouteKey"]
        for each in RESOURCES.values()
        if each["Type"] == "AWS::ApiGatewayV2::Route"
    }

    coded = {f"{route.method} {plain_path(route.rule.pattern)}" for route in routes()}

    assert {re.sub(r"\{\w+\}", "{}", key) for key in declared} == coded


def routes() -> list[Any]:
    api.include_all()
    return [*api.app._static_routes, *api.app._dynamic_routes]


def plain_path(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>.*?\]\+\)", "{}", pattern.strip("^$"))


def test_keys_and_index_are_those_of_the_template() -> None:
    table = RESOURCES["Table"]["Properties"]
    [index] = table["GlobalSecondaryIndexes"]

    assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk", "sk"]
    assert index["IndexName"] == items.INDEX
    assert [key["AttributeName"] for key in index["KeySchema"]] == ["due_slot", "due_at"]
    assert table["TimeToLiveSpecification"]["AttributeName"] == "expires_at"


def test_a_worker_has_long_ended_before_its_lease_does() -> None:
    assert limits.LEASE > 10 * limits.FUNCTION_TIMEOUT


def test_the_workers_share_the_rate_among_as_many_as_there_may_be() -> None:
    scaling = RESOURCES["SendMapping"]["Properties"]["ScalingConfig"]

    assert scaling["MaximumConcurrency"] == wiring.WORKERS


def test_every_event_ses_is_asked_for_has_a_place_in_the_policy() -> None:
    destination = RESOURCES["ConfigurationSetEvents"]["Properties"]["EventDestination"]

    assert {kind.split()[0].lower() for kind in POLICY} == set(destination["MatchingEventTypes"])


def test_the_switch_is_on_when_the_stack_is_new() -> None:
    assert RESOURCES["SendingSwitch"]["Properties"]["Value"] == wiring.ON
