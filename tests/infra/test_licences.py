"""Nothing is shipped whose licence does not let us."""

from email.message import Message
from importlib.metadata import PackageMetadata
from typing import cast

import pytest

from infra.licences import ALLOWED, Shipped, licences_of, shipped


@pytest.mark.parametrize("package", list(shipped()), ids=lambda package: package.name)
def test_every_package_that_is_shipped_names_a_licence_we_know(package: Shipped) -> None:
    assert package.licences
    assert package.licences <= ALLOWED


def test_the_functions_and_the_theme_are_listed() -> None:
    names = {package.name for package in shipped()}

    assert names >= {"boto3", "pydantic", "jinja2", "mkdocs-material"}
    assert "moto" not in names


@pytest.mark.parametrize(
    ("header", "value", "licences"),
    [
        ("License-Expression", "Apache-2.0 OR BSD-2-Clause", {"Apache-2.0", "BSD-2-Clause"}),
        ("License-Expression", "GPL-3.0-only", {"GPL-3.0-only"}),
        ("Classifier", "License :: OSI Approved :: MIT License", {"MIT"}),
        ("License", "Proprietary", {"Proprietary"}),
        ("Name", "nothing at all", set()),
    ],
)
def test_a_licence_is_read_wherever_it_is_written(
    header: str, value: str, licences: set[str]
) -> None:
    package = Message()
    package[header] = value

    assert licences_of(cast("PackageMetadata", package)) == licences
