"""`make trial`: an empty account that the operator's commands find, and that ends with all it has."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infra.running.processes import ROOT, descendants, listening, wait_until_gone

STAGE = (ROOT / "operator" / "example.toml").read_text("utf-8")


@pytest.fixture
def trial() -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [sys.executable, "-m", "infra.trial"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    yield started
    started.kill()
    started.communicate()


def exported(told: list[str]) -> dict[str, str]:
    words = " ".join(line.strip() for line in told if "export" in line).split()
    return dict(word.split("=", 1) for word in words if "=" in word)


def test_a_command_finds_the_account_by_the_lines_it_prints(
    trial: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert trial.stdout
    told = [trial.stdout.readline() for _ in range(5)]
    started = descendants(trial.pid)
    (tmp_path / "trial.toml").write_text(STAGE, "utf-8")

    given = exported(told) | {"STAGE": "trial", "OPERATOR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "infra.operate", "status"],
        cwd=ROOT,
        env=os.environ | given,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "The service is not deployed in eu-central-1." in done.stdout
    assert {address.partition(":")[0] for address in listening(started)} == {"127.0.0.1"}
    trial.send_signal(signal.SIGINT)
    assert "Nothing of that account is left." in trial.communicate(timeout=30)[0]
    assert wait_until_gone(started) == set()
