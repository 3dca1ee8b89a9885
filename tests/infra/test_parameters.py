"""What the template asks for is explained, and refused before anything is made."""

import re

import pytest

from infra import stack
from tests.infra import template

PARAMETERS = template.read()["Parameters"]


@pytest.mark.parametrize("name", sorted(template.read()["Parameters"]))
def test_a_parameter_says_what_it_is_and_what_it_takes(name: str) -> None:
    parameter = template.read()["Parameters"][name]

    assert parameter["Description"].endswith(".")
    assert parameter.keys() & {"AllowedPattern", "AllowedValues", "MinValue"}


@pytest.mark.parametrize(
    ("parameter", "good", "bad"),
    [
        ("SiteUrl", "https://follow-up.example.com", "https://follow-up.example.com/"),
        ("SiteUrl", "http://localhost:8000", "http://follow-up.example.com"),
        ("SenderAddress", "follow-up@mail.example.com", "Ada <ada@example.com>"),
        ("ReplyTo", "ada.l+jobs@example.com", "ada@example"),
        ("SenderName", "Büro für Karriere & Co", 'Ada" <a@b.c>'),
        ("SenderName", "Career Centre", "a\nBcc: b"),
        ("AlarmAddress", "it-alarms@example.com", "it-alarms"),
        ("CodeKey", "functions-0a1b.zip", "../functions.zip"),
        ("CodeBucket", "my-code.example", "My_Code"),
    ],
)
def test_a_parameter_is_checked_before_anything_is_made(
    parameter: str, good: str, bad: str
) -> None:
    pattern = template.read()["Parameters"][parameter]["AllowedPattern"]

    assert re.fullmatch(pattern, good)
    assert not re.fullmatch(pattern, bad)


def test_every_choice_that_has_a_default_allows_it() -> None:
    chosen = {n: p for n, p in PARAMETERS.items() if "Default" in p and "AllowedValues" in p}

    assert {"Architecture", "SenderIdentity", "DeletionProtection"} <= chosen.keys()
    assert all(p["Default"] in p["AllowedValues"] for p in chosen.values())


def test_the_local_cloud_gives_parameters_there_are() -> None:
    needed = {name for name, each in PARAMETERS.items() if "Default" not in each}

    assert stack.LOCAL.keys() <= PARAMETERS.keys()
    assert needed - stack.LOCAL.keys() == {"CodeBucket", "CodeKey", "SiteUrl"}


def test_a_comment_names_every_parameter() -> None:
    """So that whoever writes the command finds who fills it in."""
    for file in (template.TEMPLATE, template.SITE):
        head = file.read_text().partition("\nParameters:")[0]
        missing = [name for name in template.read(file)["Parameters"] if name not in head]
        assert missing == []
