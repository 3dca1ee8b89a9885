"""What an operator types from the pages can be typed: targets, variables, files and names exist."""

import re

import pytest
import yaml

from infra.operate.__main__ import COMMANDS
from infra.operate.settings import BY_NAME
from tests.infra import template
from tests.infra.operator_pages import (
    OF_A_STAGE,
    PAGES,
    ROOT,
    TARGETS,
    Shown,
    code,
    first_cells,
    prose,
    section,
    shown,
)

STACK = "tests/stack/test_operate_commands.py"
# Commands that need no AWS, the test that runs each, and what it calls there.
RUN_BY = {
    "cp operator/example.toml operator/prod.toml": (
        "tests/infra/operate/test_settings.py",
        "test_the_example_can_be_used_as_it_is",
    ),
    "make trial": ("tests/infra/running/test_trial.py", "infra.trial"),
    "make run": ("tests/infra/running/test_runs.py", "wait_until_ready"),
    "make site": ("tests/infra/operate/test_site.py", "build_site("),
    "make deploy": ("tests/infra/operate/test_site.py", "DRY_RUN"),
    "make destroy": ("tests/stack/test_operate.py", '"destroy"'),
    "make restore": ("tests/stack/test_restore.py", '"restore"'),
} | {
    f"make {name}": (STACK, f'"{name}"')
    for name in (
        "status",
        "pause",
        "resume",
        "person",
        "erase",
        "unblock",
        "redrive",
        "rotate",
    )
}
VARIABLES = {"STAGE", "ADDRESS", "KEY", "DATA", "YES", "DRY_RUN", "FROM", "OPERATOR"}
NEEDED = {"person": "ADDRESS", "erase": "ADDRESS", "unblock": "ADDRESS", "restore": "FROM"}
# What is named and is not ours.
OF_AWS = {"AdministratorAccess"}
A_FILE = re.compile(
    r"(?<![\w/])(?:docs|functions|infra|requirements|tests)/[\w./-]+|[A-Z]{3,}\.md|operator/example\.toml"
)
COMMANDS_SHOWN = sorted(set(shown()), key=lambda each: (each.page, each.command))


def ids(each: Shown) -> str:
    return f"{each.page}: {each.command}"


def test_there_are_commands_to_look_at() -> None:
    assert len(COMMANDS_SHOWN) > 30


@pytest.mark.parametrize("each", COMMANDS_SHOWN, ids=ids)
def test_a_command_is_run_by_a_test_or_says_that_it_needs_aws(each: Shown) -> None:
    known = [RUN_BY[name] for name in (each.command, " ".join(each.words[:2])) if name in RUN_BY]

    assert known or each.needs_aws
    for file, called in [] if each.needs_aws else known:
        assert called in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize(
    "each", [each for each in COMMANDS_SHOWN if each.words[0] == "make"], ids=ids
)
def test_make_is_told_a_target_a_stage_and_nothing_unknown(each: Shown) -> None:
    target = each.words[1]

    assert target in TARGETS
    assert set(each.variables) <= VARIABLES
    assert "STAGE" in each.variables or target not in OF_A_STAGE
    assert NEEDED.get(target, "STAGE") in each.variables or target not in OF_A_STAGE


def test_without_a_stage_make_builds_the_site_that_anybody_may_have() -> None:
    unstaged = [each.command for each in COMMANDS_SHOWN if "STAGE" not in each.variables]

    assert {command for command in unstaged if command.startswith("make")} == {
        "make run",
        "make trial",
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_target_named_within_a_sentence_exists(page: str) -> None:
    named = {words.split()[1] for words in code(page) if words.startswith("make ")}

    assert named <= TARGETS


def test_the_list_of_all_commands_is_whole() -> None:
    listed = first_cells(section("index.md", "All commands"))

    assert {cell.strip("`").split()[1] for cell in listed} == {*COMMANDS, "site", "trial"} - {
        "build"
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_is_named_exists(page: str) -> None:
    named = {found for words in code(page) for found in A_FILE.findall(words)}

    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_name_of_the_templates_is_in_them(page: str) -> None:
    known = template.TEMPLATE.read_text() + template.SITE.read_text() + PAGES["reliability.md"]
    named = {each for each in code(page) if re.fullmatch(r"(?:[A-Z][a-z]+){2,}", each)}

    assert [name for name in sorted(named - OF_AWS) if not re.search(rf"\b{name}\b", known)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_setting_that_is_named_exists(page: str) -> None:
    given = [re.fullmatch(r"([a-z_]+) = .+", each) for each in code(page)]
    named = {each for each in code(page) if re.fullmatch(r"[a-z]+_[a-z]+", each)}

    used = {found[1] for found in given if found} | (named - {"if_"})
    assert [name for name in sorted(used) if name not in BY_NAME and not is_a_fact(name)] == []


def is_a_fact(name: str) -> bool:
    """A name for the words of a note."""
    return f"| `{name}` |" in PAGES["note-templates.md"]


def test_the_settings_worth_a_thought_are_settings() -> None:
    named = [
        cell.strip("`") for cell in first_cells(section("first-deploy.md", "2. The settings file"))
    ]

    assert [name for name in named if name not in BY_NAME] == []


def test_every_alarm_has_its_line_and_no_other_has() -> None:
    made = template.of_type("AWS::CloudWatch::Alarm").values()
    names = {alarm["AlarmName"]["Fn::Sub"].removeprefix("${AWS::StackName}-") for alarm in made}

    cells = first_cells(section("runbooks.md", "Alarm by alarm"))
    listed = [name for cell in cells for name in re.findall(r"`([a-z-]+)`", cell)]
    assert sorted(listed) == sorted(names)


@pytest.mark.parametrize("page", PAGES)
def test_an_alarm_named_elsewhere_exists(page: str) -> None:
    listed = section("runbooks.md", "Alarm by alarm")

    named = re.findall(r"[Aa]larms? `([a-z-]+)`(?:, `([a-z-]+)`)?", PAGES[page])
    for name in filter(None, (each for pair in named for each in pair)):
        assert f"`{name}`" in listed


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_one_question_and_stands_in_the_menu(page: str) -> None:
    heads = [line[2:] for line in prose(page).splitlines() if line.startswith("# ")]

    assert len(heads) == 1
    assert heads[0].endswith("?")
    assert f"run-your-own/{page}" in menu()


def menu() -> list[str]:
    text = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    [pages] = [each["Run your own"] for each in yaml.safe_load(text) if "Run your own" in each]
    assert pages[0] == "run-your-own/index.md"
    return [str(page) for page in pages]


def test_what_needs_a_real_account_fits_on_one_page() -> None:
    listed = section("first-deploy.md", "First deploy: check this")

    assert len(listed.split()) < 400
