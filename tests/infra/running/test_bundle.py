"""The zip of the functions: the same everywhere, no larger than needed, complete by itself."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra import bundle

HANDLERS = ("api", "dispatch", "send", "feedback")
# No site packages of the tests, no folder but the zip's.
ALONE = "import sys; sys.path[:0] = [{folder!r}]; import {names}"


@pytest.fixture(scope="module")
def arm64() -> Path:
    return bundle.build("arm64")


@pytest.fixture(scope="module")
def host() -> Path:
    return bundle.build("host")


def names_in(made: Path) -> list[str]:
    with ZipFile(made) as archive:
        return archive.namelist()


def test_the_same_sources_make_the_same_bytes(arm64: Path, tmp_path: Path) -> None:
    again = bundle.build("arm64", out=tmp_path / "out", installed=tmp_path / "installed")

    assert again.read_bytes() == arm64.read_bytes()


def test_a_second_build_takes_no_time(host: Path) -> None:
    began = time.monotonic()

    again = bundle.build("host")
    assert again == host
    assert time.monotonic() - began < 5


def test_the_handlers_run_on_what_the_zip_holds(host: Path, tmp_path: Path) -> None:
    with ZipFile(host) as archive:
        archive.extractall(tmp_path)
    script = ALONE.format(folder=str(tmp_path), names=", ".join(HANDLERS))

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "POWERTOOLS_METRICS_NAMESPACE": "x"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_sdk_keeps_the_services_that_are_called(arm64: Path) -> None:
    sources = [file.read_text() for file in bundle.FUNCTIONS.rglob("*.py")]
    called = {
        name for text in sources for name in re.findall(r"""client\(\s*"([a-z0-9]+)\"""", text)
    }

    kept = {n.split("/")[2] for n in names_in(arm64) if re.match(r"botocore/data/[^/]+/", n)}
    assert called <= kept == set(bundle.SERVICES)


def test_native_parts_are_built_for_the_target(arm64: Path) -> None:
    native = [name for name in names_in(arm64) if name.endswith(".so")]

    assert native
    assert all("aarch64" in name and "313" in name for name in native)


@pytest.mark.parametrize("target", ["arm64", "host"])
def test_byte_code_is_for_the_python_that_will_run_it(
    target: str, request: pytest.FixtureRequest
) -> None:
    made: Path = request.getfixturevalue(target)

    tags = {name.rsplit(".", 2)[1] for name in names_in(made) if name.endswith(".pyc")}
    assert tags <= {"cpython-" + "".join(map(str, bundle.TARGETS[target].python))}


def test_nothing_of_this_machine_is_in_the_zip(arm64: Path) -> None:
    with ZipFile(arm64) as archive:
        told = [info for info in archive.infolist() if info.date_time != bundle.EPOCH]
        contents = {name: archive.read(name) for name in archive.namelist()}

    assert told == []
    assert [name for name, data in contents.items() if str(bundle.ROOT).encode() in data] == []


def test_the_zip_is_small_enough_to_start_quickly(arm64: Path) -> None:
    assert arm64.stat().st_size < 12_000_000


def test_an_unknown_target_is_named() -> None:
    with pytest.raises(SystemExit, match="There is no target x86"):
        bundle.main(["x86"])
