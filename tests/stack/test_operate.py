"""A stage from its first deploy to its end, on the local cloud."""

import shlex
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.cloud import MiniStack
from infra.operate import certificates, keys
from infra.operate.__main__ import main
from infra.operate.account import Account
from infra.operate.destroy import Destroy
from infra.operate.refusal import Failed
from infra.operate.settings import Settings, read_settings
from infra.operate.stacks import Stack
from infra.operate.upload import upload
from tests.stack.cdn import Cdn
from tests.stack.sam import __file__ as SAM
from tests.stack.stage import (
    QuickDeploy,
    account,
    answer_with,
    cdn,
    emulator,
    folder,
    make_deploy,
    out,
    service,
    settings,
)

__all__ = ["account", "cdn", "emulator", "folder", "out", "service", "settings"]

NOW = datetime.now(UTC).replace(microsecond=0)


def test_the_first_deploy_ends_with_a_site_and_a_service_that_answer(
    service: dict[str, str], cdn: Cdn
) -> None:
    assert "O&#x27;Brien &amp; Söhne" in cdn("/").body.decode()
    assert cdn(f"/api/plan?interviewed_on={NOW:%Y-%m-%d}&zone=Europe/Berlin").status == 200
    assert service["TableName"]


def test_a_site_alone_is_deployed_without_a_service(
    service: dict[str, str],  # noqa: ARG001
    folder: Path,
    tmp_path: Path,
    account: Account,
) -> None:
    alone = 'operator = "A"\ncontact = "a@example.com"\nreminders = "off"\n'
    (folder / "alone.toml").write_text(alone)
    settings = read_settings("alone", folder)

    deploy = QuickDeploy(settings, Account(""), tmp_path, False, ask=None)
    deploy.run()
    assert Stack(account, settings.site_stack, "us-east-1").outputs()["SiteBucket"]
    assert Stack(account, settings.stack, account.region).describe() is None
    Destroy(settings, Account("")).run(with_data=False)
    assert Stack(account, settings.site_stack, "us-east-1").describe() is None


@pytest.mark.parametrize(
    "changed", [{"reminders": "off"}, {"reminders": "off", "region": ""}, {"region": "eu-west-1"}]
)
def test_a_stage_that_has_people_cannot_become_a_site_alone_or_move(
    service: dict[str, str],  # noqa: ARG001
    settings: Settings,
    cdn: Cdn,
    tmp_path: Path,
    changed: dict[str, str],
) -> None:
    other = replace(settings, values=settings.values | changed)

    with pytest.raises(Failed, match="still runs in eu-central-1"):
        make_deploy(other, Account(other["region"]), cdn, tmp_path).run()


def test_a_certificate_is_asked_for_once(account: Account, emulator: MiniStack) -> None:  # noqa: ARG001
    assert certificates.find(account, "follow-up.example.com") is None

    asked = certificates.ask_for(account, "follow-up.example.com")
    assert certificates.find(account, "follow-up.example.com") == asked
    assert asked.record
    assert asked.record[1] == "CNAME"


def test_the_letters_lead_to_the_address_that_works(
    service: dict[str, str], account: Account, settings: Settings
) -> None:
    site = Stack(account, settings.site_stack, "us-east-1").outputs()
    given = account.client("lambda").get_function_configuration(
        FunctionName=service["SendFunctionName"]
    )["Environment"]["Variables"]

    assert given["SITE_URL"] == f"https://{site['CdnDomain']}" == site["SiteUrl"]
    assert given["REPLY_TO"] == "careers@example.com"


def test_a_second_deploy_without_changes_does_nothing(
    service: dict[str, str],  # noqa: ARG001
    settings: Settings,
    account: Account,
    cdn: Cdn,
    out: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = moments(account, settings)

    make_deploy(settings, account, cdn, out).run()
    assert moments(account, settings) == before
    printed = capfd.readouterr().out
    assert printed.count("didn't contain changes") == 2
    assert "Files sent: 0. Files removed: 0." in printed


def moments(account: Account, settings: Settings) -> list[object]:
    """When anything of the stage changed last."""
    names = ((settings.stack, account.region), (settings.site_stack, "us-east-1"))
    stacks = [Stack(account, *each).describe() or {} for each in names]
    s3 = account.client("s3", "us-east-1")
    bucket = Stack(account, settings.site_stack, "us-east-1").outputs()["SiteBucket"]
    stored = s3.list_objects_v2(Bucket=bucket)["Contents"]
    return [
        *[each.get("LastUpdatedTime") for each in stacks],
        *[each["LastModified"] for each in stored],
    ]


def test_a_no_changes_nothing_and_leaves_nothing_behind(
    service: dict[str, str],
    settings: Settings,
    account: Account,
    cdn: Cdn,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changed = replace(settings, values=settings.values | {"send_rate": "7"})
    deploy = make_deploy(changed, account, cdn, out)
    deploy.asks = True
    answering = f"import sys, runpy, io; sys.stdin = io.StringIO('n\\n'); sys.argv = sys.argv[1:]; runpy.run_path({SAM!r}, run_name='__main__')"
    monkeypatch.setenv("SAM", shlex.join([sys.executable, "-c", answering, SAM]))

    with pytest.raises(Failed, match="nothing more was changed"):
        deploy.run()
    given = account.client("lambda").get_function_configuration(
        FunctionName=service["SendFunctionName"]
    )
    assert given["Environment"]["Variables"]["SEND_RATE"] == "1"
    left = account.client("cloudformation").list_change_sets(StackName=settings.stack)
    assert "AVAILABLE" not in [each["ExecutionStatus"] for each in left["Summaries"]]


def test_a_changed_text_sends_that_file_alone(
    service: dict[str, str],  # noqa: ARG001
    settings: Settings,
    account: Account,
    tmp_path: Path,
) -> None:
    bucket = Stack(account, settings.site_stack, "us-east-1").outputs()["SiteBucket"]
    for name, text in {"a/index.html": "page", "old.css": "old", "x.css": "1"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    upload(account, bucket, tmp_path, NOW)

    (tmp_path / "x.css").write_text("2")
    (tmp_path / "old.css").unlink()
    (tmp_path / "a" / "index.html").unlink()
    today = upload(account, bucket, tmp_path, NOW)
    again = upload(account, bucket, tmp_path, NOW + timedelta(hours=23))
    tomorrow = upload(account, bucket, tmp_path, NOW + timedelta(hours=24))
    assert (today.sent, today.removed) == (("x.css",), ("a/index.html",))
    assert (again.sent, again.removed) == ((), ())
    assert "old.css" in tomorrow.removed


def test_the_secret_of_the_cdn_changes_under_running_requests(
    account: Account,
    service: dict[str, str],
    settings: Settings,
    cdn: Cdn,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = cdn.secret()

    keys.rotate_cdn(settings, account, service["OriginSecretArn"], patience_s=0)
    kept = keys.read(account, service["OriginSecretArn"]).keys
    assert kept == (cdn.secret(), before)
    assert capsys.readouterr().out.startswith("This takes about ten minutes")


def test_destroy_asks_leaves_the_data_names_it_again_and_then_finds_nothing(
    account: Account,
    service: dict[str, str],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer_with(monkeypatch, "yes")
    assert main(["destroy"]) == 1
    assert Stack(account, settings.stack, account.region).describe()

    answer_with(monkeypatch, "prod")
    assert main(["destroy"]) == 0
    stacks = ((settings.stack, account.region), (settings.site_stack, "us-east-1"))
    assert [Stack(account, *each).describe() for each in stacks] == [None, None]
    assert account.client("s3").list_buckets()["Buckets"] == []
    assert service["TableName"] in account.client("dynamodb").list_tables()["TableNames"]
    assert service["TableName"] in capsys.readouterr().out

    monkeypatch.setenv("YES", "yes")
    monkeypatch.setenv("DATA", "yes")
    assert main(["destroy"]) == 0
    assert f"  {service['TableName']}\n" in capsys.readouterr().out

    tables = account.client("dynamodb")
    for name in (service["TableName"], service["ForgetTableName"]):
        tables.update_table(TableName=name, DeletionProtectionEnabled=False)
        tables.delete_table(TableName=name)
    assert main(["destroy"]) == 0
    assert "There is nothing of stage prod in eu-central-1." in capsys.readouterr().out
