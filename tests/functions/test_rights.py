"""One recorded visit to everything: the functions call what their roles allow, and all of it.

The stack tests hold each call against its role; this is the other direction. A right that no
call needs, and a setting that nobody reads, are found here.
"""

import importlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from threading import current_thread, main_thread
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient

from followup.aws import settings, wiring
from followup.aws.settings import Settings
from followup.origin import SECRET_HEADER
from tests.core.ses_events import an_event
from tests.core.world import stop_token_in, token_in
from tests.functions.calls import Api, Context, Deliver, Stack, a_form
from tests.infra.template import of_type, statements

ADA, NEW = "ada@example.com", "new@example.com"
BEHIND_CDN = {SECRET_HEADER: "shown"}
ROLES = {name: f"{name.title()}Role" for name in settings.BY_FUNCTION}
Right = tuple[str, str]  # an action, and the logical id of what it is done to

# IAM of a call: service authorization reference of DynamoDB, SQS, SES v2. A raw letter needs
# ses:SendRawEmail, and ses:SendEmail for the call itself.
OF_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
RESOURCES = {"table": "Table", "forget": "ForgetTable", "sending": "SendingSwitch"}
OF_SECRETS = {
    settings.SIGNING_SECRET_ARN: "SigningSecret",
    settings.IDENTITY_SECRET_ARN: "IdentitySecret",
    settings.ORIGIN_SECRET_ARN: "OriginSecret",
}
# What Lambda does with the role of the function: its log, its queue, its dead letters.
BY_LAMBDA: dict[str, set[Right]] = {
    "send": {
        ("sqs:ReceiveMessage", "Queue"),
        ("sqs:DeleteMessage", "Queue"),
        ("sqs:GetQueueAttributes", "Queue"),
    },
    "feedback": {("sqs:SendMessage", "EventDeadLetters")},
}


class Recording:
    """Rights used and settings read, by function; what a test itself does is not recorded."""

    def __init__(self) -> None:
        self.rights: dict[str, set[Right]] = defaultdict(set)
        self.names: dict[str, set[str]] = defaultdict(set)
        self.running = ""

    def of(self, name: str, handler: Callable[..., Any]) -> Callable[..., Any]:
        def recorded(event: Any, context: Any) -> Any:
            if name not in self.rights:
                # What another function read in this process, it has to read itself.
                wiring.parameters.cache_clear()
            self.running = name
            try:
                return handler(event, context)
            finally:
                self.running = ""

        return recorded

    def note_call(self, service: str, operation: str, request: Any) -> None:
        # A local cloud of other tests may be kept by a thread of its own.
        if self.running and current_thread() is main_thread():
            self.rights[self.running].update(rights_of(service, operation, request))

    def note_name(self, name: str) -> None:
        if self.running:
            self.names[self.running].add(name)


def rights_of(service: str, operation: str, request: Any) -> Iterator[Right]:
    if operation == "TransactWriteItems":
        for each in request["TransactItems"]:
            [(kind, item)] = each.items()
            yield f"dynamodb:{OF_TRANSACTION[kind]}", RESOURCES[item["TableName"]]
    elif operation == "BatchGetItem":
        for table in request["RequestItems"]:
            yield "dynamodb:BatchGetItem", RESOURCES[table]
    elif service == "dynamodb":
        index = f"/index/{request['IndexName']}" if "IndexName" in request else ""
        yield f"dynamodb:{operation}", RESOURCES[request["TableName"]] + index
    elif service == "sqs":
        yield f"sqs:{operation.removesuffix('Batch')}", "Queue"
    elif service == "sesv2":
        yield from {("ses:SendEmail", "ses"), ("ses:SendRawEmail", "ses")}
    else:
        yield f"{service}:{operation}", named(request)


def named(request: Any) -> str:
    """The parameter or the secret a call asks for."""
    if "Name" in request:
        return RESOURCES[request["Name"]]
    arns = {wiring.settings().variables[name]: id_ for name, id_ in OF_SECRETS.items()}
    return arns[request["SecretId"]]


def granted(name: str) -> set[Right]:
    role = of_type("AWS::IAM::Role")[ROLES[name]]
    all_ = {(action, target(s["Resource"])) for s in statements(role) for action in s["Action"]}
    secrets = {(a, id_) for a, ids in all_ for id_ in ids.split()}
    return {(action, id_) for action, id_ in secrets if not action.startswith("logs:")}


def target(resource: Any) -> str:
    """Logical ids of the resources of a statement, with a space between."""
    if isinstance(resource, list):
        return " ".join(dict.fromkeys(map(target, resource)))
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"].partition(".")[0])
    text = str(resource.get("Fn::Sub") or resource["Fn::If"])
    if ":ses:" in text:
        return "ses"
    return "SendingSwitch" if "SendingSwitch" in text else text.replace("${Table.Arn}", "Table")


@pytest.fixture(scope="module")
def recording(parts: Stack) -> Iterator[Recording]:  # noqa: ARG001
    made = Recording()
    call, read = BaseClient._make_api_call, Settings.text

    def recorded_call(client: Any, operation: str, request: Any) -> Any:
        made.note_call(client.meta.service_model.service_name, operation, request)
        return call(client, operation, request)

    def recorded_read(of: Settings, name: str) -> str:
        made.note_name(name)
        return read(of, name)

    secret = boto3.client("secretsmanager").create_secret(
        Name="origin", SecretString=json.dumps({"key": "shown"})
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", recorded_call)
        patch.setattr(Settings, "text", recorded_read)
        patch.setenv(settings.ORIGIN_SECRET_ARN, secret["ARN"])
        wiring.settings.cache_clear()
        for name in settings.BY_FUNCTION:
            module = importlib.import_module(name)
            patch.setattr(module, "handler", made.of(name, module.handler))
        yield made


@pytest.fixture
def visited(recording: Recording, api: Api, deliver: Deliver) -> Recording:
    """From the first question to the erasure, with everything SES may report."""
    if recording.rights:
        return recording
    visit(api, deliver)
    return recording


def visit(api: Api, deliver: Deliver) -> None:
    def do(method: str, path: str, body: Any = None, bearer: str = "", **query: str) -> Any:
        answer = api(method, path, body, bearer=bearer, query=query, more=BEHIND_CDN)
        assert answer.status < 400, (method, path, answer.body)
        return answer.body

    form = a_form()
    do("GET", "/api/plan", interviewed_on=form["interviewed_on"], zone="Europe/Berlin")
    do("POST", "/api/follow-ups", form)
    [letter] = deliver()
    do("POST", "/api/block", {"token": token_in(letter, "/block/")})
    do("POST", "/api/unblock", {"token": token_in(letter, "/block/")})
    do("POST", "/api/confirm/preview", {"token": token_in(letter, "/confirm/")})
    bearer = do("POST", "/api/confirm", {"token": token_in(letter, "/confirm/")})["token"]
    do("POST", f"/api/follow-ups/{form['id']}/thanked", {"person": "all"}, bearer)
    [reminder] = deliver()
    stop = stop_token_in(reminder)
    do("GET", f"/api/stop/{stop}")
    do("POST", f"/api/stop/{stop}")
    do("POST", f"/api/start/{stop}")
    other = a_form(address=..., employer="Initech")
    do("POST", "/api/follow-ups", other, bearer)
    do("DELETE", f"/api/follow-ups/{other['id']}", bearer=bearer)
    do("POST", "/api/link", {"address": ADA})
    deliver()
    bearer = do("POST", "/api/link/rotate", {}, bearer)["token"]
    do("GET", do("POST", "/api/calendar", bearer=bearer)["path"])
    do("GET", "/api/export", bearer=bearer)
    do("POST", "/api/address", {"address": NEW}, bearer)
    [asked] = deliver()
    moved = do("POST", "/api/address/confirm", {"token": token_in(asked, "/follow-ups/")})
    do("POST", f"/api/stop/{stop}")
    report(api.stack)
    do("DELETE", "/api/subscriber", bearer=moved["token"])


def report(stack: Stack) -> None:
    """SES says that a reminder left, and that somebody called another one spam."""
    feedback = importlib.import_module("feedback")
    [item] = stack.items_of("R#")
    row = f"{item['pk']}_{item['sk']}".removeprefix("S#").replace("#", "_")
    assert feedback.handler(an_event(row=row), Context()) == {"result": "known"}
    complaint = an_event("Complaint", row=row)
    assert feedback.handler(complaint, Context()) == {"result": "suppressed"}


@pytest.mark.parametrize("name", sorted(settings.BY_FUNCTION))
def test_a_function_has_the_rights_it_uses_and_no_other(visited: Recording, name: str) -> None:
    assert visited.rights[name] | BY_LAMBDA.get(name, set()) == granted(name)


@pytest.mark.parametrize("name", sorted(settings.BY_FUNCTION))
def test_a_function_reads_every_setting_it_is_given(visited: Recording, name: str) -> None:
    assert visited.names[name] == set(settings.BY_FUNCTION[name])
