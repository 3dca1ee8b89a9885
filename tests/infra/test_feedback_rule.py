"""What reaches the feedback function of an event of SES: ids and kinds, and never an address."""

import json
from typing import Any

import pytest

from followup.events import read_event
from infra.send_events import transform
from tests.core.ses_events import a_bounce, a_complaint, an_event
from tests.functions.canary import leaks_in
from tests.infra.template import Tree, of_type

ADDRESS = "ada@example.com"
# As in SES developer guide, "Contents of event data": each kind names the recipient in its own way.
RECIPIENT = {"emailAddress": ADDRESS, "diagnosticCode": f"smtp; 550 <{ADDRESS}> unknown"}
MAIL = {
    "destination": [ADDRESS],
    "headers": [{"name": "To", "value": ADDRESS}, {"name": "Subject", "value": "Mr Babbage"}],
    "commonHeaders": {"to": [ADDRESS], "subject": "Mr Babbage"},
}


def target() -> Tree:
    (rule,) = of_type("AWS::Events::Rule").values()
    return dict(rule["Targets"][0])


def passed_on(event: dict[str, Any]) -> str:
    return transform(target()["InputTransformer"], event)


def as_ses_sends(event: dict[str, Any]) -> dict[str, Any]:
    detail = event["detail"]
    detail["mail"] |= MAIL
    for kind, name in (("bounce", "bouncedRecipients"), ("complaint", "complainedRecipients")):
        if kind in detail:
            detail[kind] |= {name: [RECIPIENT], "feedbackId": "0100018"}
    return event


TO = "cd" * 20
EVENTS = [
    an_event("Send", to=TO),
    an_event("Reject", to=TO, reject={"reason": "Bad content"}),
    *map(a_bounce, ("Permanent", "Transient", "Undetermined")),
    *map(a_complaint, (None, "abuse", "virus", "auth-failure", "not-spam")),
]


def name_of(event: dict[str, Any]) -> str:
    return " ".join(map(str, event["detail"].values()))[:60]


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_no_address_and_no_subject_is_passed_on(event: dict[str, Any]) -> None:
    whole = as_ses_sends(event)

    assert leaks_in(json.dumps(whole))
    assert leaks_in(passed_on(whole)) == []


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_the_function_understands_what_is_left_as_it_does_the_whole(event: dict[str, Any]) -> None:
    event["detail"]["mail"]["tags"] |= {"to": [TO]}

    assert read_event(event)
    assert read_event(json.loads(passed_on(event))) == read_event(event)


def test_a_bounce_without_its_type_still_means_nothing() -> None:
    assert read_event(json.loads(passed_on(an_event("Bounce", to=TO)))) is None


def test_no_queue_keeps_the_event_as_ses_wrote_it() -> None:
    """A rule's own dead letters are the event before it was transformed."""
    function = of_type("AWS::Serverless::Function")["FeedbackFunction"]

    assert "DeadLetterConfig" not in target()
    assert function["DeadLetterQueue"]["TargetArn"] == {"Fn::GetAtt": "EventDeadLetters.Arn"}
