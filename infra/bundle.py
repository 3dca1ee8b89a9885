"""The zip of the functions: one recipe, two targets.

`python -m infra.bundle arm64` builds what is uploaded, `python -m infra.bundle host` what the
local cloud runs with this interpreter. The same sources and the same lock give the same bytes.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from infra import descriptions, unused

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = ROOT / "functions"
REQUIREMENTS = ROOT / "requirements" / "app.txt"
BUILD = ROOT / "build"

RUNTIME = (3, 13)  # of the functions in template.yaml
HERE = sys.version_info[:2]

UNWANTED = shutil.ignore_patterns("__pycache__", "*.pyc")

# What compileall is told: where, and how much to leave out.
# Of others the byte code alone, without their remarks: nobody reads it there, and it is half the
# zip. Ours stands beside its source, so that a traceback of our code shows the lines.
COMPILED_ALONE = ("-b", "2")
COMPILED_BESIDE = ("0",)
SMALLEST = 9  # of zlib's levels
RECIPE = (__file__, unused.__file__, descriptions.__file__)

EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip can hold


@dataclass(frozen=True, slots=True)
class Target:
    """Where the zip runs. `python` is the version whose byte code it may carry."""

    name: str
    python: tuple[int, int]
    pip: tuple[str, ...] = ()


TARGETS = {
    "host": Target("host", HERE),
    "arm64": Target(
        "arm64",
        RUNTIME,
        (
            # Lambda's Amazon Linux 2023 has glibc 2.34.
            *("--platform", "manylinux_2_34_aarch64"),
            *("--platform", "manylinux_2_28_aarch64"),
            *("--platform", "manylinux2014_aarch64"),
            *("--implementation", "cp"),
            *("--python-version", ".".join(map(str, RUNTIME))),
        ),
    ),
}


def build(
    name: str, functions: Path = FUNCTIONS, out: Path = BUILD, installed: Path = BUILD
) -> Path:
    """Returns the zip for "host" or "arm64", made in `out`.

    Requirements that were installed before are kept in `installed`, and not installed again.
    """
    target = TARGETS[name]
    if functions == FUNCTIONS:
        _make_calendar()
    made = out / f"functions-{name}.zip"
    dependencies = _dependencies(target, installed)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix="zipping-") as folder:
        unfinished, sources = Path(folder) / made.name, Path(folder) / "sources"
        shutil.copyfile(dependencies, unfinished)
        shutil.copytree(functions, sources, ignore=UNWANTED)
        _make_texts(sources)
        with ZipFile(unfinished, "a", ZIP_DEFLATED) as archive:
            _add(archive, sources, target, COMPILED_BESIDE)
        unfinished.replace(made)
    return made


def digest(made: Path) -> str:
    """Names a build: Lambda updates its code only when the key of the zip changes."""
    return hashlib.sha256(made.read_bytes()).hexdigest()[:16]


def remark(name: str) -> str:
    """Whether the zip carries byte code, in a sentence."""
    wanted = ".".join(map(str, TARGETS[name].python))
    if TARGETS[name].python == HERE:
        return f"With byte code of Python {wanted}."
    return f"Without byte code, since only Python {wanted} makes it: each start takes longer."


def _make_texts(sources: Path) -> None:
    """Done already where another Python packs, which has no Jinja2 (tests/bench/task.py)."""
    if not any(sources.glob("followup/templates/*/notes/notes.json")):
        from infra import texts

        texts.make(sources)


def _make_calendar() -> None:
    from infra import calendar_table

    calendar_table.make()


def _dependencies(target: Target, out: Path) -> Path:
    """The zip of the requirements, made once for a lock, an interpreter and this recipe."""
    made = out / f"dependencies-{target.name}-{_fingerprint(target)}.zip"
    if made.exists():
        return made
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix="installing-") as folder:
        installed = Path(folder) / "installed"
        _install(target, installed)
        descriptions.make(installed / "botocore" / "data", installed / descriptions.FOLDER)
        _prune(installed)
        unfinished = Path(folder) / "dependencies.zip"
        with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
            _add(archive, installed, target, COMPILED_ALONE)
        for stale in out.glob(f"dependencies-{target.name}-*.zip"):
            stale.unlink()
        unfinished.replace(made)
    return made


def _fingerprint(target: Target) -> str:
    recipe = [Path(file).read_bytes() for file in (REQUIREMENTS, *RECIPE)]
    made_by = [sys.version.encode(), target.name.encode()]
    return hashlib.sha256(b"\0".join(recipe + made_by)).hexdigest()[:12]


def _install(target: Target, folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    exact = ["--require-hashes", "--only-binary=:all:", "--no-compile", "--no-deps"]
    command = [*pip, *exact, *target.pip, "--target", str(folder), "-r", str(REQUIREMENTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The requirements of the functions were not installed.\n{done.stderr}")


def _prune(installed: Path) -> None:
    for description in (installed / "botocore" / "data").iterdir():
        if description.is_dir() and description.name not in unused.SERVICES:
            shutil.rmtree(description)
    for file in _files(installed):
        name = file.relative_to(installed).as_posix()
        if any(fnmatchcase(name, pattern) for pattern in unused.UNUSED):
            file.unlink()


def _add(archive: ZipFile, folder: Path, target: Target, layout: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as staging:
        copy = Path(staging) / "task"
        shutil.copytree(folder, copy, ignore=UNWANTED)
        if target.python == HERE:
            _compile(copy, layout)
        for file in _files(copy):
            entry = ZipInfo(file.relative_to(copy).as_posix(), EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), ZIP_DEFLATED, SMALLEST)


def _compile(folder: Path, layout: tuple[str, ...]) -> None:
    """Byte code as Lambda's own Python would make it, were the folder of the code writable.

    Nothing in a zip changes, so the byte code need not be checked against its source. It is made
    by an interpreter of its own: what else was loaded shows in the bytes otherwise.
    """
    *place, level = layout
    command = [sys.executable, "-I", "-S", "-m", "compileall", "-q", *place]
    paths = ["-s", str(folder), "-p", "/var/task"]
    modes = ["--invalidation-mode", "unchecked-hash"]
    documented = [str(folder / name) for name in unused.DOCUMENTED if (folder / name).exists()]
    again = [["-f", "-o", "0", *documented]] if documented else []
    for what in (["-o", level, str(folder)], *again):
        # Some of what others ship cannot be compiled; it stays as it is.
        subprocess.run([*command, *modes, *paths, *what], capture_output=True, check=False)
    for compiled in folder.rglob("*.pyc"):
        if compiled.parent.name != "__pycache__":
            compiled.with_suffix(".py").unlink()


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(file for file in folder.rglob("*") if file.is_file()))


def main(names: list[str]) -> None:
    for name in names or sorted(TARGETS):
        if name not in TARGETS:
            raise SystemExit(
                f"There is no target {name}. Choose from {', '.join(sorted(TARGETS))}."
            )
        began = time.monotonic()
        made = build(name)
        size, took = made.stat().st_size / 1e6, time.monotonic() - began
        print(f"{made.relative_to(ROOT)}  {size:.1f} MB  {took:.1f} s")
        print(f"  {remark(name)}")


if __name__ == "__main__":
    main(sys.argv[1:])
