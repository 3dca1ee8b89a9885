"""What the template promises: each part may do its own work and nothing else."""

import re

import pytest

from followup import limits
from followup.aws import settings
from followup.aws.forget import KEY_NAMES
from tests.infra import template
from tests.infra.template import Tree, of_type, statements

FUNCTIONS = {
    "api": "ApiFunction",
    "dispatch": "DispatchFunction",
    "send": "SendFunction",
    "feedback": "FeedbackFunction",
}


def the_function(name: str) -> Tree:
    return of_type("AWS::Serverless::Function")[FUNCTIONS[name]]


def the_role(name: str) -> Tree:
    logical_id, attribute = the_function(name)["Role"]["Fn::GetAtt"].split(".")
    assert attribute == "Arn"
    return of_type("AWS::IAM::Role")[logical_id]


def rights(name: str, table: str) -> set[str]:
    """What a function may do to the items of a table."""
    own = [s for s in statements(the_role(name)) if s["Resource"] == {"Fn::GetAtt": f"{table}.Arn"}]
    return {action.removeprefix("dynamodb:") for each in own for action in each["Action"]}


def actions(name: str) -> set[str]:
    return {action for each in statements(the_role(name)) for action in each["Action"]}


def test_every_function_has_a_role_of_its_own() -> None:
    roles = [the_function(name)["Role"]["Fn::GetAtt"] for name in FUNCTIONS]

    assert len(set(roles)) == len(of_type("AWS::Serverless::Function")) == 4


@pytest.mark.parametrize("role", sorted(of_type("AWS::IAM::Role")))
def test_a_role_names_every_action_and_resource(role: str) -> None:
    granted = statements(of_type("AWS::IAM::Role")[role])

    assert granted
    assert not [s for s in granted if "*" in "".join(s["Action"])]
    assert not [s for s in granted if "*" in str(s["Resource"])]


READS = {"GetItem", "BatchGetItem", "Query"}
WRITES = {"PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"}


@pytest.mark.parametrize(
    ("name", "on_items", "on_the_forgotten"),
    [
        ("api", READS | WRITES, {"GetItem", "Query", "PutItem", "DeleteItem"}),
        ("dispatch", set(), set()),
        ("send", {"BatchGetItem", "UpdateItem"}, set()),
        ("feedback", {"BatchGetItem", "UpdateItem"}, {"PutItem"}),
    ],
)
def test_a_function_may_do_to_the_tables_what_it_needs(
    name: str, on_items: set[str], on_the_forgotten: set[str]
) -> None:
    assert rights(name, "Table") == on_items
    assert rights(name, "ForgetTable") == on_the_forgotten


def test_what_must_stay_forgotten_is_known_by_whom_and_what() -> None:
    keys = of_type("AWS::DynamoDB::Table")["ForgetTable"]["KeySchema"]

    assert tuple(key["AttributeName"] for key in keys) == KEY_NAMES


def test_the_tick_reads_the_index_and_no_table() -> None:
    resources = [
        s["Resource"] for s in statements(the_role("dispatch")) if "dynamodb:Query" in s["Action"]
    ]

    assert resources == [{"Fn::Sub": "${Table.Arn}/index/due"}]


def test_nobody_but_the_worker_may_mail() -> None:
    assert [name for name in FUNCTIONS if "ses:SendRawEmail" in actions(name)] == ["send"]


def test_nobody_but_the_api_turns_addresses_into_ids() -> None:
    readers = [name for name in FUNCTIONS if "IdentitySecret" in str(statements(the_role(name)))]

    assert readers == ["api"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_writes_its_own_log_for_30_days(name: str) -> None:
    log = the_function(name)["LoggingConfig"]["LogGroup"]["Ref"]

    own = [s for s in statements(the_role(name)) if s["Resource"] == {"Fn::GetAtt": f"{log}.Arn"}]
    assert [s["Action"] for s in own] == [["logs:CreateLogStream", "logs:PutLogEvents"]]
    assert of_type("AWS::Logs::LogGroup")[log]["RetentionInDays"] == 30


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_given_every_setting_it_reads(name: str) -> None:
    given = the_function(name)["Environment"]["Variables"]

    assert set(settings.BY_FUNCTION[name]) <= set(given)


def test_every_setting_names_something_of_the_template() -> None:
    tree = template.read()
    known = tree["Resources"].keys() | tree["Parameters"].keys()
    values = [
        v for name in FUNCTIONS for v in the_function(name)["Environment"]["Variables"].values()
    ]

    named = {value.get("Ref") or value["Fn::GetAtt"].split(".")[0] for value in values}
    assert named <= known


def test_the_worker_has_the_time_the_protocol_reckons_with() -> None:
    worker = the_function("send")

    assert worker["Timeout"] == limits.FUNCTION_TIMEOUT.total_seconds()


def test_a_message_stays_hidden_six_times_as_long_as_a_worker_runs() -> None:
    queue = of_type("AWS::SQS::Queue")["Queue"]

    assert queue["VisibilityTimeout"] >= 6 * limits.FUNCTION_TIMEOUT.total_seconds()
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": "QueueDeadLetters.Arn"}


def test_one_bad_message_does_not_send_its_batch_back() -> None:
    (mapping,) = of_type("AWS::Lambda::EventSourceMapping").values()

    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BatchSize"] == 10
    assert mapping["ScalingConfig"] == {"MaximumConcurrency": 2}


def test_a_batch_is_done_in_time_at_the_slowest_rate() -> None:
    (mapping,) = of_type("AWS::Lambda::EventSourceMapping").values()
    slowest = template.read()["Parameters"]["SendRate"]["MinValue"]

    longest_s = mapping["BatchSize"] * mapping["ScalingConfig"]["MaximumConcurrency"] / slowest
    assert longest_s <= 40


def test_the_tick_comes_every_minute_with_the_default_event() -> None:
    (schedule,) = of_type("AWS::Scheduler::Schedule").values()

    assert schedule["ScheduleExpression"] == "rate(1 minute)"
    assert "Input" not in schedule["Target"]
    assert {"RetryPolicy", "DeadLetterConfig"} <= schedule["Target"].keys()


@pytest.mark.parametrize("table", ["Table", "ForgetTable"])
def test_a_table_survives_mistakes(table: str) -> None:
    resource = template.read()["Resources"][table]

    shape = resource["Properties"]
    assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
    assert shape["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert shape["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert shape["BillingMode"] == "PAY_PER_REQUEST"


def test_the_index_holds_keys_only() -> None:
    (index,) = of_type("AWS::DynamoDB::Table")["Table"]["GlobalSecondaryIndexes"]

    keys = {key["KeyType"]: key["AttributeName"] for key in index["KeySchema"]}
    assert (index["IndexName"], keys) == ("due", {"HASH": "due_slot", "RANGE": "due_at"})
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_the_key_of_the_ids_outlives_the_stack() -> None:
    secret = template.read()["Resources"]["IdentitySecret"]

    assert secret["DeletionPolicy"] == secret["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("secret", ["SigningSecret", "IdentitySecret"])
def test_a_secret_is_made_where_it_is_kept(secret: str) -> None:
    made = of_type("AWS::SecretsManager::Secret")[secret]["GenerateSecretString"]

    assert made["GenerateStringKey"] == "key"
    assert made["PasswordLength"] >= 64


def test_nobody_is_told_who_opened_or_clicked() -> None:
    (events,) = of_type("AWS::SES::ConfigurationSetEventDestination").values()

    wanted = {"send", "reject", "bounce", "complaint"}
    assert set(events["EventDestination"]["MatchingEventTypes"]) == wanted
    assert "TrackingOptions" not in of_type("AWS::SES::ConfigurationSet")["ConfigurationSet"]


def test_feedback_hears_of_our_letters_only() -> None:
    (rule,) = of_type("AWS::Events::Rule").values()

    assert rule["EventPattern"] == {
        "source": ["aws.ses"],
        "detail": {"mail": {"tags": {"ses:configuration-set": [{"Ref": "ConfigurationSet"}]}}},
    }
    assert rule["Targets"][0]["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": "EventDeadLetters.Arn"}}


@pytest.mark.parametrize("permission", sorted(of_type("AWS::Lambda::Permission")))
def test_only_our_own_rule_and_api_may_call_a_function(permission: str) -> None:
    assert "SourceArn" in of_type("AWS::Lambda::Permission")[permission]


@pytest.mark.parametrize("name", sorted(template.read()["Parameters"]))
def test_a_parameter_says_what_it_is_and_what_it_takes(name: str) -> None:
    parameter = template.read()["Parameters"][name]

    assert parameter["Description"].endswith(".")
    assert parameter.keys() & {"AllowedPattern", "AllowedValues", "MinValue"}


@pytest.mark.parametrize(
    ("parameter", "good", "bad"),
    [
        ("SiteUrl", "https://follow-up.example.com", "https://follow-up.example.com/"),
        ("SiteUrl", "http://localhost:8000", "http://follow-up.example.com"),
        ("SenderAddress", "follow-up@mail.example.com", "Ada <ada@example.com>"),
        ("ReplyTo", "ada.l+jobs@example.com", "ada@example"),
        ("SenderName", "Büro für Karriere & Co", 'Ada" <a@b.c>'),
        ("SenderName", "Career Centre", "a\nBcc: b"),
        ("CodeKey", "functions-0a1b.zip", "../functions.zip"),
        ("CodeBucket", "my-code.example", "My_Code"),
    ],
)
def test_a_parameter_is_checked_before_anything_is_made(
    parameter: str, good: str, bad: str
) -> None:
    pattern = template.read()["Parameters"][parameter]["AllowedPattern"]

    assert re.fullmatch(pattern, good)
    assert not re.fullmatch(pattern, bad)


def test_no_function_is_traced() -> None:
    """The tracer costs more than the rest of a cold start (design, measured costs)."""
    assert "Tracing" not in template.TEMPLATE.read_text()
