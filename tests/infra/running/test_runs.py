"""`make run`: it says what it does, ends with everything it started, and keeps what was entered."""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.processes import free_port
from tests.infra.calls import call
from tests.infra.running.processes import Run, wait_until_gone

pytestmark = pytest.mark.timeout(300)  # each starts everything once or twice

STEPS = (
    "Building the site",
    "Zipping the functions",
    "Starting the local cloud",
    "Deploying infra/template.yaml",
)


@pytest.fixture
def runs() -> Iterator[list[Run]]:
    """Runs to be ended with the test, whatever became of them."""
    started: list[Run] = []
    yield started
    for run in started:
        run.end()


def start(runs: list[Run], data: Path, port: int, *starter: str, **environment: str) -> Run:
    runs.append(Run(data, port, starter, **environment))
    return runs[-1]


def sign_up(port: int) -> None:
    form = {
        "id": "3f0f0c7e-6e6a-4e0e-9d5a-0123456789ab",
        "address": "ada@example.com",
        "zone": "Europe/Berlin",
        "employer": "Acme",
        "interviewed_on": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    url, body = f"http://localhost:{port}", json.dumps(form).encode()
    reply = call(url, "/api/follow-ups", "POST", body, Content_Type="application/json")
    assert reply.status == 202
    deadline = time.monotonic() + 30
    while outbox(port) == b"[]" and time.monotonic() < deadline:
        time.sleep(0.1)


def outbox(port: int) -> bytes:
    return call(f"http://localhost:{port}", "/outbox/messages.json").body


def test_it_shows_each_step_with_its_time_and_then_the_address(
    runs: list[Run], tmp_path: Path
) -> None:
    port = free_port()

    run = start(runs, tmp_path / "data", port)
    run.wait_until_ready()
    lines = run.output.splitlines()
    shown = [line for line in lines if line.endswith(" s")]
    assert [line.split("  ")[0] for line in shown] == list(STEPS)
    assert f"Ready: http://localhost:{port}" in lines


def test_ctrl_c_ends_everything_and_keeps_what_was_entered(runs: list[Run], tmp_path: Path) -> None:
    port = free_port()
    first = start(runs, tmp_path / "data", port)
    children = first.wait_until_ready()
    sign_up(port)

    first.process.send_signal(signal.SIGINT)
    code = first.process.wait(20)
    assert (code, wait_until_gone(children)) == (0, set())
    start(runs, tmp_path / "data", port).wait_until_ready()
    assert b"ada@example.com" in outbox(port)
    assert "Acme" in (tmp_path / "data" / "data.json").read_text()


def test_a_request_to_end_ends_everything(runs: list[Run], tmp_path: Path) -> None:
    run = start(runs, tmp_path / "data", free_port())
    children = run.wait_until_ready()

    run.process.terminate()
    code = run.process.wait(20)
    assert (code, wait_until_gone(children)) == (0, set())
    assert "Stopped." in run.output


def test_a_killed_run_leaves_nothing_running_and_the_next_one_starts(
    runs: list[Run], tmp_path: Path
) -> None:
    port = free_port()
    first = start(runs, tmp_path / "data", port)
    children = first.wait_until_ready()
    sign_up(port)
    time.sleep(3)

    first.process.kill()
    first.process.wait()
    left = wait_until_gone(children)
    start(runs, tmp_path / "data", port).wait_until_ready()
    assert left == set()
    assert "Acme" in (tmp_path / "data" / "data.json").read_text()


def test_a_killed_make_takes_it_along(runs: list[Run], tmp_path: Path) -> None:
    shell = ("sh", "-c", '"$@"; exit', "sh")
    run = start(runs, tmp_path / "data", free_port(), *shell, STOP_WITH_PARENT="1")
    children = run.wait_until_ready()

    run.process.kill()
    assert wait_until_gone(children) == set()
    assert "Stopped." in run.output


def test_a_cloud_that_breaks_ends_the_run(runs: list[Run], tmp_path: Path) -> None:
    run = start(runs, tmp_path / "data", free_port())
    children = run.wait_until_ready()

    for pid in children:
        os.kill(pid, signal.SIGKILL)
    assert run.process.wait(20) == 1
    assert "ended by itself" in run.output
    assert "Traceback" not in run.output


def test_a_taken_port_is_a_clear_error(runs: list[Run], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        run = start(runs, tmp_path / "data", port)
        assert run.process.wait(30) == 1
    assert run.output.strip() == (
        f"Port {port} is taken by another program. Choose another one, for example:\n"
        f"  PORT={port + 1} make run"
    )


def test_a_user_with_an_aws_profile_runs_it_all_the_same(runs: list[Run], tmp_path: Path) -> None:
    port = free_port()

    run = start(
        runs,
        tmp_path / "data",
        port,
        AWS_PROFILE="not-there",
        AWS_ENDPOINT_URL="http://127.0.0.1:9",
        HTTP_PROXY="http://127.0.0.1:9",
        http_proxy="http://127.0.0.1:9",
    )
    run.wait_until_ready()
    sign_up(port)
    assert b"ada@example.com" in outbox(port)
