"""The tables of infra/template.yaml, made on moto; and AWS settings that reach nobody."""

from typing import Any

from tests.infra import template

REGION = "eu-central-1"
NOBODY = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
}


def make_table(client: Any, resource: str, name: str) -> None:
    shape = template.read()["Resources"][resource]["Properties"]
    wanted = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
    client.create_table(TableName=name, **{each: shape[each] for each in wanted if each in shape})
