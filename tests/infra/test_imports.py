"""Imports point inward: handlers → core ← aws; only aws and the handlers know Amazon."""

import ast
from pathlib import Path

import pytest

FUNCTIONS = Path("functions")
CORE = sorted((FUNCTIONS / "followup").glob("*.py"))
AWS = sorted((FUNCTIONS / "followup" / "aws").glob("*.py"))
HANDLERS = sorted(FUNCTIONS.glob("*.py"))
ROUTES = sorted((FUNCTIONS / "routes").glob("*.py"))

CLOUD = ("boto3", "botocore", "aws_lambda_powertools")
OUTSIDE_OF_RULES = (*CLOUD, "os", "time", "random", "socket", "urllib.request", "followup.aws")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return found


def reaches(path: Path, forbidden: tuple[str, ...]) -> set[str]:
    return {
        name
        for name in imports(path)
        if any(name == each or name.startswith(f"{each}.") for each in forbidden)
    }


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_the_rules_know_no_cloud_no_environment_and_no_clock(path: Path) -> None:
    assert reaches(path, OUTSIDE_OF_RULES) == set()
    assert "datetime.now" not in path.read_text()
    assert "date.today" not in path.read_text()


@pytest.mark.parametrize("path", CORE + AWS, ids=lambda path: path.name)
def test_nobody_inside_imports_a_handler(path: Path) -> None:
    outside = ("routes", *(handler.stem for handler in HANDLERS))

    assert reaches(path, outside) == set()


@pytest.mark.parametrize("path", ROUTES, ids=lambda path: path.name)
def test_routes_know_no_handler_and_no_client(path: Path) -> None:
    assert reaches(path, ("boto3", "botocore", *(handler.stem for handler in HANDLERS))) == set()


@pytest.mark.parametrize("path", HANDLERS, ids=lambda path: path.name)
def test_handlers_do_not_know_each_other(path: Path) -> None:
    others = tuple(handler.stem for handler in HANDLERS if handler != path)

    assert reaches(path, others) == set()


@pytest.mark.parametrize("path", HANDLERS, ids=lambda path: path.name)
def test_handlers_leave_clients_to_the_wiring(path: Path) -> None:
    assert reaches(path, ("boto3", "botocore.session")) == set()


def test_the_walk_sees_what_is_there() -> None:
    assert "botocore.session" in imports(FUNCTIONS / "followup" / "aws" / "wiring.py")
    assert len(HANDLERS) == 4
