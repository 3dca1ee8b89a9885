"""Stands in for `sam deploy`: the same words on the command line, the same calls underneath.

sam itself takes half a minute to install and ten seconds to start and wait. It was tried by hand
on the local cloud with the very command line that is read here.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

NO_CHANGES = "didn't contain changes"


def main() -> int:
    given = _read(sys.argv[1:])
    client = boto3.client("cloudformation", region_name=given.region)
    text = Path(given.template_file).read_text()
    key = f"{given.s3_prefix}/{Path(given.template_file).name}"
    s3 = boto3.client("s3", region_name=given.region)
    s3.put_object(Bucket=given.s3_bucket, Key=key, Body=text.encode())
    name = f"change-{time.time_ns()}"
    client.create_change_set(
        StackName=given.stack_name,
        ChangeSetName=name,
        ChangeSetType="UPDATE" if _exists(client, given.stack_name) else "CREATE",
        TemplateURL=f"{s3.meta.endpoint_url}/{given.s3_bucket}/{key}",
        Parameters=_parameters(given.parameter_overrides),
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    made = _wait(
        client.describe_change_set, "Status", StackName=given.stack_name, ChangeSetName=name
    )
    if made["Status"] == "FAILED":
        print(made["StatusReason"])
        return 0 if NO_CHANGES in made["StatusReason"] else 1
    for change in made["Changes"]:
        print(change["ResourceChange"]["Action"], change["ResourceChange"]["LogicalResourceId"])
    if given.confirm_changeset and input("Deploy this changeset? [y/N]: ").strip() != "y":
        return 0
    client.execute_change_set(StackName=given.stack_name, ChangeSetName=name)
    done = _wait(lambda **named: client.describe_stacks(**named)["Stacks"][0], "StackStatus", StackName=given.stack_name)  # fmt: skip
    print(done["StackStatus"])
    return 0 if done["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE") else 1


def _read(arguments: list[str]) -> argparse.Namespace:
    known = argparse.ArgumentParser()
    known.add_argument("deploy", choices=["deploy"])
    for name in ("config-file", "template-file", "stack-name", "region", "s3-bucket", "s3-prefix", "parameter-overrides"):  # fmt: skip
        known.add_argument(f"--{name}", required=True)
    known.add_argument("--confirm-changeset", action=argparse.BooleanOptionalAction)
    return known.parse_args(arguments)


def _exists(client: Any, name: str) -> bool:
    try:
        found = client.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError:
        return False
    return found["StackStatus"] not in ("REVIEW_IN_PROGRESS", "DELETE_COMPLETE")


def _parameters(overrides: str) -> list[dict[str, str]]:
    given = json.loads(Path(overrides.removeprefix("file://")).read_text())
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()]


def _wait(describe: Any, status: str, **named: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    found: dict[str, Any] = describe(**named)
    while found[status].endswith(("_IN_PROGRESS", "_PENDING")) and time.monotonic() < deadline:
        time.sleep(0.1)
        found = describe(**named)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
