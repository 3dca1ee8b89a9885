"""The local cloud as a whole: reachable from here only, roles enforced, nothing left behind."""

import json
import os
import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.local_cloud import InUse, LocalCloud, cloud
from infra.stack import LOCAL
from tests.infra.calls import Reply, call
from tests.infra.running.processes import descendants, listening
from tests.infra.template import TEMPLATE

# A line of the comment at the table: kind, partition, sort key, attributes.
SHAPE = re.compile(r"^  #   [a-z-]+ +[SC]#\S+ +(\S+) +(.+)$", re.MULTILINE)
NOSY = """
import json, os, boto3
def handler(event, context):
    tried = {}
    calls = {
        "get": lambda t: t.get_item(TableName=os.environ["TABLE_NAME"], Key=KEY),
        "scan": lambda t: t.scan(TableName=os.environ["TABLE_NAME"]),
    }
    for name, call in calls.items():
        try:
            call(boto3.client("dynamodb"))
            tried[name] = "allowed"
        except Exception as fault:
            tried[name] = type(fault).__name__
    return {"statusCode": 200, "body": json.dumps(tried)}
KEY = {"pk": {"S": "S#1"}, "sk": {"S": "S"}}
"""


def sign_up(local: LocalCloud, address: str) -> None:
    """Asks for reminders and waits until the confirmation letter has left."""
    form = {
        "id": str(uuid.uuid4()),
        "address": address,
        "zone": "Europe/Berlin",
        "employer": "Acme",
        "interviewed_on": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    assert post(local, "/api/follow-ups", form).status == 202
    local.ticks.wait_until_quiet()


def confirm(local: LocalCloud, address: str) -> None:
    letter = next(letter for letter in local.outbox.letters() if letter.to == address)
    token = re.findall(r"/confirm/\?t=(\S+)", letter.text)[0]
    assert post(local, "/api/confirm", {"token": token}).status == 200


def post(local: LocalCloud, path: str, body: object) -> Reply:
    content = json.dumps(body).encode()
    return call(local.base_url, path, "POST", content, Content_Type="application/json")


def ask_for_a_plan(local: LocalCloud) -> Reply:
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    return call(local.base_url, f"/api/plan?interviewed_on={today}&zone=Europe/Berlin")


def test_the_site_and_the_api_share_one_address(local: LocalCloud) -> None:
    page = call(local.base_url, "/")
    plan = ask_for_a_plan(local)

    assert page.text == "home"
    assert plan.status == 200
    assert json.loads(plan.body)["plan"]


def test_a_path_nobody_declared_reaches_no_function(local: LocalCloud) -> None:
    assert call(local.base_url, "/api/nowhere").status == 404


def test_no_socket_is_open_to_other_machines(local: LocalCloud) -> None:
    ask_for_a_plan(local)

    sockets = listening({os.getpid()} | descendants(os.getpid()))
    ours = {
        f"127.0.0.1:{local.ministack.port}",
        local.base_url.replace("http://localhost", "127.0.0.1"),
    }
    assert ours <= sockets
    assert {address.rpartition(":")[0] for address in sockets} == {"127.0.0.1"}


def test_a_letter_lands_in_the_outbox_and_its_row_is_settled(local: LocalCloud) -> None:
    sign_up(local, "ada@example.com")

    letters = json.loads(call(local.base_url, "/outbox/messages.json").body)
    assert "ada@example.com" in [letter["to"] for letter in letters]
    assert {row["state"]["S"] for row in rows_of(local, "L#")} == {"closed"}


def test_a_press_delivers_what_is_due_next(local: LocalCloud) -> None:
    sign_up(local, "bob@example.com")
    confirm(local, "bob@example.com")

    first = json.loads(call(local.base_url, "/outbox/next", "POST").body)
    second = json.loads(call(local.base_url, "/outbox/next", "POST").body)
    assert (first["sent"], second["sent"]) == (1, 1)
    assert first["as_of"] < second["as_of"]


def test_a_press_in_the_browser_leads_back_to_the_page(local: LocalCloud) -> None:
    reply = call(local.base_url, "/outbox/next", "POST", Accept="text/html", Origin=local.base_url)

    assert reply.status == 303
    assert reply.headers["location"].startswith("/outbox/?as_of=")


def test_items_hold_what_the_template_says_they_do(local: LocalCloud) -> None:
    sign_up(local, "eve@example.com")
    confirm(local, "eve@example.com")
    local.ticks.deliver_next()

    shapes = {sk[0]: set(names.split()) for sk, names in SHAPE.findall(TEMPLATE.read_text())}
    stored = rows_of(local, "")
    assert {item["sk"]["S"][0] for item in stored} == shapes.keys()
    for item in stored:
        known = shapes[item["sk"]["S"][0]] | {"pk", "sk", "v", "expires_at"}
        assert item.keys() <= known


def test_another_site_cannot_press(local: LocalCloud) -> None:
    before = len(local.outbox)

    reply = call(local.base_url, "/outbox/next", "POST", Origin="https://evil.example")
    assert (reply.status, len(local.outbox)) == (403, before)


def test_two_local_clouds_do_not_share_data(local: LocalCloud, site: Path) -> None:
    with pytest.raises(InUse, match="Stop it first"), cloud(local.data, site=site):
        pass


def test_a_function_may_do_what_its_role_says_and_no_more(tmp_path: Path, site: Path) -> None:
    functions = tmp_path / "functions"
    functions.mkdir()
    (functions / "api.py").write_text(NOSY)

    with cloud(tmp_path / "data", site=site, functions=functions) as nosy:
        tried = json.loads(call(nosy.base_url, "/api/plan").body)
    assert tried == {"get": "allowed", "scan": "ClientError"}


def test_the_worker_may_mail_by_the_rules_of_ses(tmp_path: Path, site: Path) -> None:
    """MiniStack's own SES holds the call against the worker's role, and asks who the sender is."""
    with cloud(tmp_path, site=site, own_ses=True, ticking=False) as local:
        local.client("sesv2").create_email_identity(EmailIdentity=LOCAL["SenderAddress"])

        sign_up(local, "ada@example.com")
        assert [row["state"]["S"] for row in rows_of(local, "L#")] == ["closed"]


def rows_of(local: LocalCloud, kind: str) -> list[dict[str, dict[str, str]]]:
    found = local.client("dynamodb").scan(TableName=local.outputs["TableName"])["Items"]
    return [item for item in found if item["sk"]["S"].startswith(kind)]
