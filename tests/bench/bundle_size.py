"""P3: the zip that is uploaded, against Powertools, boto3 and pydantic installed plainly."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from infra.bundle import REQUIREMENTS, RUNTIME, TARGETS
from tests.bench.figures import Figure, Goal, Subject
from tests.bench.task import BUILD, Task, pack

PLAIN = ("aws-lambda-powertools", "boto3", "pydantic")
GOAL = 0.28
MEGA = 1e6


def measure(task: Task) -> Subject:
    """Both for the processor the functions run on. Ours carries byte code, if the newest Python
    here is the runtime's own."""
    ours = pack(task.python, "arm64").stat().st_size
    plain = _zipped_plain().stat().st_size
    figure = Figure(
        "P3",
        "Bundle, zipped",
        Goal("≤", GOAL, "×"),
        [ours / plain],
        ours=f"{ours / MEGA:.1f} MB{_byte_code(task)}",
        reference=f"{', '.join(PLAIN)} installed plainly: {plain / MEGA:.1f} MB",
    )
    return Subject((figure,))


def _byte_code(task: Task) -> str:
    """Only the runtime's own Python can make it, and what starts without it starts late."""
    is_runtimes = task.version.startswith(".".join(map(str, RUNTIME)))
    return " with byte code" if is_runtimes else " without byte code"


def locked(text: str, wanted: tuple[str, ...]) -> list[str]:
    """The lines of a lock for `wanted` and for all that they need, found by its `via` remarks."""
    blocks = re.findall(r"^([a-z0-9-]+)(==.*?)(?=^[a-z]|\Z)", text, re.MULTILINE | re.DOTALL)
    needs = {name: set(re.findall(r"^    #(?: via)? +([a-z0-9-]+)$", rest, re.MULTILINE)) for name, rest in blocks}  # fmt: skip
    kept = set(wanted)
    while more := {name for name, by in needs.items() if by & kept} - kept:
        kept |= more
    return [name + rest for name, rest in blocks if name in kept]


def _zipped_plain() -> Path:
    made = BUILD / "plain.zip"
    lock = "".join(locked(REQUIREMENTS.read_text(), PLAIN))
    chosen = BUILD / "plain.txt"
    if made.exists() and chosen.exists() and chosen.read_text() == lock:
        return made
    made.unlink(missing_ok=True)
    chosen.write_text(lock)
    folder = BUILD / "plain"
    shutil.rmtree(folder, ignore_errors=True)
    _install(chosen, folder)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
    shutil.rmtree(folder)
    return made


def _install(chosen: Path, folder: Path) -> None:
    """As somebody would for Lambda, without byte code of the wrong Python."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    exact = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--no-compile"]
    target = [*TARGETS["arm64"].pip, "--target", str(folder), "-r", str(chosen)]
    done = subprocess.run([*pip, *exact, *target], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The plain requirements were not installed.\n{done.stderr}")
