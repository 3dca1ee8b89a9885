"""The stack: `template.yaml` and the zip of the functions, deployed on the local cloud.

What the template asks for and MiniStack takes without doing it: limits of routes, access logs,
metrics out of logs (so no alarm ever rings), mail to the topic of alarms, TLS and suppression of
the configuration set, deletion protection, the history of a table (restored to any moment, it is
as it is now). It has no parts for a budget and for the DNS records
of an identity; parameters leave those out.
"""

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from infra import bundle
from infra.cloud import MiniStack

TEMPLATE = Path(__file__).with_name("template.yaml")
NAME = "interview-follow-up"
BUCKET = "interview-follow-up-code"
PATIENCE_S = 60
# The rate is high because nobody is protected from us here, and the pace of a new SES account
# would only make people wait.
LOCAL = {
    "SenderAddress": "follow-up@example.com",
    "SenderName": "Interview Follow-Up",
    "ReplyTo": "reply@example.com",
    "SendRate": "50",
    "AlarmAddress": "alarms@example.com",
    # What MiniStack has no part for: DNS records of an identity, a budget.
    "SenderIdentity": "existing",
    "MonthlyBudget": "0",
    # It lives as long as a test, or is thrown away with its folder.
    "DeletionProtection": "false",
}


class NotDeployed(Exception):
    """The template was refused; the message names the resource and the reason."""


def deploy(cloud: MiniStack, code: Path, parameters: Mapping[str, str]) -> dict[str, str]:
    """Creates the stack and returns its outputs by name."""
    key = f"functions-{bundle.digest(code)}.zip"
    s3 = cloud.client("s3")
    place = {"LocationConstraint": s3.meta.region_name}
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)
    s3.put_object(Bucket=BUCKET, Key=key, Body=code.read_bytes())
    # By address: it is longer than what CloudFormation takes in a request.
    s3.put_object(Bucket=BUCKET, Key=TEMPLATE.name, Body=TEMPLATE.read_bytes())
    cloudformation = cloud.client("cloudformation")
    given = LOCAL | {"CodeBucket": BUCKET, "CodeKey": key} | dict(parameters)
    cloudformation.create_stack(
        StackName=NAME,
        TemplateURL=f"{s3.meta.endpoint_url}/{BUCKET}/{TEMPLATE.name}",
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in given.items()],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    outputs = _wait_for_outputs(cloudformation)
    _suit_ministack(cloud)
    return outputs


def stop_schedule(cloud: MiniStack, outputs: Mapping[str, str]) -> None:
    """From now on nothing ticks but what is asked to."""
    scheduler = cloud.client("scheduler")
    schedule = scheduler.get_schedule(Name=outputs["ScheduleName"])
    same = ("Name", "ScheduleExpression", "FlexibleTimeWindow", "Target")
    scheduler.update_schedule(**{name: schedule[name] for name in same}, State="DISABLED")


def _suit_ministack(cloud: MiniStack) -> None:
    """Gives each role the same right under the name MiniStack asks for, where AWS has no other.

    AWS holds SendMessageBatch against `sqs:SendMessage`, MiniStack against
    `sqs:SendMessageBatch`. AWS holds SendEmail against the sender's identity and address,
    MiniStack against any resource at all, and it tells no address.
    """
    iam = cloud.client("iam")
    for role in iam.list_roles()["Roles"]:
        name = role["RoleName"]
        for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
            given = iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
            added = [right for each in given["Statement"] for right in _also(each)]
            if added:
                document = json.dumps({"Version": given["Version"], "Statement": added})
                iam.put_role_policy(RoleName=name, PolicyName="local", PolicyDocument=document)


def _also(statement: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "sqs:SendMessage" in statement["Action"]:
        yield statement | {"Action": "sqs:SendMessageBatch"}
    if "ses:SendEmail" in statement["Action"]:
        yield {**statement, "Resource": "*", "Condition": {}}


def _wait_for_outputs(cloudformation: Any) -> dict[str, str]:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        stack = cloudformation.describe_stacks(StackName=NAME)["Stacks"][0]
        if stack["StackStatus"] == "CREATE_COMPLETE":
            return {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
        if not stack["StackStatus"].endswith("_IN_PROGRESS"):
            break
        time.sleep(0.05)
    raise NotDeployed(f"infra/template.yaml was not deployed.\n{_reasons(cloudformation)}")


def _reasons(cloudformation: Any) -> str:
    events = cloudformation.describe_stack_events(StackName=NAME)["StackEvents"]
    return "\n".join(
        f"{event['LogicalResourceId']}: {event['ResourceStatusReason']}"
        for event in events
        if event["ResourceStatus"].endswith("FAILED") and event.get("ResourceStatusReason")
    )
