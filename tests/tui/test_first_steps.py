"""What a researcher does who has never seen the screen: where she stumbled once, she does not any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from grid_driving import opened, said, to
from screen_driving import on_screen, pressed, stored, typed, until

from qualcode.api import Project
from qualcode.remembered import remember_project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.help import HelpScreen
from qualcode.tui.screens.importing import ImportScreen
from qualcode.tui.screens.new_project import NewProjectScreen
from qualcode.tui.screens.path_prompt import PathPrompt
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.hints import HintLine


async def test_a_code_has_the_digit_it_had_before_the_restart(odd_project: Project) -> None:
    first = odd_project.codebook.add("First")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "c")
        await typed(pilot, "First")
        await pressed(pilot, "enter", "down", "c")
        await typed(pilot, "Irony")
        await pressed(pilot, "enter", "down", "c")
        await typed(pilot, "Made here")
        await pressed(pilot, "enter")
    with Project.open(odd_project.path, "Amina") as again:
        again.codebook.remove(first)  # the digits of the others stay: her fingers know them
        app = QualcodeApp(again)
        async with app.run_test(size=(140, 45), notifications=True) as pilot:
            await pressed(pilot, "home", "2", "3")
            assert sorted(name for name, text in stored(again) if text.startswith("Let them")) == [
                "Irony",
                "Made here",
            ]


async def test_a_name_of_a_study_that_cannot_be_is_refused_where_it_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "n")
        await typed(pilot, "Help or debt/x")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, NewProjectScreen)
        assert "There is no folder Help or debt" in said(app)
        await pressed(pilot, *["backspace"] * 2, "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert "There is no folder" not in on_screen(app)
    assert (tmp_path / "Help or debt.qualcode").is_file()


async def test_what_is_begun_or_dropped_in_the_line_for_a_path_is_found(
    odd_project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "my interviews"
    folder.mkdir()
    (folder / "P03.txt").write_text("AMINA: One sentence.\n", encoding="utf-8")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "f9")
        await typed(pilot, "elsewhere")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, PathPrompt)
        assert "There is no file or folder" in said(app)
        await pressed(pilot, *["backspace"] * 9)
        await typed(pilot, "my")
        await pressed(pilot, "enter")
        assert "P03.txt" in on_screen(app)
        await pressed(pilot, *["backspace"] * 14)
        await typed(pilot, f"'{folder}'")  # as terminals write what is dropped on them
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and "imported" in on_screen(app))


async def test_the_memo_is_seen_where_the_panel_was_shut_and_its_hint_stays_until_one_is_saved(
    odd_project: Project,
) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        line = app.screen.query_one(HintLine)
        await pressed(pilot, "m", "escape")
        assert " m  memo" in str(line.content)
        await pressed(pilot, "i", "h")
        assert "Here" not in on_screen(app)
        await pressed(pilot, "m")
        await typed(pilot, "seen")
        assert "seen" in on_screen(app)
        await pressed(pilot, "ctrl+s")
        assert "Here" not in on_screen(app)
        assert " m  memo" not in str(line.content)


async def test_a_name_is_not_filled_into_other_rows_and_a_second_of_the_same_is_pointed_out(
    odd_project: Project,
) -> None:
    odd_project.participants.add("Nodira")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        await to(pilot, screen, 0, "participant")
        await pressed(pilot, "ctrl+a", "ctrl+d")
        assert "A name stands for one participant" in said(app)
        await pressed(pilot, "escape", "escape")
        await typed(pilot, "Nodira")
        await pressed(pilot, "enter")
        assert "2 participants have the name Nodira now" in said(app)
    with Project.open(odd_project.path, "Amina") as again:
        assert [each.name for each in again.participants.all()] == ["Nodira", "Nodira"]


async def test_the_remarks_on_what_was_imported_are_whole_and_name_ways_of_the_screen(
    odd_project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "P1.txt").write_bytes("Здравствуйте, рады вас видеть.\nСпасибо большое.\n".encode("cp1251"))
    (folder / "P2.xyz").write_text("none of ours")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "f9")
        await typed(pilot, "in")
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and "imported" in on_screen(app))
        await until(pilot, lambda: "P1.txt: The encoding was guessed as" in said(app))
        assert "save the file as UTF-8 and bring it in again. No speakers" in said(app)
        assert "--" not in said(app)
        assert "↑ ↓ the remarks" in said(app)
        await pressed(pilot, "down")
        await until(pilot, lambda: "P2.xyz: left out: of no known format" in said(app))


async def test_keys_that_one_tries_in_the_text_do_what_one_expects_or_say_what_to_press(
    odd_project: Project,
) -> None:
    odd_project.codings.apply(odd_project.documents.all()[0], odd_project.codebook.find("Irony"), 7, 20)
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "q")
        assert "“q” does nothing here; Ctrl+Q leaves qualcode" in said(app)
        await pressed(pilot, "y")
        assert "“y” does nothing here; F1 shows all keys" in said(app)
        await pressed(pilot, "ctrl+s")
        assert "all is saved already; u undoes" in said(app)
        await pressed(pilot, "?")
        assert isinstance(app.screen, HelpScreen)
        await pressed(pilot, "escape", "delete")
        assert stored(odd_project) == []
        await pressed(pilot, "ctrl+f")
        await typed(pilot, "said")
        assert "Enter next hit ↑ before Esc text, n N walk there" in said(app)
        await pressed(pilot, "enter", "escape", "n")
        assert "“said”: 1 of 1" in said(app)


async def test_the_open_document_has_a_sign_and_nothing_is_taken_off_a_list_that_is_not_there(
    odd_project: Project, tmp_path: Path
) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "ctrl+pagedown")
        await until(pilot, lambda: "»P02" in on_screen(app))
        assert "»P01" not in on_screen(app)
        app.show_start()
        await until(pilot, lambda: "n New…" in on_screen(app))
        assert "off the list" not in on_screen(app)
    remember_project(tmp_path / "study.qualcode")
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await until(pilot, lambda: "x off the list" in on_screen(app))
        await pressed(pilot, "x")
        await until(pilot, lambda: "x off the list" not in on_screen(app))
