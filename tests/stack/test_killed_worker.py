"""The send function is killed between SES and settle: the letter is out, the row is taken."""

import json
import os
import signal
import subprocess
import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from infra.local_cloud import LocalCloud
from infra.outbox import Outbox
from infra.postman import Postman
from tests.stack.visitor import Visitor, confirm, where_it_is_morning

FUNCTIONS = Path("functions")
RUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
import send
class Context:
    function_name = aws_request_id = "send"
    memory_limit_in_mb = 256
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:send"
    def get_remaining_time_in_millis(self): return 60_000
send.handler(json.loads(sys.argv[2]), Context())
"""


class KillingPostman(Postman):
    """Accepts the letter, then ends the process that handed it over before it can answer."""

    victim: subprocess.Popen[bytes]

    def take(self, body: bytes) -> dict[str, str]:
        taken = super().take(body)
        self.victim.send_signal(signal.SIGKILL)
        self.victim.wait(10)
        return taken


def test_no_second_letter_leaves_within_45_minutes(local: LocalCloud, tmp_path: Path) -> None:
    visitor = Visitor(local, f"killed-{uuid.uuid4().hex[:8]}@example.com")
    id_ = visitor.ask(zone=where_it_is_morning())
    confirm(visitor)
    row = next(row for row in visitor.rows() if row["sk"]["S"] == f"R#{id_}")
    due_at = row["due_at"]["S"]
    outbox = Outbox(tmp_path / "outbox")

    worker = run_and_kill_worker(local, outbox, row)

    assert worker.returncode == -signal.SIGKILL
    [letter] = outbox.letters()
    assert letter.subject == "Today: thank Mr Babbage"
    before = len(visitor.letters())
    for minutes in (1, 10, 44):
        local.ticks.tick(later(due_at, minutes))
    assert len(visitor.letters()) == before
    [taken] = [row for row in visitor.rows() if row["sk"]["S"] == f"R#{id_}"]
    assert taken["state"]["S"] == "sending"

    local.ticks.tick(later(due_at, 46))
    local.ticks.tick(later(due_at, 47))
    assert len(visitor.letters()) == before + 1


def run_and_kill_worker(
    local: LocalCloud, outbox: Outbox, row: dict[str, Any]
) -> subprocess.Popen[bytes]:
    postman = KillingPostman(outbox)
    body = json.dumps(
        {name: row[key]["S"] for name, key in (("pk", "pk"), ("sk", "sk"), ("as_of", "due_at"))}
    )
    event = json.dumps({"Records": [{"messageId": "1", "body": body}]})
    environment = environment_of(local) | postman.environment
    command = [sys.executable, "-c", RUN, str(FUNCTIONS), event]
    postman.victim = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    postman.open(lambda _request, _letter: None)
    try:
        postman.victim.wait(60)
    finally:
        postman.close()
    return postman.victim


def environment_of(local: LocalCloud) -> dict[str, str]:
    """What the deployed function was given, and where its AWS is."""
    name = local.outputs["SendFunctionName"]
    found = local.client("lambda").get_function_configuration(FunctionName=name)
    here = {
        "PATH": os.environ["PATH"],
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{local.ministack.port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "eu-central-1",
    }
    return here | dict(found["Environment"]["Variables"])


def later(instant: str, minutes: int) -> str:
    at = datetime.fromisoformat(instant) + timedelta(minutes=minutes)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
