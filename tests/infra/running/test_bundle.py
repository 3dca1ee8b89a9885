"""The zip of the functions: the same everywhere, no larger than needed, complete by itself."""

import json
import marshal
import os
import re
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra import bundle, descriptions, unused
from infra.operate import layers
from infra.operate.settings import Settings
from tests.bench import events, task

HANDLERS = ("api", "dispatch", "send", "feedback")
# No site packages of the tests, no folder but the zip's.
ALONE = "import sys; sys.path[:0] = [{folder!r}]; "
ELF = b"\x7fELF"
AARCH64 = 183  # EM_AARCH64
PYC_HEADER = 16  # bytes before the code (PEP 552)
SOMEWHERE = {
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
}


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


@pytest.fixture(scope="module")
def unpacked(host: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("task")
    with ZipFile(host) as archive:
        archive.extractall(folder)
    return folder


def run_alone(folder: Path, script: str, **environment: str) -> tuple[int, str]:
    """In an interpreter that sees nothing but its own library and the folder."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", ALONE.format(folder=str(folder)) + script],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "POWERTOOLS_METRICS_NAMESPACE": "x"} | environment,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("handler", HANDLERS)
def test_each_handler_runs_on_what_the_zip_holds(unpacked: Path, handler: str) -> None:
    assert run_alone(unpacked, f"import {handler}") == (0, "")


@pytest.mark.parametrize("service", sorted(descriptions.CALLED))
def test_the_clients_are_made_from_what_the_zip_holds(unpacked: Path, service: str) -> None:
    script = f"""
from followup.aws import wiring
made = wiring.client({service!r})
assert set(made.meta.service_model.operation_names) == {descriptions.CALLED[service]}
assert made.meta.endpoint_url.endswith(".eu-central-1.amazonaws.com"), made.meta.endpoint_url
"""

    assert run_alone(unpacked, script, **SOMEWHERE) == (0, "")


def test_a_plain_client_is_made_too(unpacked: Path) -> None:
    """What our start is compared with in the benchmarks."""
    script = "import boto3; boto3.client('dynamodb')"

    assert run_alone(unpacked, script, **SOMEWHERE) == (0, "")


def test_a_new_form_is_not_kept_waiting_for_the_other_routes(unpacked: Path) -> None:
    script = """
import api, sys
assert not {"routes.follow_ups", "followup.press_forms", "followup.views"} & {*sys.modules}
api.include_all()
assert "routes.follow_ups" in sys.modules
"""

    assert run_alone(unpacked, script) == (0, "")


def test_nothing_of_asyncio_is_loaded_until_it_is_used(unpacked: Path) -> None:
    script = """
import api, send, sys
assert "asyncio.events" not in sys.modules
import asyncio
async def two(): return 2
assert asyncio.run(two()) == 2
"""

    assert run_alone(unpacked, script) == (0, "")


@pytest.fixture(scope="module")
def instant() -> Iterator[str]:
    with task.instant_aws() as endpoint:
        yield endpoint


@pytest.mark.parametrize(
    ("handler", "last"),
    [("api", "TransactWriteItems"), ("dispatch", "SendMessageBatch"), ("send", "SendEmail")],
)
def test_each_part_of_the_loop_runs_on_what_the_zip_holds(
    unpacked: Path, instant: str, handler: str, last: str, tmp_path: Path
) -> None:
    """A form comes in, a tick finds what is due, a letter leaves."""
    due = events.due(1)
    service = task.Task(sys.executable, unpacked, instant)
    service.put(due.items)
    given = {"api": events.sign_ups(1), "dispatch": [events.tick(due.at)], "send": due.batches}
    (tmp_path / "events.json").write_text(json.dumps(given[handler]))
    before = service.counts()

    calls, seconds = task.INSIDE / "calls.py", tmp_path / "seconds.json"
    words = [str(calls), handler, str(tmp_path / "events.json"), "0", str(seconds)]
    script = (
        f"import sys, runpy; sys.argv = {words}; runpy.run_path({words[0]!r}, run_name='__main__')"
    )
    assert run_alone(unpacked, script, **service.environment) == (0, "")
    assert (service.counts() - before)[last] > 0


def test_time_zones_come_from_the_zip(unpacked: Path) -> None:
    script = "import zoneinfo; zoneinfo.reset_tzpath(()); zoneinfo.ZoneInfo('Europe/Berlin')"

    assert run_alone(unpacked, script) == (0, "")


def test_the_sdk_keeps_the_services_that_are_called(arm64: Path) -> None:
    sources = [file.read_text() for file in bundle.FUNCTIONS.rglob("*.py")]
    called = {
        name for text in sources for name in re.findall(r"""client\(\s*"([a-z0-9]+)\"""", text)
    }

    kept = {n.split("/")[2] for n in names_in(arm64) if re.match(r"botocore/data/[^/]+/", n)}
    assert called <= kept == set(unused.SERVICES)


def test_native_parts_are_built_for_the_target(arm64: Path) -> None:
    with ZipFile(arm64) as archive:
        native = {name: archive.read(name) for name in archive.namelist() if ".so" in name}

    assert native
    for name, content in native.items():
        assert machine_of(content) == AARCH64, name
        assert name.endswith((".cpython-313-aarch64-linux-gnu.so", ".abi3.so")), name


def test_a_part_for_another_machine_would_be_found(host: Path) -> None:
    """The header is read, not the name: these run here."""
    with ZipFile(host) as archive:
        native = [archive.read(name) for name in archive.namelist() if name.endswith(".so")]

    here = Path(sys.executable).resolve().read_bytes()
    if here.startswith(ELF):
        assert {machine_of(content) for content in native} == {machine_of(here)}


def machine_of(content: bytes) -> int:
    """e_machine of an ELF header (System V ABI, chapter 4)."""
    assert content.startswith(ELF)
    is_little = content[5] == 1
    return int.from_bytes(content[18:20], "little" if is_little else "big")


@pytest.mark.parametrize("target", ["arm64", "host"])
def test_no_file_of_others_was_changed(target: str, request: pytest.FixtureRequest) -> None:
    """Those without compiled parts are the same everywhere, so also in the tests' environment."""
    here = Path(sysconfig.get_path("purelib"))
    with ZipFile(request.getfixturevalue(target)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    sources = {name: here / re.sub(r"\.pyc$", ".py", name) for name in found if ".py" in name}
    shared = {name: source for name, source in sources.items() if source.is_file()}

    changed = [name for name, source in shared.items() if not is_of(found[name], source)]
    assert len(shared) > 300
    assert changed == []


def is_of(content: bytes, source: Path) -> bool:
    """The file itself, or what it compiles to without its remarks."""
    if content[:4] != MAGIC_NUMBER:
        return content == source.read_bytes()
    found, text = marshal.loads(content[PYC_HEADER:]), source.read_bytes()
    is_documented = source.as_posix().endswith(unused.DOCUMENTED)
    level = 0 if is_documented else 2
    return bool(found == compile(text, "", "exec", dont_inherit=True, optimize=level))


@pytest.mark.parametrize("target", ["arm64", "host"])
def test_byte_code_is_for_the_python_that_will_run_it(
    target: str, request: pytest.FixtureRequest
) -> None:
    """By the number at its start, since byte code that stands alone has no version in its name."""
    with ZipFile(request.getfixturevalue(target)) as archive:
        compiled = [archive.read(name) for name in archive.namelist() if name.endswith(".pyc")]
    is_ours = bundle.TARGETS[target].python == bundle.HERE

    assert {content[:4] for content in compiled} == ({MAGIC_NUMBER} if is_ours else set())


def test_our_own_code_keeps_its_source_beside_its_byte_code(host: Path) -> None:
    names = set(names_in(host))

    assert {"followup/plan.py", "botocore/client.pyc"} <= names
    assert f"followup/__pycache__/plan.{sys.implementation.cache_tag}.pyc" in names
    assert "botocore/client.py" not in names


def test_nothing_of_this_machine_is_in_the_zip(arm64: Path) -> None:
    with ZipFile(arm64) as archive:
        told = [info for info in archive.infolist() if info.date_time != bundle.EPOCH]
        contents = {name: archive.read(name) for name in archive.namelist()}

    assert told == []
    assert [name for name, data in contents.items() if str(bundle.ROOT).encode() in data] == []


def test_the_zip_is_small_enough_to_start_quickly(arm64: Path) -> None:
    """With byte code, where the runtime's own Python packs it, and without."""
    assert arm64.stat().st_size < 6_000_000


def test_what_is_built_does_not_show_who_built_it(tmp_path: Path) -> None:
    """Python writes byte code a little differently, depending on what else is in memory."""
    script = "import asyncio, decimal, html.parser, infra.bundle as b; from pathlib import Path; import sys; print(b.build('host', out=Path(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "functions:.", "PYTHONHASHSEED": "7"},
        check=True,
    )

    assert Path(done.stdout.strip()).read_bytes() == bundle.build("host").read_bytes()


def test_an_unknown_target_is_named() -> None:
    with pytest.raises(SystemExit, match="There is no target x86"):
        bundle.main(["x86"])


def test_an_operators_words_are_in_the_zip_also_where_they_are_compiled(tmp_path: Path) -> None:
    own = tmp_path / "own" / "templates" / "en" / "letters"
    own.mkdir(parents=True)
    (own / "link.txt").write_text("subject: Words of an operator\n---\n{{ link }}\n")
    laid = layers.lay(Settings("prod", tmp_path / "own", {}), tmp_path / "laid")

    made = bundle.build("host", functions=laid.functions, out=tmp_path / "out")
    with ZipFile(made) as archive:
        letters = [name for name in archive.namelist() if "/en/letters/" in name]
        holding = {name for name in letters if b"Words of an operator" in archive.read(name)}
    assert "followup/templates/en/letters/link.txt" in holding
    assert any(name.endswith(".py") for name in holding)
