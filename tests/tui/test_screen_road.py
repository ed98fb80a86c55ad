"""The whole road by keystrokes: a new folder, a transcript, a code, a memo, undo, redo, the table, the workbook.

The project file is looked at after each step, by a second connection.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_driving import at_rest, on_screen, pressed, stored, typed, until
from textual.pilot import Pilot
from textual.widgets import DataTable

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.reading import ReadingScreen

TRANSCRIPT = (
    "INTERVIEWER: How did people react?\n\n"
    "P07: First we were surprised. [laughs] Let them see. [/b] She said it twice.\n"
)
SIZES = [(140, 45), (80, 24)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "study"
    (place / "corpora").mkdir(parents=True)
    (place / "corpora" / "P07 [bold]Accountant.txt").write_text(TRANSCRIPT, encoding="utf-8")
    monkeypatch.chdir(place)
    return place


async def import_folder(pilot: Pilot[None]) -> None:
    await pressed(pilot, "f9")
    await at_rest(pilot)
    await typed(pilot, "corpora/")
    await pressed(pilot, "enter")
    app = pilot.app
    await until(pilot, lambda: bool(app.screen.query("#result")) and app.screen.query_one("#result").display)
    await pressed(pilot, "enter")
    await until(pilot, lambda: isinstance(app.screen, ReadingScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_road(folder: Path, size: tuple[int, int]) -> None:
    app = QualcodeApp(None, None)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pressed(pilot, "n")
        await at_rest(pilot)
        await typed(pilot, "study")
        await pressed(pilot, "enter")
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "Amina")
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        path = folder / "study.qualcode"
        with Project.open(path, read_only=True) as file:
            assert [coder.name for coder in file.coders.all()] == ["Amina"]

            await import_folder(pilot)
            assert [document.name for document in file.documents.all()] == ["P07 [bold]Accountant"]
            await until(pilot, lambda: "[laughs]" in on_screen(app) and "[/b]" in on_screen(app))

            await pressed(pilot, "down", "down", "down", "c")
            await at_rest(pilot)
            await typed(pilot, "Welcome > [/b] Hosp")
            await pressed(pilot, "enter")
            await at_rest(pilot)
            assert [code for code, _ in stored(file)] == ["Welcome > [/b] Hosp"]
            where = stored(file)[0][1]
            assert where in TRANSCRIPT

            await pressed(pilot, "m")
            await at_rest(pilot)
            await typed(pilot, "performance? [/b]")
            await pressed(pilot, "ctrl+s")
            await at_rest(pilot)
            assert [memo.text for memo in file.memos.all()] == ["performance? [/b]"]

            await pressed(pilot, "up", "1")
            await at_rest(pilot)
            assert len(stored(file)) == 2
            await pressed(pilot, "u")
            await at_rest(pilot)
            assert len(stored(file)) == 1
            await pressed(pilot, "u", "u")
            await at_rest(pilot)
            assert stored(file) == []
            assert file.memos.all() == []
            assert file.codebook.all() == []
            await pressed(pilot, "ctrl+r", "ctrl+r", "ctrl+r")
            await at_rest(pilot)
            assert [memo.text for memo in file.memos.all()] == ["performance? [/b]"]
            assert len(stored(file)) == 2

            await pressed(pilot, "f6")
            await until(pilot, lambda: "[/b] Hosp" in on_screen(app) and "█" in on_screen(app))
            assert app.screen.query_one(DataTable).row_count == 2
            await pressed(pilot, "escape", "ctrl+e")
            await until(pilot, lambda: any((folder / "exports").glob("*.xlsx")))
            await at_rest(pilot)
    assert path.exists()
    assert not path.with_name("study.qualcode-wal").exists()
