"""What can go wrong around the screen: other programs, the file itself, a mistake in the code."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from screen_driving import at_rest, on_screen, pressed, stored, typed, until
from test_screen_hasty import code

from qualcode.api import Project
from qualcode.project import ProjectFile
from qualcode.settings import settings_folder
from qualcode.tui import app as app_module
from qualcode.tui import opening, rescue
from qualcode.tui.app import QualcodeApp
from qualcode.tui.opening import open_project
from qualcode.tui.screens.places import Places
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.transcript.reading import ReadingView
from qualcode.tui.widgets import lines


def told(app: QualcodeApp) -> str:
    return "\n".join(notice.message for notice in app._notifications)


async def test_a_change_that_another_program_holds_up_is_refused_soon_and_can_be_done_later(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE_SECONDS", 0.05)
    waits: list[float] = []
    wait = ProjectFile.wait_for_others
    monkeypatch.setattr(
        ProjectFile, "wait_for_others", lambda self, seconds: (waits.append(seconds), wait(self, seconds))
    )
    app = QualcodeApp(open_project(odd_project.path, "Amina"), "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        other = sqlite3.connect(odd_project.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pressed(pilot, "down", "1")
        assert waits == [0.05]
        assert "is being changed by another program" in told(app)
        assert len(stored(odd_project)) == 1
        other.close()
        await pressed(pilot, "escape", "1")
        assert len(stored(odd_project)) == 2


async def test_a_project_file_that_was_moved_is_told_and_nothing_is_written_until_it_is_back(
    odd_project: Project,
) -> None:
    app = QualcodeApp(odd_project, "Amina")
    path, elsewhere = odd_project.path, odd_project.path.with_suffix(".moved")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        path.rename(elsewhere)
        await until(pilot, lambda: "it was moved or deleted while open" in told(app), 10)
        await pressed(pilot, "down", "1")
        await pressed(pilot, "u")
        assert len(stored(odd_project)) == 1
        await until(pilot, lambda: "file gone" in on_screen(app), 10)
        elsewhere.rename(path)
        await pressed(pilot, "1")
        assert len(stored(odd_project)) == 2


async def test_a_project_file_that_was_replaced_is_told(odd_project: Project, tmp_path: Path) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        with Project.create(tmp_path / "other.qualcode", coder="Amina"):
            pass
        (tmp_path / "other.qualcode").replace(odd_project.path)
        await code(pilot, "irony")
        assert "was replaced by another file" in told(app)


async def test_a_code_that_another_program_removed_meanwhile_is_told(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "c")
        with Project.open(odd_project.path, "Farrukh") as other:
            other.codebook.remove(other.codebook.find("Irony"))
        await typed(pilot, "irony")
        await pressed(pilot, "enter")
        assert "unforeseen" not in told(app)
        assert "Irony was removed by another program" in told(app)
        assert stored(odd_project) == []


async def test_a_coding_that_another_program_removed_meanwhile_is_told(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "TOLD_FOR_SECONDS", 0.2)
    monkeypatch.setattr(app_module, "LOOKED_AFTER_SECONDS", 0.2)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        for key in ("w", "x", "m"):
            with Project.open(odd_project.path, "Farrukh") as other:
                other.codings.remove(other.codings.all())
            await pressed(pilot, key)
            if key == "w":
                await pressed(pilot, "5", "enter")
            if key == "m":
                await typed(pilot, "memo")
                await pressed(pilot, "ctrl+s")
            assert "unforeseen" not in told(app), key
            await until(pilot, lambda: "nothing coded yet" in on_screen(app) or bool(told(app)), 10)
            await pressed(pilot, "escape", "escape", "escape")
            odd_project.undo()
            await until(pilot, lambda: "Irony (you)" in on_screen(app), 10)


async def test_a_synced_folder_is_warned_about(odd_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProjectFile, "warning", lambda self: "It lies in a [synced] folder.")
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await at_rest(pilot)
        assert "It lies in a [synced] folder." in told(app)


def fail(*_: object) -> None:
    raise RuntimeError("a mistake")


async def test_a_mistake_in_an_action_is_one_sentence_and_the_work_goes_on(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Places, "action_to_codes", fail)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, "b")
        assert "Something unforeseen happened (RuntimeError)" in told(app)
        assert "a mistake" in (settings_folder() / "errors.log").read_text(encoding="utf-8")
        await pressed(pilot, "escape", "escape", "u")
        assert stored(odd_project) == []


async def test_a_mistake_that_ends_the_screen_saves_the_unsaved_memo_and_says_so(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QualcodeApp(odd_project, "Amina")
    with pytest.raises(RuntimeError):  # noqa: PT012  (the pilot raises it when the app has ended)
        async with app.run_test(size=(140, 45), notifications=True) as pilot:
            await code(pilot, "irony")
            await pressed(pilot, "m")
            await typed(pilot, "not saved yet")
            monkeypatch.setattr(ReadingView, "on_key", fail, raising=False)
            reading = next(screen for screen in app.screen_stack if isinstance(screen, ReadingScreen))
            reading.view.focus()
            await pressed(pilot, "down")
    assert app.return_code == 1
    log = (settings_folder() / rescue.RESCUED).read_text(encoding="utf-8")
    assert "not saved yet" in log
    assert "unforeseen" in app.last_words
    assert rescue.RESCUED in app.last_words
