"""`qualcode demo`: made once, then opened as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qualcode.cli import demo as demo_command
from qualcode.cli.root import root


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The projects that were opened on the screen; somebody sits at a terminal."""
    monkeypatch.chdir(tmp_path)
    paths: list[Path | None] = []
    monkeypatch.setattr(demo_command, "on_terminal", lambda: True)
    monkeypatch.setattr(demo_command, "open_screen", lambda path, coder: paths.append(path))
    return paths


def test_on_a_terminal_a_demo_that_is_there_is_opened_as_it_is(opened: list[Path | None]) -> None:
    first = CliRunner().invoke(root, ["demo", "my demo"])
    assert "Reciprocity hoped for" in first.stdout
    assert 'cd "my demo"' in first.stderr
    before = Path("my demo/demo.qualcode").read_bytes()
    second = CliRunner().invoke(root, ["demo", "my demo"])
    assert (first.exit_code, second.exit_code, second.stdout) == (0, 0, "")
    assert "is there already" in second.stderr
    assert opened == [Path("my demo/demo.qualcode")] * 2
    assert Path("my demo/demo.qualcode").read_bytes() == before


def test_a_script_is_refused_a_second_demo(opened: list[Path | None]) -> None:
    Path("qualcode-demo").mkdir()
    Path("qualcode-demo/demo.qualcode").touch()
    again = CliRunner().invoke(root, ["demo", "--no-tui"])
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert opened == []
