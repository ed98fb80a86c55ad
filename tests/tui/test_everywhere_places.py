"""What works in every place: jump mode, the first keys, footers, and the start page."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from screen_driving import at_rest, on_screen, pressed, typed, until
from textual import events
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.errors import InvalidValue
from qualcode.model import Transcript
from qualcode.remembered import RecentProject, hints_used, recent_projects, remember_place, remember_project
from qualcode.settings import settings_folder, write_settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dropped import dropped_path
from qualcode.tui.notices import refuse, report
from qualcode.tui.screens.jump import JumpScreen
from qualcode.tui.screens.path_prompt import PathPrompt
from qualcode.tui.screens.picker import PickerScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.start import StartScreen
from qualcode.tui.start_rows import day, start_rows
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.hints import ALL_USED, HintLine
from qualcode.tui.widgets.row_list import RowList

SIZES = [(140, 45), (80, 24)]
PLACE_KEYS = ("f2", "f3", "f4", "f5", "f6", "f7", "f8")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


# -- jump mode


async def test_a_letter_jumps_to_a_panel_and_esc_stays(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "ctrl+j")
        assert isinstance(app.screen, JumpScreen)
        shown = on_screen(app)
        assert "Codes" in shown
        assert "Let them see." in shown, "the screen below stays in view"
        letters = {sign.name: str(sign.content) for sign in app.screen.query(".jump-letter").results()}  # type: ignore[attr-defined]
        letter = next(name for name, label in letters.items() if "Codes" in label)
        await pressed(pilot, letter)
        assert app.focused is not None
        assert app.focused.id == "codes"
        await pressed(pilot, "ctrl+j", "escape")
        assert isinstance(app.screen, ReadingScreen)
        assert app.focused is not None
        assert app.focused.id == "codes"
        await pressed(pilot, "ctrl+j", "ctrl+j")
        assert isinstance(app.screen, ReadingScreen)


async def test_on_a_narrow_screen_hidden_panels_slide_in_by_their_letter(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "ctrl+j")
        signs = {str(sign.content): sign.name for sign in app.screen.query(".jump-letter").results()}  # type: ignore[attr-defined]
        letter = next(name for label, name in signs.items() if "Documents" in label)
        await pressed(pilot, letter or "")
        assert app.focused is not None
        assert app.focused.id == "documents"


@pytest.mark.parametrize("key", PLACE_KEYS)
async def test_jump_mode_works_in_every_place(odd_project: Project, key: str) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, key)
        below = app.screen
        await pressed(pilot, "ctrl+j")
        assert isinstance(app.screen, JumpScreen)
        await pressed(pilot, "a")
        assert app.screen is below
        assert app.focused is not None


async def test_jump_mode_works_in_a_dialog_and_by_mouse(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "c")
        dialog = app.screen
        assert isinstance(dialog, PickerScreen)
        await pressed(pilot, "ctrl+j")
        assert isinstance(app.screen, JumpScreen)
        await pressed(pilot, "escape")
        assert app.screen is dialog
        await pressed(pilot, "escape", "ctrl+j")
        label = next(
            each for each in app.screen.query(".jump-letter").results() if "Documents" in str(each.content)
        )  # type: ignore[attr-defined]
        await pilot.click(label)
        await at_rest(pilot)
        assert app.focused is not None
        assert app.focused.id == "documents"


# -- the first keys


async def test_each_of_the_first_keys_goes_when_it_was_used(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        line = app.screen.query_one(HintLine)
        assert " ↓  sentence" in str(line.content)
        await pressed(pilot, "down")
        assert " ↓  sentence" not in str(line.content)
        assert " Shift+↓  more" in str(line.content)
        await pressed(pilot, "shift+down", "escape")
        assert " Shift+↓  more" not in str(line.content)
        assert " c  code" in str(line.content)
        await pressed(pilot, "c")
        await typed(pilot, "irony")
        await pressed(pilot, "enter", "m", "x", "ctrl+s", "u", "f1", "escape")
        assert not line.display
    again = QualcodeApp(odd_project, "Amina")
    assert hints_used() == ALL_USED
    assert again.key_map.keys == {}


async def test_the_first_keys_leave_by_a_click_and_come_back_by_the_palette(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        line = app.screen.query_one(HintLine)
        await pilot.click(line)
        await at_rest(pilot)
        assert not line.display
        titles = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        titles["Show the first keys"]()
        await at_rest(pilot)
        assert line.display
        titles["Hide the first keys"]()
        await at_rest(pilot)
        assert not line.display


async def test_the_first_keys_can_be_switched_off_and_are_those_of_the_user(odd_project: Project) -> None:
    write_settings(hints=False)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)):
        assert not app.screen.query_one(HintLine).display
    write_settings(hints=True, key_map="vim")
    with Project.open(odd_project.path, "Amina") as project:
        app = QualcodeApp(project, "Amina")
        async with app.run_test(size=(80, 24)):
            line = app.screen.query_one(HintLine)
            assert " j " in str(line.content)
            assert cell_len(str(line.content)) <= 78
            last = on_screen(app).splitlines()[-1]
            assert "u undo" in last
            assert "/ find" in last


async def test_in_an_empty_study_the_line_says_how_transcripts_come_in(empty: Path) -> None:
    with Project.create(empty / "new.qualcode", coder="Amina") as project:
        app = QualcodeApp(project, "Amina")
        async with app.run_test(size=(80, 24)) as pilot:
            line = app.screen.query_one(HintLine)
            assert "F9  bring transcripts in" in str(line.content)
            assert "F9" in on_screen(app)
            with Project.open(project.path, "Farrukh") as other:
                other.documents.add("P01", Transcript("Hello. Good day.", "txt"))
            await until(pilot, lambda: " ↓  sentence" in str(line.content), 5)


# -- footers and notices


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_footers_hold_whole_words_and_help_in_every_place(
    odd_project: Project, size: tuple[int, int]
) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=size) as pilot:
        for key in PLACE_KEYS:
            await pressed(pilot, key)
            footer = app.screen.query_one(KeyFooter)
            await until(pilot, lambda footer=footer: bool(footer.keys))  # type: ignore[misc]
            assert cell_len(footer.render().plain) <= size[0], key
            last = on_screen(app).splitlines()[-1]
            assert "F1 help" in last, key
            assert "^P actions" in last, key
        await pilot.resize_terminal(50, 20)
        await until(pilot, lambda: cell_len(footer.render().plain) <= 50)


async def test_a_click_in_the_footer_presses_the_key_and_the_mouse_says_what_it_is_for(
    odd_project: Project,
) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), tooltips=True) as pilot:
        footer = app.screen.query_one(KeyFooter)
        await until(pilot, lambda: bool(footer.keys))
        line = footer.render().plain
        assert footer.key_at(len(line) + 3) is None
        at = line.index("F1 help")
        assert [footer.key_at(column) for column in (at, at + 6)] == [footer.key_at(at)] * 2
        assert footer.key_at(at + 7) is None, "the gap after it"
        await pilot.hover(KeyFooter, offset=(at + 1, 0))
        assert footer.tooltip == next(shown.tooltip for shown in footer.keys if shown.display == "F1")
        await pilot.hover(None, offset=(1, 1))
        assert footer.tooltip is None
        await pilot.click(KeyFooter, offset=(at + 1, 0))
        await until(pilot, lambda: "Help · Esc closes" in on_screen(app))


async def test_the_same_refusal_is_shown_once(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        for _ in range(5):
            refuse(app, "The [door] is closed.")
            await at_rest(pilot)
        report(app, InvalidValue("Another one."))
        await at_rest(pilot)
        assert on_screen(app).count("The [door] is closed.") == 1
        assert "Another one." in on_screen(app)
        await pressed(pilot, "escape")
        refuse(app, "The [door] is closed.")
        await at_rest(pilot)
        assert on_screen(app).count("The [door] is closed.") == 1


# -- the start page


async def drop(pilot: Pilot[None], text: str) -> None:
    """Drop a text on the window, as a terminal sends it."""
    pilot.app.screen.post_message(events.Paste(text))
    await at_rest(pilot)
    await at_rest(pilot)


def made(place: Path, name: str) -> Path:
    path = place / name
    Project.create(path, coder="Amina").close()
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_recent_projects_say_when_and_what_was_read(empty: Path, size: tuple[int, int]) -> None:
    path = made(empty, "study [b].qualcode")
    remember_project(path)
    remember_place(path, "P07 Accountant", 20)
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=size):
        shown = on_screen(app)
        assert "study [b]" in shown
        assert "at P07 Accountant · 20 documents" in shown
        assert "today" in shown


async def test_leaving_a_project_notes_the_document_that_was_read(odd_project: Project) -> None:
    remember_project(odd_project.path)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "ctrl+pagedown", "f10")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert "at P02 · 2 documents" in on_screen(app)
    found = recent_projects()[0]
    assert (found.document, found.documents) == ("P02", 2)


async def test_a_project_that_is_gone_is_told_and_taken_off_the_list(empty: Path) -> None:
    gone = made(empty, "gone.qualcode")
    remember_project(gone)
    gone.unlink()
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        assert "any more" in on_screen(app)
        await pressed(pilot, "enter")
        assert isinstance(app.screen, StartScreen)
        assert "x ta" in on_screen(app).replace("▌", " ")
        await pressed(pilot, "escape", "x")
        assert recent_projects() == []
        assert app.screen.query_one(RowList).key == "new"
        await pressed(pilot, "x")
        assert "no recent project" in " ".join(on_screen(app).split())


@pytest.mark.parametrize("way", ["{path}", "'{path}'", "{escaped}", "file://{uri}", "  {path}\n"])
async def test_a_dropped_project_is_opened(empty: Path, way: str) -> None:
    path = made(empty, "my study.qualcode")
    told = way.format(path=path, escaped=str(path).replace(" ", "\\ "), uri=str(path).replace(" ", "%20"))
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await drop(pilot, told)
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert app.project is not None
        assert app.project.path == path


@pytest.mark.parametrize(
    ("text", "why"), [("no such file", "not the path"), ("a.txt", "no project file"), ("", "not the path")]
)
async def test_what_is_dropped_and_no_project_is_told(empty: Path, text: str, why: str) -> None:
    (empty / "a.txt").write_text("Hello.")
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await drop(pilot, text)
        assert isinstance(app.screen, StartScreen)
        assert why in " ".join(on_screen(app).split())


async def test_a_typed_path_goes_into_the_line(empty: Path) -> None:
    path = made(empty, "typed.qualcode")
    app = QualcodeApp(None, "Amina")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "slash")
        await until(pilot, lambda: isinstance(app.screen, PathPrompt) and app.focused is not None)
        await typed(pilot, str(path)[1:])
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))


def test_a_pasted_text_that_is_no_path_is_none(empty: Path) -> None:
    assert dropped_path("'unclosed") is None
    assert dropped_path("two\nlines") is None
    assert dropped_path("\0") is None
    assert dropped_path("x" * 5000) is None


def test_days_are_told_in_words_where_they_are_near() -> None:
    now = datetime(2026, 3, 12, 12).astimezone()
    assert day("2026-03-12T08:00:00+00:00", now) in ("today", "yesterday")
    assert day("2026-01-03T12:00:00+00:00", now) == "2026-01-03"
    assert day("", now) == ""
    assert start_rows([], now)[0].key == "new"


def test_what_cannot_be_read_is_not_remembered() -> None:
    settings_folder().mkdir(parents=True)
    (settings_folder() / "remembered.json").write_text(
        '{"projects": [{"path": 3}, 7, {"x": 1}], "hints_used": 4}'
    )
    assert recent_projects() == []
    assert hints_used() == set()
    remember_project(Path("a.qualcode"))
    assert [each.path for each in recent_projects()] == [str(Path("a.qualcode").resolve())]
    assert not RecentProject("\0").is_there
    assert os.listdir(settings_folder()) == ["remembered.json"]


# -- without colours


@pytest.mark.parametrize("size", SIZES)
async def test_without_colours_codings_and_cursor_can_still_be_told(
    odd_project: Project, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    document = odd_project.documents.all()[0]
    odd_project.codings.apply(document, odd_project.codebook.find("Irony"), 7, 20)
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        behind, filters = app.screen.background_colors[1], app.get_line_filters()
        strips = app.screen._compositor.render_strips()
        for each in filters:
            strips = [strip.apply_filter(each, behind) for strip in strips]
        styles = [segment.style for strip in strips for segment in strip if segment.style is not None]
        colours = {
            colour.triplet
            for style in styles
            for colour in (style.color, style.bgcolor)
            if colour is not None and colour.triplet is not None
        }
        assert all(red == green == blue for red, green, blue in colours)
        shown = on_screen(app)
        assert "Irony" in shown, "the lane says the name"
        assert "here: Irony (you)" in shown
        assert "▸" in shown, "the cursor has a sign"
