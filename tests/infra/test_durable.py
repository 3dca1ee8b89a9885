"""A new release must not put an empty table, another key or another switch in place of the old.

`durable.json` records what CloudFormation replaces a resource for (AWS CloudFormation resource
reference, "Update requires: Replacement"), and what it would write anew. Change it only together
with a way to bring the data along.
"""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.infra import template

RECORDED = json.loads(Path(__file__).with_name("durable.json").read_text())


def as_recorded(resources: dict[str, Any]) -> dict[str, Any]:
    return {name: _fixed(resources[name], of) for name, of in RECORDED.items() if name in resources}


def _fixed(resource: dict[str, Any], recorded: dict[str, Any]) -> dict[str, Any]:
    shape = resource["Properties"]
    return {"Type": resource["Type"]} | {k: shape.get(k) for k in recorded if k != "Type"}


def test_an_update_replaces_nothing_that_holds_data() -> None:
    assert as_recorded(template.read()["Resources"]) == RECORDED


def rename_key(resources: dict[str, Any]) -> None:
    resources["Table"]["Properties"]["KeySchema"][0]["AttributeName"] = "id"


def give_name(resources: dict[str, Any]) -> None:
    resources["ForgetTable"]["Properties"]["TableName"] = "forget"


def rename_resource(resources: dict[str, Any]) -> None:
    resources["Items"] = resources.pop("Table")


def change_kind(resources: dict[str, Any]) -> None:
    resources["Table"]["Type"] = "AWS::DynamoDB::GlobalTable"


def change_index(resources: dict[str, Any]) -> None:
    resources["Table"]["Properties"]["GlobalSecondaryIndexes"][0]["IndexName"] = "later"


def make_key_anew(resources: dict[str, Any]) -> None:
    secret = resources["IdentitySecret"]["Properties"]["GenerateSecretString"]
    secret["PasswordLength"] = 32


CHANGES = [rename_key, give_name, rename_resource, change_kind, change_index, make_key_anew]


@pytest.mark.parametrize("change", CHANGES)
def test_what_would_replace_one_is_noticed(change: Any) -> None:
    resources = copy.deepcopy(template.read()["Resources"])

    change(resources)

    assert as_recorded(resources) != RECORDED


def test_every_table_is_recorded() -> None:
    assert set(template.of_type("AWS::DynamoDB::Table")) <= set(RECORDED)
