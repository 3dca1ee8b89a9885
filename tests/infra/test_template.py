"""What the template promises: each part may do its own work and nothing else."""

from typing import Any

import pytest

from followup import limits
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


def all_functions() -> dict[str, Tree]:
    return of_type("AWS::Serverless::Function")


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


def without_pilot(resource: Any) -> Any:
    """In a pilot the worker may write to any address verified in SES, from its sender alone."""
    if not isinstance(resource, list):
        return resource
    assert sum("identity/*" in str(each) for each in resource) <= 1
    return [each for each in resource if each.get("Fn::If", [""])[0] != "IsPilot"]


def test_every_function_has_a_role_of_its_own() -> None:
    roles = [the_function(name)["Role"]["Fn::GetAtt"] for name in FUNCTIONS]

    assert len(set(roles)) == len(of_type("AWS::Serverless::Function")) == 4


@pytest.mark.parametrize("role", sorted(of_type("AWS::IAM::Role")))
def test_a_role_names_every_action_and_resource(role: str) -> None:
    granted = statements(of_type("AWS::IAM::Role")[role])

    assert granted
    assert not [s for s in granted if "*" in "".join(s["Action"])]
    assert not [s for s in granted if "*" in str(without_pilot(s["Resource"]))]


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


def test_it_mails_in_the_name_of_the_sender_only() -> None:
    [mailing] = [s for s in statements(the_role("send")) if "ses:SendEmail" in s["Action"]]

    assert mailing["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "SenderAddress"}}}
    always = without_pilot(mailing["Resource"])
    assert [str(each).count("identity/") for each in always] == [1, 1, 0]


@pytest.mark.parametrize("log", sorted(of_type("AWS::Logs::LogGroup")))
def test_no_log_is_kept_longer_than_30_days(log: str) -> None:
    assert of_type("AWS::Logs::LogGroup")[log]["RetentionInDays"] == 30


def test_whoever_may_write_to_a_topic_is_named_and_to_a_queue_our_roles_alone() -> None:
    [policy] = of_type("AWS::SNS::TopicPolicy").values()

    granted = policy["PolicyDocument"]["Statement"]
    assert "*" not in str(granted)
    assert all("aws:Source" in str(each["Condition"]) for each in granted)
    assert of_type("AWS::SQS::QueuePolicy") == {}


def test_a_new_account_can_deploy_it() -> None:
    """It has ten concurrent runs in all, and refuses to set any of them aside."""
    reserved = "ReservedConcurrentExecutions"
    [choice] = [each[reserved] for each in all_functions().values() if reserved in each]

    assert choice["Fn::If"][::2] == ["HasApiConcurrency", {"Ref": "AWS::NoValue"}]
    assert template.read()["Parameters"]["ApiConcurrency"]["Default"] == 0


def test_every_function_is_built_the_same_way() -> None:
    shared = template.read()["Globals"]["Function"]

    assert shared["Runtime"] == "python3.13"
    assert template.read()["Parameters"]["Architecture"]["Default"] == "arm64"
    assert not [f for f in all_functions().values() if {"Runtime", "Architectures"} & f.keys()]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_writes_its_own_log(name: str) -> None:
    log = the_function(name)["LoggingConfig"]["LogGroup"]["Ref"]

    own = [s for s in statements(the_role(name)) if s["Resource"] == {"Fn::GetAtt": f"{log}.Arn"}]
    assert [s["Action"] for s in own] == [["logs:CreateLogStream", "logs:PutLogEvents"]]


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
    assert shape["DeletionProtectionEnabled"] == {"Ref": "DeletionProtection"}
    assert template.read()["Parameters"]["DeletionProtection"]["Default"] == "true"


def test_the_index_holds_keys_only() -> None:
    (index,) = of_type("AWS::DynamoDB::Table")["Table"]["GlobalSecondaryIndexes"]

    keys = {key["KeyType"]: key["AttributeName"] for key in index["KeySchema"]}
    assert (index["IndexName"], keys) == ("due", {"HASH": "due_slot", "RANGE": "due_at"})
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_the_key_of_the_ids_outlives_the_stack() -> None:
    secret = template.read()["Resources"]["IdentitySecret"]

    assert secret["DeletionPolicy"] == secret["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("secret", ["SigningSecret", "IdentitySecret", "OriginSecret"])
def test_a_secret_is_made_where_it_is_kept(secret: str) -> None:
    made = of_type("AWS::SecretsManager::Secret")[secret]["GenerateSecretString"]

    assert made["GenerateStringKey"] == "key"
    assert made["PasswordLength"] >= 64


@pytest.mark.parametrize("permission", sorted(of_type("AWS::Lambda::Permission")))
def test_only_our_own_rule_and_api_may_call_a_function(permission: str) -> None:
    assert "SourceArn" in of_type("AWS::Lambda::Permission")[permission]


def test_no_function_is_traced() -> None:
    """The tracer costs more than the rest of a cold start (design, measured costs)."""
    assert "Tracing" not in template.TEMPLATE.read_text()
