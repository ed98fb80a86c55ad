"""Opening the screen: what is no sound project is told in a sentence, and start-up stays light."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from screen_driving import at_rest, on_screen, pressed, typed, until

from qualcode.api import Project
from qualcode.errors import ProjectError
from qualcode.tui import run
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.start import StartScreen
from qualcode.tui.widgets.row_list import RowList


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def test_a_damaged_project_is_refused_before_anything_is_drawn(empty: Path) -> None:
    path = empty / "study.qualcode"
    Project.create(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="damaged"):
        run(path, None)
    assert path.read_bytes() == before


async def test_on_the_start_page_a_damaged_project_is_told_and_the_page_stays(empty: Path) -> None:
    (empty / "study.qualcode").write_text("this is no project")
    app = QualcodeApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "o")
        await typed(pilot, "study.qualcode")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, StartScreen)
        assert "study.qualcode" in on_screen(app)
        assert "Not done" in on_screen(app)
        await pressed(pilot, "escape")
        assert "Not done" not in on_screen(app)


async def test_a_project_opened_for_reading_refuses_changes_in_a_sentence(odd_project: Project) -> None:
    path = odd_project.path
    odd_project.close()
    with Project.open(path, "Amina", read_only=True) as project:
        app = QualcodeApp(project)
        async with app.run_test(size=(140, 45), notifications=True) as pilot:
            assert "Let them see." in on_screen(app)
            await pressed(pilot, "i")
            assert "opened for reading only" in on_screen(app)
            assert project.codings.all() == []
            app.project = None  # closed by the `with`


async def test_new_asks_for_name_and_coder_and_never_overwrites(empty: Path) -> None:
    (empty / "there.qualcode").write_text("something")
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "n")
        await typed(pilot, "there")
        await pressed(pilot, "enter")
        assert "there already" in on_screen(app)
        await typed(pilot, "2")
        await pressed(pilot, "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert "No transcripts yet" in on_screen(app)
        await pressed(pilot, "i")
        assert "There is no document yet" in on_screen(app)
        await pressed(pilot, "escape", "f10")
        assert isinstance(app.screen, StartScreen)
        assert "there2" in on_screen(app)
    assert (empty / "there.qualcode").read_text() == "something"
    assert not (empty / "there2.qualcode-wal").exists()


async def test_where_several_code_she_is_asked_who_she_is(empty: Path) -> None:
    path = empty / "study.qualcode"
    Project.create(path, coder="Amina").close()
    with Project.open(path, "Farrukh [/b]") as project:
        project.codebook.add("Irony")
        project.coders.present()
    app = QualcodeApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.open_path(path)
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen) and "Farrukh [/b]" in on_screen(app))
        await pressed(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert app.project is not None
        assert app.project.coder == "Farrukh [/b]"


async def test_an_unforeseen_error_is_told_logged_and_loses_nothing(
    odd_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        assert isinstance(app.screen, ReadingScreen)

        def broken(*_: object) -> None:
            raise KeyError("something of [/b] ours")

        monkeypatch.setattr(app.screen.desk, "code_in_vivo", broken)
        await pressed(pilot, "i")
        assert "Something unforeseen happened (KeyError)" in on_screen(app)
        await pressed(pilot, "escape", "k")
        assert len(odd_project.progress.states()) == 1
    log = Path(os.environ["QUALCODE_CONFIG_DIR"]) / "errors.log"
    assert "something of [/b] ours" in log.read_text()


async def test_the_theme_chosen_is_kept(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45)) as pilot:
        assert app.theme == "qualcode-dark"
        app.theme = "qualcode-light"
        await at_rest(pilot)
    assert QualcodeApp().theme == "qualcode-light"


def test_settings_that_cannot_be_read_do_not_stop_the_screen(empty: Path) -> None:
    folder = Path(os.environ["QUALCODE_CONFIG_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text("this = is = no toml")
    assert QualcodeApp().theme == "qualcode-dark"


@pytest.mark.parametrize("module", ["qualcode.tui", "qualcode.tui.app", "qualcode.tui.screens.reading"])
def test_starting_the_screen_imports_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, {module}\n"
        "heavy = {'pandas', 'spacy', 'openpyxl', 'sqlite_utils', 'numpy', 'docx', 'lxml'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


async def test_the_demo_is_made_and_opened_and_opened_again(empty: Path) -> None:
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "d")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen), 120)
        assert "P07 Accountant" in on_screen(app)
        assert isinstance(app.screen, ReadingScreen)
        assert len(app.screen.desk.study.documents) == 12
        await pressed(pilot, "f10")
        assert isinstance(app.screen, StartScreen)
        choices = app.screen.query_one("#choices", RowList)
        assert str(choices.key).endswith("demo.qualcode")
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
