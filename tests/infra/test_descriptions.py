"""The short descriptions of AWS hold what the functions call, and describe it as botocore does."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from botocore import BOTOCORE_ROOT, xform_name
from botocore.loaders import Loader
from botocore.model import ServiceModel

from infra import descriptions
from infra.bundle import FUNCTIONS

BOTOCORE = Path(BOTOCORE_ROOT) / "data"
PAGES = re.compile(r"""_client\.get_paginator\("(\w+)"\)""")
CALL = re.compile(r"""_client(?:\("\w+"\))?\.(\w+)\(""")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("descriptions")
    descriptions.make(BOTOCORE, folder)
    return folder


def test_every_call_of_the_functions_is_described() -> None:
    # An operator's machine restores, with botocore's whole descriptions.
    files = [file for file in (FUNCTIONS / "followup/aws").glob("*.py") if file.stem != "restore"]
    text = "".join(file.read_text() for file in files)
    called = {*CALL.findall(text), *PAGES.findall(text)} - {"get_paginator"}

    described = {xform_name(name) for names in descriptions.CALLED.values() for name in names}
    assert called == described


@pytest.mark.parametrize(
    ("service", "operation"),
    [(service, name) for service, names in descriptions.CALLED.items() for name in sorted(names)],
)
def test_an_operation_is_described_as_botocore_does(
    made: Path, service: str, operation: str
) -> None:
    short, whole = (
        ServiceModel(loader.load_service_model(service, "service-2"), service)
        for loader in (Loader(extra_search_paths=[str(made)]), Loader())
    )

    assert len(short.operation_names) < len(whole.operation_names)
    assert short.metadata == whole.metadata
    for side in ("input_shape", "output_shape", "error_shapes"):
        ours, theirs = (getattr(model.operation_model(operation), side) for model in (short, whole))
        assert spelled(ours) == spelled(theirs)


def spelled(shape: Any, seen: tuple[str, ...] = ()) -> Any:
    """All of a shape that is no prose, down to its last member."""
    if isinstance(shape, list):
        return [spelled(each) for each in shape]
    if shape is None or shape.name in seen:
        return getattr(shape, "name", None)
    parts = dict(getattr(shape, "members", {}))
    parts |= {name: getattr(shape, name) for name in INNER if hasattr(shape, name)}
    plain = {name: value for name, value in shape.metadata.items() if name != "documentation"}
    inner = {name: spelled(each, (*seen, shape.name)) for name, each in parts.items()}
    return shape.name, shape.type_name, plain, shape.serialization, inner


INNER = ("member", "key", "value")


def test_no_prose_is_shipped(made: Path) -> None:
    assert [path for path in made.rglob("*.json") if "<p>" in path.read_text()] == []


def test_the_regions_of_what_is_called_are_botocores(made: Path) -> None:
    whole = Loader().load_data("endpoints")
    short = json.loads((made / descriptions.ENDPOINTS).read_text())

    for ours, theirs in zip(short["partitions"], whole["partitions"], strict=True):
        assert ours["services"].items() <= theirs["services"].items()
        assert ours | {"services": {}} == theirs | {"services": {}}
    called = {"dynamodb", "email", "secretsmanager", "sqs", "ssm"}
    assert set(short["partitions"][0]["services"]) == called


def test_a_field_may_be_called_documentation() -> None:
    shapes = {"In": {"members": {"documentation": {"shape": "Text"}}}, "Text": {"type": "string"}}
    described = {"operations": {"Do": {"input": {"shape": "In"}}}, "shapes": shapes}

    assert descriptions.shorten(described, {"Do"}) == described
