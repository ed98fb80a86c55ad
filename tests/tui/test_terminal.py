"""The whole road in a real terminal, by keystrokes alone, from `qualcode` in a new folder."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from terminal_driving import ROAD, Terminal, prepare, walk

from qualcode.api import Project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
def test_from_an_empty_folder_to_a_workbook(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = tmp_path / "new study"
    prepare(folder)
    terminal = Terminal(folder, tmp_path / "settings", size)
    try:
        screens = [screen for _, screen in walk(terminal)]
        assert len(screens) == len(ROAD)
        assert not any("Traceback" in screen for screen in screens)
        terminal.press("C-q")
        end = time.monotonic() + 20
        while terminal.is_running() and time.monotonic() < end:
            time.sleep(0.1)
        assert not terminal.is_running()
    finally:
        terminal.close()
    assert sorted(path.name for path in folder.iterdir()) == ["corpora", "exports", "study.qualcode"]
    assert [path.suffix for path in (folder / "exports").iterdir()] == [".xlsx"]
    with Project.open(folder / "study.qualcode", read_only=True) as project:
        assert project.check() == []
        assert [code.path for code in project.codebook.all()] == ["Welcome", "Welcome > Hospitality"]
        assert len(project.codings.all()) == 2
        assert [memo.text for memo in project.memos.all()] == ["performance? compare P11 [/b]"]
        assert {action.coder for action in project.history.newest_first()} == {"Amina"}
