"""The two stacks: their outputs, and how `sam deploy` changes them."""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.operate.account import Account, code_of
from infra.operate.layers import ROOT
from infra.operate.refusal import Failed

SAM = ".venv-deploy/bin/sam"
CONFIG = ROOT / "samconfig.toml"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
NOTHING_NEW = "No updates are to be performed"
WAITING = {"Delay": 5, "MaxAttempts": 360}
UNBORN = "REVIEW_IN_PROGRESS"  # only a change set was made, and nobody said yes


@dataclass(frozen=True, slots=True)
class Stack:
    """One of the two, by name; `region` is where it lives."""

    account: Account
    name: str
    region: str

    @property
    def client(self) -> Any:
        return self.account.client("cloudformation", self.region)

    def describe(self) -> dict[str, Any] | None:
        """As CloudFormation tells it; None where there is no such stack."""
        try:
            found = self.client.describe_stacks(StackName=self.name)["Stacks"][0]
        except ClientError as fault:
            if code_of(fault) == "ValidationError":
                return None
            raise
        is_gone = found["StackStatus"] in (UNBORN, "DELETE_COMPLETE")
        return None if is_gone else dict(found)

    def find_outputs(self) -> dict[str, str]:
        """By name; empty where there is no such stack."""
        found = self.describe() or {}
        return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}

    def parameters(self) -> dict[str, str]:
        """What it was given, by name; empty where there is no such stack."""
        found = self.describe() or {}
        return {
            each["ParameterKey"]: each.get("ParameterValue", "")
            for each in found.get("Parameters", [])
        }

    def outputs(self) -> dict[str, str]:
        """Raises Failed where it was not deployed."""
        found = self.find_outputs()
        if not found:
            raise Failed(
                f"There is no stack {self.name} in {self.region}. Deploy this stage first."
            )
        return found

    def change(self, **parameters: str) -> bool:
        """Gives parameters other values and leaves everything else, the template too, as it
        is deployed. False: nothing had to be changed."""
        given = [
            {"ParameterKey": name, "ParameterValue": parameters[name]}
            if name in parameters
            else {"ParameterKey": name, "UsePreviousValue": True}
            for name in self.parameters()
        ]
        try:
            self.client.update_stack(
                StackName=self.name,
                UsePreviousTemplate=True,
                Parameters=given,
                Capabilities=CAPABILITIES,
            )
        except ClientError as fault:
            if NOTHING_NEW in str(fault):
                return False
            raise
        waiter = self.client.get_waiter("stack_update_complete")
        waiter.wait(StackName=self.name, WaiterConfig=WAITING)
        return True

    def delete(self) -> None:
        self.client.delete_stack(StackName=self.name)
        waiter = self.client.get_waiter("stack_delete_complete")
        waiter.wait(StackName=self.name, WaiterConfig=WAITING)


@dataclass(frozen=True, slots=True)
class Change:
    """What a stack is to become. `bucket` takes the template on its way."""

    stack: Stack
    template: Path
    parameters: Mapping[str, str]
    bucket: str
    scratch: Path


def apply(change: Change, *, asks: bool) -> None:
    """Lets sam show the changes, ask, and make them; returns at once where there are none.

    Raises Failed where sam failed, or the operator said no.
    """
    stack = change.stack
    _clear_waiting(stack)
    file = _write(change)
    try:
        command = _command(change, file, asks=asks)
        done = subprocess.run(command, cwd=ROOT, env=_environment(), check=False)
    finally:
        file.unlink()
    # sam ends well also when the answer was no, and leaves the change set behind.
    was_declined = _clear_waiting(stack)
    if done.returncode:
        raise Failed(f"{stack.name} was not deployed. What sam says above is the reason.")
    if was_declined:
        raise Failed("You did not agree, so nothing more was changed.")


def _command(change: Change, parameters: Path, *, asks: bool) -> list[str]:
    return [
        *shlex.split(os.environ.get("SAM") or str(ROOT / SAM)),
        "deploy",
        *("--config-file", str(CONFIG)),
        *("--template-file", str(change.template)),
        *("--stack-name", change.stack.name),
        *("--region", change.stack.region),
        *("--s3-bucket", change.bucket),
        *("--s3-prefix", "templates"),
        *("--parameter-overrides", f"file://{parameters}"),
        "--confirm-changeset" if asks else "--no-confirm-changeset",
    ]


def _write(change: Change) -> Path:
    """A file of the parameters (JSON is YAML), for one's own eyes: it holds a secret."""
    file = change.scratch.resolve() / f"{change.stack.name}.parameters.yaml"
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(dict(change.parameters), out, indent=1)
    return file


def _environment() -> dict[str, str]:
    # sam puts its own folder first, and must not see ours.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {"SAM_CLI_TELEMETRY": "0"} | kept


def _clear_waiting(stack: Stack) -> bool:
    """Removes change sets nobody carried out; whether there were any."""
    try:
        found = stack.client.list_change_sets(StackName=stack.name)["Summaries"]
    except ClientError as fault:
        if code_of(fault) in ("ValidationError", "StackNotFoundException"):
            return False
        raise
    waiting = [each["ChangeSetName"] for each in found if each["ExecutionStatus"] == "AVAILABLE"]
    for name in waiting:
        stack.client.delete_change_set(StackName=stack.name, ChangeSetName=name)
    return bool(waiting)
