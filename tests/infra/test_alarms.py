"""Whatever goes wrong is told to somebody, by a metric that is really counted."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from followup.sending import Result
from tests.infra import template
from tests.infra.template import Tree, of_type

ROOT = Path(__file__).parents[2]
HANDLERS = sorted((ROOT / "functions").glob("*.py"))
OWN = "InterviewFollowUp"
ALARMS = of_type("AWS::CloudWatch::Alarm")
ON_STACK = {"Name": "service", "Value": {"Ref": "AWS::StackName"}}


def counted() -> set[str]:
    """Every metric of our own that the handlers count."""
    sources = "".join(file.read_text() for file in HANDLERS)
    named = set(re.findall(r'(?:add_metric|_count_as)\(\s*"(\w+)"', sources))
    events = {f"Event{each.title()}" for each in re.findall(r'"(\w+)" if is_new', sources)}
    statuses = {f"Status{first}xx" for first in (2, 3, 4, 5)}
    return named | events | statuses | {as_metric(result) for result in Result}


def as_metric(result: Result) -> str:
    return result.name.title().replace("_", "")


def listening_to(metric: str) -> Tree:
    [found] = [alarm for alarm in ALARMS.values() if alarm["MetricName"] == metric]
    return found


def watched(dimension: str) -> dict[str, set[str]]:
    """Logical ids by metric, of what alarms watch by this dimension."""
    found: dict[str, set[str]] = {}
    for alarm in ALARMS.values():
        for each in alarm.get("Dimensions", []):
            if each["Name"] == dimension:
                value = each["Value"]
                named = value.get("Ref") or value["Fn::GetAtt"].partition(".")[0]
                found.setdefault(alarm["MetricName"], set()).add(named)
    return found


def dashboard() -> Any:
    [board] = of_type("AWS::CloudWatch::Dashboard").values()
    return json.loads(board["DashboardBody"]["Fn::Sub"])


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_an_alarm_tells_the_one_topic_when_it_begins_and_ends(name: str) -> None:
    alarm = ALARMS[name]

    assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "AlarmTopic"}]
    assert alarm["AlarmName"]["Fn::Sub"].startswith("${AWS::StackName}-")
    assert alarm["AlarmDescription"].endswith(".")


def test_no_two_alarms_share_a_name() -> None:
    names = [alarm["AlarmName"]["Fn::Sub"] for alarm in ALARMS.values()]

    assert len(set(names)) == len(names)


def test_the_topic_is_read_by_somebody() -> None:
    [subscription] = of_type("AWS::SNS::Subscription").values()

    assert subscription["Endpoint"] == {"Ref": "AlarmAddress"}
    assert "Default" not in template.read()["Parameters"]["AlarmAddress"]


def test_only_alarms_and_budgets_of_this_account_speak_on_the_topic() -> None:
    [policy] = of_type("AWS::SNS::TopicPolicy").values()
    [statement] = policy["PolicyDocument"]["Statement"]

    services = statement["Principal"]["Service"]
    assert services == ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]
    assert statement["Condition"]["StringEquals"] == {
        "aws:SourceAccount": {"Ref": "AWS::AccountId"}
    }


def test_every_queue_has_an_alarm() -> None:
    seen = watched("QueueName")

    assert set.union(*seen.values()) == set(of_type("AWS::SQS::Queue"))
    assert seen["ApproximateNumberOfMessagesVisible"] == {"QueueDeadLetters", "EventDeadLetters"}


@pytest.mark.parametrize("metric", ["Errors", "Throttles"])
def test_every_function_has_an_alarm(metric: str) -> None:
    assert watched("FunctionName")[metric] == set(of_type("AWS::Serverless::Function"))


def test_a_rule_that_reaches_no_function_has_an_alarm() -> None:
    assert watched("RuleName")["FailedInvocations"] == set(of_type("AWS::Events::Rule"))


@pytest.mark.parametrize("metric", ["ReadThrottleEvents", "WriteThrottleEvents"])
def test_every_table_has_an_alarm(metric: str) -> None:
    assert watched("TableName")[metric] == set(of_type("AWS::DynamoDB::Table"))


def test_a_tick_that_does_not_come_is_told() -> None:
    alarm = listening_to("Ticks")

    assert alarm["TreatMissingData"] == "breaching"
    assert alarm["ComparisonOperator"] == "LessThanThreshold"
    assert alarm["Period"] * alarm["EvaluationPeriods"] <= 300


@pytest.mark.parametrize(
    ("metric", "limit"),
    [
        ("OldestDue", 3600),
        ("GaveUp", 1),
        ("AccountClosed", 1),
        ("Reputation.BounceRate", 0.02),
        ("Reputation.ComplaintRate", 0.0005),
    ],
)
def test_what_is_worth_an_alarm_has_its_limit(metric: str, limit: float) -> None:
    assert listening_to(metric)["Threshold"] == limit


def test_an_alarm_of_our_own_hears_this_stack_and_something_that_is_counted() -> None:
    own = [alarm for alarm in ALARMS.values() if alarm["Namespace"] == OWN]

    assert own
    assert {alarm["MetricName"] for alarm in own} <= counted()
    assert all(alarm["Dimensions"] == [ON_STACK] for alarm in own)
    variables = template.read()["Globals"]["Function"]["Environment"]["Variables"]
    assert variables["POWERTOOLS_SERVICE_NAME"] == ON_STACK["Value"]
    assert variables["POWERTOOLS_METRICS_NAMESPACE"] == OWN


def test_what_the_page_on_reliability_calls_worth_an_alarm_has_one() -> None:
    page = (ROOT / "docs" / "run-your-own" / "reliability.md").read_text()

    promised = set(re.findall(r"^\| \*\*`(\w+)`\*\*", page, re.MULTILINE))
    assert promised
    assert promised <= {alarm["MetricName"] for alarm in ALARMS.values()}


def test_costs_are_told_unless_nobody_wants_to_know() -> None:
    budget = template.read()["Resources"]["Budget"]

    told = budget["Properties"]["NotificationsWithSubscribers"]
    subscribers = [each for kind in told for each in kind["Subscribers"]]
    assert budget["Condition"] == "HasBudget"
    assert {each["Address"]["Ref"] for each in subscribers} == {"AlarmTopic"}


def test_the_dashboard_shows_alarms_and_logs_that_are_there() -> None:
    text = json.dumps(dashboard())
    named = set(re.findall(r"\$\{(\w+)(?:\.Arn)?\}", text))

    assert named <= set(template.read()["Resources"])
    assert {"HeartbeatAlarm", "OldestDueAlarm", "ApiLog", "SendLog"} <= named


def test_the_dashboard_draws_what_is_counted() -> None:
    drawn = [
        metric
        for widget in dashboard()["widgets"]
        for metric in widget["properties"].get("metrics", [])
    ]

    own = {metric[1] for metric in drawn if metric[0] == OWN}
    assert own
    assert own <= counted()


def test_whom_it_helped_is_counted_by_what_the_functions_log() -> None:
    logged = (ROOT / "functions" / "api.py").read_text()
    mailed = (ROOT / "functions" / "send.py").read_text()
    queries = [w["properties"]["query"] for w in dashboard()["widgets"] if w["type"] == "log"]

    assert [re.findall(r"message = '(\w+)'", query) for query in queries] == [["request"], ["row"]]
    assert '"request", extra={"route"' in logged
    assert '"row", extra={"result"' in mailed
