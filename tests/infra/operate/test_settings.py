"""The settings of a stage: what is right is read, whatever is wrong is named with its line."""

from pathlib import Path

import pytest

from infra.operate.refusal import Refused
from infra.operate.settings import SETTINGS, read_settings
from tests.infra import template

EXAMPLE = Path(__file__).parents[3] / "operator" / "example.toml"


def write(folder: Path, text: str, stage: str = "prod") -> Path:
    (folder / f"{stage}.toml").write_text(text, "utf-8")
    return folder


def changed(line: str) -> str:
    """The example with one line in place of the one that sets the same thing."""
    name = line.partition("=")[0].strip()
    lines = [
        line if each.startswith(f"{name} =") else each
        for each in EXAMPLE.read_text("utf-8").splitlines()
    ]
    return "\n".join(lines if line in lines else [*lines, line])


def refusal_of(folder: Path, text: str) -> str:
    with pytest.raises(Refused) as refused:
        read_settings("prod", write(folder, text))
    return str(refused.value)


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    settings = read_settings("prod", write(tmp_path, EXAMPLE.read_text("utf-8")))

    assert (settings.stack, settings.site_stack) == (
        "interview-follow-up-prod",
        "interview-follow-up-prod-site",
    )
    assert settings["sender_name"] == settings["name"] == "Interview Follow-Up"


@pytest.mark.parametrize(("reminders", "identity"), [("pilot", "address"), ("on", "domain")])
def test_a_pilot_needs_no_records_of_a_domain(
    tmp_path: Path, reminders: str, identity: str
) -> None:
    text = changed(f'reminders = "{reminders}"')

    assert read_settings("prod", write(tmp_path, text))["sender_identity"] == identity


def test_the_site_alone_needs_three_lines(tmp_path: Path) -> None:
    text = 'operator = "A"\ncontact = "a@example.com"\nreminders = "off"\n'

    settings = read_settings("prod", write(tmp_path, text))
    assert not settings.has_service


def test_every_setting_is_in_the_example() -> None:
    text = EXAMPLE.read_text("utf-8")

    assert [each.name for each in SETTINGS if f"{each.name} = " not in text] == []


@pytest.mark.parametrize(
    "line",
    [
        'domain = "https://follow-up.example.com"',
        'domain = "Follow-Up.example.com"',
        'domain = "follow-up.example.com/"',
        'domain = "localhost"',
        'contact = "careers"',
        'contact = "careers@Example.com"',
        'contact = "a@example.com, b@example.com"',
        'contact = ""',
        'contact = "a@example.com\\nBcc: b@example.com"',
        'sender = "Follow-Up <a@example.com>"',
        'operator = "<script>alert(1)</script>"',
        'operator = "A [link](https://evil.example)"',
        'operator = "A {{ config }}"',
        'operator = " A"',
        'operator = ""',
        'operator = "\\u202eA"',
        'operator = "A\\u0000"',
        'operator = "A\\nB"',
        "operator = 7",
        'name = "Follow-Up: now"',
        'name = "Follow, Up"',
        'reminders = "yes"',
        "reminders = true",
        'region = "europe"',
        'region = "eu-central-1; rm"',
        'send_rate = "1"',
        "send_rate = 0",
        "send_rate = 501",
        "send_rate = -1",
        "send_rate = 1.5",
        "send_rate = true",
        "send_rate = inf",
        "network_limit = 0",
        "monthly_budget = -1",
        'sender_identity = "mine"',
        'price_class = "100"',
        'alarms = ["oncall@example.com"]',
        "alarms = 2026-11-23",
    ],
)
def test_a_wrong_value_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    text = changed(line)
    number = text.splitlines().index(line) + 1
    name = line.partition(" ")[0]

    told = refusal_of(tmp_path, text)
    assert told.startswith(f'{tmp_path / "prod.toml"}, line {number}: "{name}" must be ')
    assert "\n" not in told


def test_an_unknown_name_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    told = refusal_of(tmp_path, changed('sendr = "a@example.com"'))

    assert "there is no setting 'sendr'. Did you mean \"sender\"?" in told


def test_a_table_is_no_setting(tmp_path: Path) -> None:
    told = refusal_of(tmp_path, changed("") + '\n[extra]\nsender = "b@example.com"\n')

    assert "there is no setting 'extra'." in told


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    told = refusal_of(tmp_path, 'reminders = "on"\nsend_rate = 0\ncolor = "red"\n')

    missing = ("operator", "contact", "region", "sender", "alarms")
    assert [name for name in missing if f'"{name}" is missing' not in told] == []
    assert len(told.splitlines()) == len(missing) + 2


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b'operator = "A', "this cannot be read"),
        (b'operator = "A"\noperator = "B"', "this cannot be read"),
        (b'operator = "\xff"', "save this file as UTF-8"),
        (b"#" * 70_000, "too large"),
        (b"", "is missing"),
    ],
)
def test_a_file_that_is_no_settings_is_refused(tmp_path: Path, content: bytes, wanted: str) -> None:
    (tmp_path / "prod.toml").write_bytes(content)

    with pytest.raises(Refused, match=wanted):
        read_settings("prod", tmp_path)


@pytest.mark.parametrize(
    "stage", ["", "P", "x", "Prod", "prod/../x", "../prod", "pro d", "a" * 13, "prod-eu", "example"]
)
def test_a_stage_of_another_name_is_refused(tmp_path: Path, stage: str) -> None:
    with pytest.raises(Refused, match="stage"):
        read_settings(stage, write(tmp_path, EXAMPLE.read_text("utf-8")))


def test_a_stage_without_its_file_is_told_where_to_begin(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"prod\.toml\. Copy ") as refused:
        read_settings("prod", tmp_path)
    assert f"Copy {EXAMPLE} to it" in str(refused.value)


@pytest.mark.parametrize(
    ("setting", "parameter"),
    [
        ("send_rate", "SendRate"),
        ("network_limit", "CampusNetworkLimit"),
        ("monthly_budget", "MonthlyBudget"),
        ("api_concurrency", "ApiConcurrency"),
    ],
)
def test_the_template_takes_every_number_we_take(setting: str, parameter: str) -> None:
    [ours] = [each for each in SETTINGS if each.name == setting]
    theirs = template.read()["Parameters"][parameter]

    assert (ours.low, ours.high) == (theirs["MinValue"], theirs["MaxValue"])
    assert ours.default == str(theirs["Default"])
