"""run.py: what it installs and when, without installing anything."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "run.py"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, for a project in `tmp_path` whose environment has a Python."""
    if not SCRIPT.exists():
        pytest.skip("run.py is not part of an installed qualcode")
    spec = importlib.util.spec_from_file_location("run_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    stand_in(script, tmp_path / "project", monkeypatch)
    return script


def stand_in(script: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the script believe that it lies in a folder."""
    (folder / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text("[project]\n")
    python = folder / ".venv" / "bin" / "python"
    python.touch()
    for name, value in (("HERE", folder), ("ENVIRONMENT", folder / ".venv"), ("PYTHON", python)):
        monkeypatch.setattr(script, name, value)
    monkeypatch.setattr(script, "BIN", folder / ".venv" / "bin")


@pytest.fixture
def installed(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The installations that were asked for; none is done."""
    calls: list[list[str]] = []
    monkeypatch.setattr(run, "make_environment", lambda *, anew: ["pip", *["anew"] * anew])
    monkeypatch.setattr(run.subprocess, "check_call", lambda command, **_: calls.append(command))
    return calls


def test_it_installs_once(run: ModuleType, installed: list[list[str]]) -> None:
    run.install(with_tools=False)
    assert any("--editable" in command for command in installed)
    installed.clear()
    run.install(with_tools=False)
    assert installed == []


def test_the_test_tools_are_added_and_serve_the_demo_too(run: ModuleType, installed: list[list[str]]) -> None:
    run.install(with_tools=False)
    installed.clear()
    run.install(with_tools=True)
    assert any("--group" in command for command in installed)
    installed.clear()
    run.install(with_tools=False)
    assert installed == []


def test_a_folder_that_was_moved_is_installed_anew(
    run: ModuleType, installed: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.install(with_tools=False)
    installed.clear()
    (tmp_path / "project").rename(tmp_path / "elsewhere")
    stand_in(run, tmp_path / "elsewhere", monkeypatch)
    run.install(with_tools=False)
    assert any({"anew", "--editable", str(tmp_path / "elsewhere")} <= set(command) for command in installed)


def test_the_demo_is_made_where_the_user_stands_and_the_way_on_is_told(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    called: list[tuple[list[str], dict[str, object]]] = []
    monkeypatch.setattr(run.subprocess, "call", lambda command, **more: called.append((command, more)) or 0)
    monkeypatch.setattr(run.shutil, "which", lambda _: None)
    assert run.demo(["there", "--no-tui"]) == 0
    assert called == [([str(run.PYTHON), "-P", "-m", "qualcode", "demo", "there", "--no-tui"], {})]
    assert str(run.BIN / "activate") in capsys.readouterr().err


def test_a_command_that_fails_or_is_missing_its_module_does_not_answer(run: ModuleType) -> None:
    assert run.answers([sys.executable, "--version"])
    assert not run.answers([sys.executable, "-m", "no_such_module"])


def test_without_a_job_it_tells_the_jobs(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 2
    assert "python3 run.py demo" in capsys.readouterr().err
