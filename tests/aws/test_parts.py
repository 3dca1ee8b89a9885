"""What stands between the rules and AWS: typed values, data files, secrets read now and then."""

import json
from collections import OrderedDict
from decimal import Decimal
from pathlib import Path
from typing import Any

import botocore
import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.loaders import JSONFileLoader, Loader

from followup.aws.data_files import DataFiles
from followup.aws.items import pack, unpack
from followup.aws.parameters import SECRET_SECONDS, SWITCH_SECONDS, Parameters
from followup.mailing import State

DATA = Path(botocore.__file__).parent / "data"
SERVICES = ("dynamodb", "secretsmanager", "sesv2", "sqs", "ssm")

STORED = {"pk": "S#1", "state": State.DUE, "n": -3, "none": None, "sent": ["a|b", ["c", 4]]}


class Service:
    """Secrets Manager and Parameter Store with one value; counts what is asked of them."""

    def __init__(self, value: str) -> None:
        self.value, self.asked = value, 0

    def get_secret_value(self, **_: str) -> dict[str, Any]:
        self.asked += 1
        return {"SecretString": self.value}

    def get_parameter(self, **_: str) -> dict[str, Any]:
        self.asked += 1
        return {"Parameter": {"Value": self.value}}


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_values_are_typed_as_boto3_types_them() -> None:
    plain = {name: value for name, value in STORED.items() if value is not None}
    expected = {name: TypeSerializer().serialize(value) for name, value in plain.items()}

    assert pack(STORED) == expected
    assert unpack(expected) == plain


@pytest.mark.parametrize("value", [1.5, True, {"a": 1}, Decimal(1), b"bytes"])
def test_what_is_never_stored_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        pack({"name": value})


def test_a_value_that_something_else_wrote_can_be_looked_at() -> None:
    foreign = {"a": {"N": "1.5"}, "b": {"BOOL": True}, "c": {"M": {"d": {"S": "e"}}}}

    assert unpack(foreign)["a"] == "1.5"
    assert TypeDeserializer().deserialize(foreign["a"]) == Decimal("1.5")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_described_as_botocore_reads_it(service: str) -> None:
    ours = Loader(file_loader=DataFiles()).load_service_model(service, "service-2")
    theirs = Loader(file_loader=JSONFileLoader()).load_service_model(service, "service-2")

    # An OrderedDict is equal to a dict in any order; as text the order counts too.
    assert json.dumps(ours) == json.dumps(theirs)
    assert isinstance(theirs, OrderedDict)


def test_a_file_that_is_not_there_is_no_fault() -> None:
    files = DataFiles()

    assert files.exists(str(DATA / "endpoints"))
    assert not files.exists(str(DATA / "nothing"))
    assert files.load_file(str(DATA / "nothing")) is None


@pytest.mark.parametrize(("kind", "seconds"), [("secret", SECRET_SECONDS), ("switch", SWITCH_SECONDS)])  # fmt: skip
def test_a_value_is_read_again_after_a_while(kind: str, seconds: float) -> None:
    service, clock = Service("before"), Clock()
    parameters = Parameters(lambda _name: service, clock)
    read = getattr(parameters, kind)
    first = read("name")
    service.value = "after"

    clock.now += seconds - 1
    assert (first, read("name"), service.asked) == ("before", "before", 1)
    clock.now += 1
    assert (read("name"), service.asked) == ("after", 2)


def test_a_secret_that_cannot_be_read_is_asked_for_again() -> None:
    service = Service("value")
    parameters = Parameters(lambda _name: None)
    with pytest.raises(AttributeError):
        parameters.secret("name")

    assert Parameters(lambda _name: service).secret("name") == "value"
