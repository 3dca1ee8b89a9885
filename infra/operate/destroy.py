"""`make destroy`: everything of a stage but its data, and the data too if that is asked for.

Tables and the identity key outlive their stack: they hold what people entrusted to us, and
nothing brings them back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from botocore.exceptions import ClientError

from infra.operate import buckets
from infra.operate.account import CDN_REGION, Account, code_of
from infra.operate.saying import say, step
from infra.operate.settings import Settings
from infra.operate.stacks import Stack

GONE = "ResourceNotFoundException"


@dataclass(frozen=True, slots=True)
class Destroy:
    settings: Settings
    account: Account

    def run(self, *, with_data: bool) -> None:
        service = Stack(self.account, self.settings.stack, self.account.region)
        site = Stack(self.account, self.settings.site_stack, CDN_REGION)
        kept = service.find_outputs()
        if kept:
            with step("Removing the service"):
                service.delete()
        outputs = site.find_outputs()
        if outputs:
            with step("Emptying the bucket of the site"):
                buckets.empty(self.account.client("s3", CDN_REGION), outputs["SiteBucket"])
            with step("Removing the site"):
                site.delete()
        with step("Removing the buckets of the deploy"):
            for region in {self.account.region, CDN_REGION}:
                name = buckets.name_of(self.settings, self.account, region)
                buckets.remove(self.account.client("s3", region), name)
        if kept and with_data:
            with step("Removing the data"):
                self._remove_data(kept)
        else:
            self._tell_what_is_left(kept, outputs)

    def _tell_what_is_left(self, kept: dict[str, str], outputs: dict[str, str]) -> None:
        if kept:
            told = left(kept)
        elif tables := self._tables():
            told = left_before(tables)
        else:
            where = f"stage {self.settings.stage} in {self.account.region}"
            told = iter([] if outputs else [f"There is nothing of {where}."])
        for line in told:
            say(line)

    def _tables(self) -> list[str]:
        """What an earlier run left: a stage has no hyphen in its name, so these are its own."""
        pages = self.account.client("dynamodb").get_paginator("list_tables").paginate()
        names = [name for page in pages for name in page["TableNames"]]
        return [name for name in names if name.startswith(f"{self.settings.stack}-")]

    def _remove_data(self, outputs: dict[str, str]) -> None:
        tables = self.account.client("dynamodb")
        for name in (outputs["TableName"], outputs["ForgetTableName"]):
            try:
                tables.update_table(TableName=name, DeletionProtectionEnabled=False)
                tables.get_waiter("table_exists").wait(TableName=name)  # An update takes a while.
                tables.delete_table(TableName=name)
            except ClientError as fault:
                if code_of(fault) != GONE:
                    raise
        self.account.client("secretsmanager").delete_secret(
            SecretId=outputs["IdentitySecretArn"], RecoveryWindowInDays=7
        )


def left(outputs: dict[str, str]) -> Iterator[str]:
    yield "The data is still there, in these two tables and one secret:"
    for name in ("TableName", "ForgetTableName", "IdentitySecretArn"):
        yield f"  {outputs[name]}"
    yield (
        "Once nobody needs them, remove them in the AWS console. Switch off the deletion protection "
        "of each table first. Nothing brings them back."
    )


def left_before(tables: list[str]) -> Iterator[str]:
    """The stack that named them is gone, so they are not removed by a guess."""
    yield "The service was removed before, and its data was kept. These tables are still there:"
    yield from (f"  {name}" for name in tables)
    yield (
        "Once nobody needs them, remove them in the AWS console, and the secret with IdentitySecret "
        "in its name. Switch off the deletion protection of each table first. Nothing brings them back."
    )
