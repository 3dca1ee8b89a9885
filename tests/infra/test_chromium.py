"""Which browser the tests use."""

from pathlib import Path

import pytest

from infra import chromium


def a_browser(folder: Path, name: str, code: int = 0) -> Path:
    """A command that answers `--version` with an exit code."""
    folder.mkdir(exist_ok=True)
    command = folder / name
    command.write_text(f"#!/bin/sh\nexit {code}\n")
    command.chmod(0o755)
    return command


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only the browsers of a test are found: by their name, in this folder."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(chromium, "APPLICATIONS", ())


def test_the_one_that_was_named_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    a_browser(tmp_path / "bin", "chromium")
    named = a_browser(tmp_path, "mine")

    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium.find() == named


def test_a_named_one_that_does_not_run_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    a_browser(tmp_path / "bin", "chromium")

    monkeypatch.setenv("CHROMIUM", str(tmp_path / "nowhere"))
    with pytest.raises(chromium.NoBrowser, match="nowhere does not run"):
        chromium.get()


def test_a_stub_that_only_looks_like_a_browser_is_passed_over(tmp_path: Path) -> None:
    a_browser(tmp_path / "bin", "chromium", code=1)
    chrome = a_browser(tmp_path / "bin", "google-chrome")

    assert chromium.find() == chrome


def test_the_build_without_windows_comes_first(tmp_path: Path) -> None:
    a_browser(tmp_path / "bin", "chromium")
    headless = a_browser(tmp_path / "bin", "chromium-headless-shell")

    assert chromium.find() == headless
