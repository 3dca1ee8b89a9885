"""infra/template.yaml and infra/site.yaml as trees, their short forms (!Ref, !GetAtt, !Sub …) in their long form."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

Tree = dict[str, Any]

TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"
SITE = TEMPLATE.with_name("site.yaml")


class _Loader(yaml.SafeLoader):
    pass


def _long_form(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> Tree:
    key = name if name == "Ref" else f"Fn::{name}"
    if isinstance(node, yaml.ScalarNode):
        return {key: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {key: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {key: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _long_form)


@cache
def read(file: Path = TEMPLATE) -> Tree:
    tree: Tree = yaml.load(file.read_text(), _Loader)
    return tree


def of_type(kind: str, file: Path = TEMPLATE) -> dict[str, Tree]:
    """The properties of every resource of a type, by logical id."""
    resources = read(file)["Resources"].items()
    return {name: each["Properties"] for name, each in resources if each["Type"] == kind}


def statements(role: Tree) -> list[Tree]:
    """The statements of a role's policies, their actions always as a list."""
    found = [s for policy in role["Policies"] for s in policy["PolicyDocument"]["Statement"]]
    return [
        s | {"Action": [s["Action"]] if isinstance(s["Action"], str) else s["Action"]}
        for s in found
    ]
