"""The theme table and the exports on the screen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from screen_driving import on_screen, pressed, typed, until
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from qualcode.api import Project
from qualcode.cli.root import root
from qualcode.model import Condition, Scope
from qualcode.reports.tables import content_of
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.scope_list import ScopeScreen
from qualcode.tui.screens.segments import SegmentsScreen
from qualcode.tui.screens.several import SeveralScreen
from qualcode.tui.screens.table import TableScreen, safe_name
from qualcode.tui.theme_table import Choice, frame_of


@pytest.fixture
def coded(odd_project: Project) -> Project:
    """Hospitality twice and its parent once in P01, Irony once in P02."""
    first, second = odd_project.documents.all()
    find = odd_project.codebook.find
    for code, document, start, end in (
        ("[/b] Hospitality", first, 7, 11),
        ("[/b] Hospitality", first, 12, 16),
        ("Welcome", first, 7, 16),
        ("Irony", second, 0, 7),
    ):
        odd_project.codings.apply(document, find(code), start, end)
    return odd_project


BAR = re.compile(r"[█▏▎▍▌▋▊▉]+")


def cells(app: QualcodeApp) -> list[list[str]]:
    """Return the names and numbers that are shown, without the bars."""
    table = app.screen.query_one(DataTable)
    return [
        [BAR.sub("", str(cell)).replace("\xa0", " ").strip() for cell in table.get_row_at(n)]
        for n in range(table.row_count)
    ]


def bars(app: QualcodeApp, column: int) -> list[int]:
    table = app.screen.query_one(DataTable)
    return [len("".join(BAR.findall(str(table.get_row_at(n)[column])))) for n in range(table.row_count)]


async def opened(pilot: Pilot[None], *keys: str) -> None:
    await pressed(pilot, "f6", *keys)
    app = pilot.app
    await until(
        pilot, lambda: isinstance(app.screen, TableScreen) and app.screen.query_one(DataTable).row_count > 0
    )


async def by(pilot: Pilot[None], name: str) -> None:
    await pressed(pilot, "b")
    app = pilot.app
    assert isinstance(app.screen, ChoiceScreen)
    answers = [str(row.key) for row in app.screen.query_one("RowList").rows]  # type: ignore[attr-defined]
    await pressed(pilot, *["down"] * answers.index(name), "enter")
    await until(pilot, lambda: isinstance(app.screen, TableScreen) and name in told(app))


def told(app: QualcodeApp) -> str:
    return str(app.screen.query_one("#sentence", Static).content)


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_the_plain_table_with_bars_and_its_sentence(coded: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot)
        rows = cells(app)
        assert [row[0] for row in rows] == ["Welcome", "[/b] Hospitality", "Irony"]
        assert [row[1] for row in rows] == ["1", "2", "1"]
        assert bars(app, 1) == [10, 20, 10]
        assert [row[2] for row in rows] == ["1", "1", "1"]
        assert "one code on one span by one coder" in told(app)
        assert "Parents without their sub-codes." in told(app)
        assert "[/b] Hospitality" in on_screen(app)


async def test_counts_sub_codes_and_columns_are_chosen_by_keys(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "s")
        await until(pilot, lambda: "any code under it" in told(app))
        assert [row[1] for row in cells(app)] == ["3", "2", "1"]
        await pressed(pilot, "s", "c")
        await until(pilot, lambda: "documents with at least one coding" in told(app))
        await by(pilot, "document")
        assert [row[1:] for row in cells(app)] == [["1", "·"], ["2", "·"], ["·", "1"]]
        assert "P01 [bold]x[/b] ␛[31mred" in on_screen(app)
        await by(pilot, "[b]place")
        assert "participants with at least one coding" in told(app)
        assert "[red]Dushanbe" in on_screen(app)


async def test_e_exports_exactly_what_is_shown(coded: Project, tmp_path: Path) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await by(pilot, "document")
        await pressed(pilot, "e", "enter")
        target = tmp_path / "exports" / "themes by document, codings.xlsx"
        await until(pilot, lambda: "Wrote exports/themes by document, codings.xlsx" in on_screen(app))
        sheet = load_workbook(target).worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert [row[1:3] for row in rows[1:4]] == [[1, 0], [2, 0], [0, 1]]
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_the_workbook_is_never_overwritten_unasked(coded: Project, tmp_path: Path) -> None:
    app = QualcodeApp(coded)
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "themes.xlsx").write_bytes(b"something of hers")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "ctrl+e")
        assert "exports/themes.xlsx is there already" in on_screen(app)
        await pressed(pilot, "escape")
        assert (exports / "themes.xlsx").read_bytes() == b"something of hers"
        await pressed(pilot, "ctrl+e", "enter")
        await until(pilot, lambda: "Wrote exports/themes (2).xlsx" in on_screen(app))
        assert (exports / "themes.xlsx").read_bytes() == b"something of hers"
        assert "Segments" in load_workbook(exports / "themes (2).xlsx").sheetnames
        await pressed(pilot, "ctrl+e", "down", "enter")
        await until(pilot, lambda: (exports / "themes.xlsx").read_bytes() != b"something of hers")
        assert sorted(path.name for path in exports.iterdir()) == ["themes (2).xlsx", "themes.xlsx"]


async def test_an_export_that_fails_is_told_and_leaves_nothing(coded: Project, tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("a file where the folder should be")
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "ctrl+e")
        await until(pilot, lambda: "Not done" in on_screen(app))
        assert (tmp_path / "exports").read_text() == "a file where the folder should be"


async def test_importing_the_same_again_is_left_out_and_told(coded: Project, tmp_path: Path) -> None:
    (tmp_path / "new [b].txt").write_text("Ada: First.\n\nBen: Second.\n")
    (tmp_path / "empty.txt").write_text("")
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        for expected in ("imported new [b]", "left out: "):
            await pressed(pilot, "f9")
            await typed(pilot, "new")
            await pressed(pilot, "tab", "enter")
            await until(pilot, lambda: "Enter or Esc closes" in on_screen(app))
            assert "new [b].txt" in on_screen(app)
            await until(pilot, lambda told=expected: told in on_screen(app), 5)
            await pressed(pilot, "escape")
        assert [document.name for document in coded.documents.all()][2:] == ["new [b]"]
        await pressed(pilot, "f9")
        await typed(pilot, "empty.txt")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "empty" in on_screen(app) and "Enter or Esc closes" in on_screen(app))
        await pressed(pilot, "escape", "escape")
        assert len(coded.documents.all()) == 3


def test_names_of_files_hold_nothing_a_system_refuses() -> None:
    assert safe_name('themes by a/b:c?"\x1b"') == "themes by a-b-c----"


def table(app: QualcodeApp) -> TableScreen:
    assert isinstance(app.screen, TableScreen)
    return app.screen


@pytest.mark.parametrize(
    ("choice", "options"),
    [
        (Choice(), []),
        (Choice(count="characters"), ["--count", "characters"]),
        (Choice(with_subcodes=True), ["--with-subcodes"]),
        (Choice("document", "words"), ["--by", "document", "--count", "words"]),
        (Choice("speaker", "codings", True), ["--by", "speaker", "--count", "codings", "--with-subcodes"]),
        (Choice("coder", "documents"), ["--by", "coder", "--count", "documents"]),
        (Choice("[b]place", "participants"), ["--by", "[b]place", "--count", "participants"]),
        (Choice(scope=Scope(documents=("P02",))), ["--document", "P02"]),
        (Choice(scope=Scope(exclude_speakers=("AMINA",))), ["--exclude-speaker", "AMINA"]),
        (
            Choice("document", scope=Scope(where=(Condition("[b]place", "=", "[red]Dushanbe"),))),
            ["--by", "document", "--count", "codings", "--where", "[b]place=[red]Dushanbe"],
        ),
    ],
)
def test_the_numbers_are_those_of_the_command_line(
    coded: Project, choice: Choice, options: list[str]
) -> None:
    path = str(coded.path)
    result = CliRunner().invoke(root, ["frequency", "-p", path, *options, "--format", "json"])
    assert result.exit_code == 0, result.output
    frame = frame_of(coded, choice)
    headings, rows = content_of(frame)
    assert json.loads(result.stdout) == [dict(zip(headings, row, strict=True)) for row in rows]
    assert len(frame) == 3


async def test_rows_are_sorted_by_key_and_by_a_click_and_zeros_left_out(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "o", "down", "down", "enter")
        await until(pilot, lambda: "Sorted by codings, the most first" in told(app))
        assert [row[0] for row in cells(app)] == ["Welcome > [/b] Hospitality", "Welcome", "Irony"]
        await pilot.click("#table", offset=(35, 1))
        await until(pilot, lambda: "Sorted by codings, the least first" in told(app))
        assert [row[0] for row in cells(app)] == ["Welcome", "Irony", "Welcome > [/b] Hospitality"]
        await pilot.click("#table", offset=(35, 1))
        await until(pilot, lambda: "Sorted" not in told(app))
        await by(pilot, "document")
        await pressed(pilot, "f")
        await until(pilot, lambda: isinstance(app.screen, ScopeScreen))
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, SeveralScreen))
        await typed(pilot, "P02")
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ScopeScreen))
        assert "P02" in on_screen(app)
        await pressed(pilot, "escape")
        await until(pilot, lambda: "Only the document “P02”." in told(app) and len(cells(app)[0]) == 2)
        await pressed(pilot, "z")
        await until(pilot, lambda: len(cells(app)) == 1)
        assert cells(app) == [["Irony", "1"]]
        assert "nothing is counted are left out" in told(app)
        await pressed(pilot, "f2", "f6")  # all that was chosen is found again
        await until(pilot, lambda: isinstance(app.screen, TableScreen) and cells(app) == [["Irony", "1"]])
        await pressed(pilot, "f", "z", "escape")
        await until(pilot, lambda: "Everything in the project." in told(app))


async def test_units_are_chosen_from_a_list_and_shares_of_participants_are_told(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "n")
        assert isinstance(app.screen, ChoiceScreen)
        await pressed(pilot, "end", "enter")
        await until(pilot, lambda: "shares of all words" in told(app))
        assert max(bars(app, 5)) == 20
        await by(pilot, "[b]place")
        await pressed(pilot, "n", "end", "enter")
        await until(pilot, lambda: "their share of all of that value" in told(app))
        assert "share (n = 1)" in on_screen(app)
        assert [row[-1] for row in cells(app)][:2] == ["100.0%", "100.0%"]


async def test_enter_opens_the_segments_that_are_counted(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "down", "g")
        await until(pilot, lambda: isinstance(app.screen, SegmentsScreen))
        await until(pilot, lambda: "2 segments" in on_screen(app))
        await pressed(pilot, "f6")
        await until(pilot, lambda: isinstance(app.screen, TableScreen) and len(cells(app)) == 3)
        assert app.screen.query_one(DataTable).cursor_row == 1
        await pressed(pilot, "s")
        await until(pilot, lambda: "any code under it" in told(app))
        await pressed(pilot, "up", "enter")
        await until(pilot, lambda: isinstance(app.screen, SegmentsScreen) and "3 segments" in on_screen(app))


async def test_escape_goes_back_to_where_one_came_from_over_two_places(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SegmentsScreen) and bool(app.screen.segments.ids))
        await pressed(pilot, "enter")
        assert isinstance(app.screen, ReadingScreen)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, SegmentsScreen)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, TableScreen)
        await until(pilot, lambda: app.screen.query_one(DataTable).cursor_row == 1)
        await pressed(pilot, "f5", "escape")  # gone to by its own key
        assert isinstance(app.screen, ReadingScreen)


@pytest.mark.parametrize(("number", "suffix"), [(0, ".xlsx"), (1, ".csv"), (2, ".html"), (3, ".md")])
async def test_the_suffix_of_an_export_is_chosen(
    coded: Project, tmp_path: Path, number: int, suffix: str
) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "o", "down", "enter")
        await until(pilot, lambda: "Sorted by name" in told(app))
        await pressed(pilot, "ctrl+e", *["down"] * number, "enter")
        await until(pilot, lambda: f"Wrote exports/themes, codings{suffix}" in on_screen(app))
        target = tmp_path / "exports" / f"themes, codings{suffix}"
        if suffix != ".xlsx":
            text = target.read_text(encoding="utf-8")
            assert text.index("Irony") < text.index("Welcome")


async def test_undo_and_redo_are_counted_at_once(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "ctrl+z")
        await until(pilot, lambda: [row[1] for row in cells(app)] == ["1", "2", "·"])
        await pressed(pilot, "ctrl+y")
        await until(pilot, lambda: [row[1] for row in cells(app)] == ["1", "2", "1"])


async def test_who_codes_blind_counts_what_is_her_own(coded: Project) -> None:
    with Project.open(coded.path, coder="Farrukh") as other:
        document = other.documents.all()[0]
        other.codings.apply(document, other.codebook.find("Irony"), 7, 9)
    app = QualcodeApp(coded, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        app.screen.desk.on_view.blind = True  # type: ignore[attr-defined]
        await opened(pilot)
        await until(pilot, lambda: "You code blind" in told(app))
        assert [row[1] for row in cells(app)] == ["1", "2", "1"]
