"""Every command: wrong input is one clear line and exit status 2, and nothing is touched."""

import os
import re
from pathlib import Path

import pytest

from infra.operate.__main__ import COMMANDS, main
from tests.aws.tables import NOBODY

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "operator" / "example.toml"
NEED_AN_ADDRESS = ("person", "erase", "unblock")
ON_THE_SERVICE = ("redrive", "rotate", "pause", "resume", *NEED_AN_ADDRESS)


@pytest.fixture(autouse=True)
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one stage, and an account that nobody signed in to."""
    (tmp_path / "prod.toml").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    for name in (*NOBODY, "AWS_PROFILE", "AWS_SESSION_TOKEN", "YES", "DRY_RUN", "DATA", "KEY"):
        monkeypatch.delenv(name, raising=False)
    given = {
        "OPERATOR": str(tmp_path),
        "STAGE": "prod",
        "ADDRESS": "ada@example.com",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("build", "deploy")])
def test_without_credentials_it_says_how_to_sign_in(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command]) == 1
    told = capsys.readouterr().err
    assert told.startswith("There are no AWS credentials that work. Sign in")
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("command", list(COMMANDS))
@pytest.mark.parametrize("stage", ["", "nowhere", "../prod", "$(id)"])
def test_a_stage_that_is_not_there_is_refused(
    command: str, stage: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STAGE", stage)

    assert main([command]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("command", NEED_AN_ADDRESS)
@pytest.mark.parametrize(
    "address", ["", " ", "ada", "ada@", "a@b@example.com", "a\r\n@example.com"]
)
def test_what_is_no_address_is_refused(
    command: str, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADDRESS", address)

    assert main([command]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("command", ON_THE_SERVICE)
def test_a_site_alone_has_nobody_to_look_after(
    command: str, operator: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = re.sub('reminders = ".*"', 'reminders = "off"', EXAMPLE.read_text("utf-8"))
    (operator / "prod.toml").write_text(text, "utf-8")

    assert main([command]) == 2
    assert "has no reminders" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "name", "value"),
    [("rotate", "KEY", "identity"), ("destroy", "DATA", "maybe"), ("deploy", "YES", "y e s")],
)
def test_another_word_than_those_offered_is_refused(
    command: str,
    name: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)

    assert main([command]) == 2
    assert capsys.readouterr().err.startswith(f"{name}=")


def test_an_unknown_command_is_told_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explode"]) == 2
    assert "There is no command 'explode'." in capsys.readouterr().err


def test_make_knows_every_command() -> None:
    made = (ROOT / "Makefile").read_text()

    called = set(re.findall(r"\$\(OPERATE\) ([a-z]+)", made))
    assert called == set(COMMANDS)
    assert [name for name in COMMANDS if name != "build" and f"\n{name}: " not in made] == []
