"""Survey tables on the screen: columns are chosen, the outcome is shown, then they come in as one action."""

from __future__ import annotations

from pathlib import Path

import pytest
from grid_driving import cells_of, opened, said
from openpyxl import Workbook
from screen_driving import at_rest, on_screen, pressed, typed, until

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.importing import ImportScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.table_import import TableImport

LONG = "we came in the autumn and nobody knew what would come after it"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "answers [b].csv"
    path.write_text(
        f"name,age,Q1,empty,remark\nAda,30,{LONG},,x\nBen,40,{LONG} then,,x\nCem,50,,,x\n", encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_a_survey_table_comes_in_after_a_look(
    odd_project: Project, survey: Path, size: tuple[int, int]
) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot, "f9", "down", "enter")
        before = list(odd_project.dump())
        await typed(pilot, survey.name)
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TableImport) and "id " in on_screen(app))
        assert "answers [b].csv" in on_screen(app)
        assert "3 rows: each becomes a document and a participant" in said(app)
        await pressed(pilot, "t", "enter")
        assert "Choose one column that names each person" in said(app)
        assert isinstance(app.screen, TableImport)
        await pressed(pilot, "i", "end", "x", "enter")
        await until(pilot, lambda: "2 documents would come, 1 row without one" in said(app))
        assert list(odd_project.dump()) == before
        await pressed(pilot, "escape", "enter")
        await until(pilot, lambda: "2 documents would come" in said(app))
        await pressed(pilot, "enter")
        await until(pilot, lambda: app.screen is screen)
        assert cells_of(screen, "document")[2:] == ["Ada", "Ben"]
        people = {each.id: each.name for each in odd_project.participants.all()}
        values = {people[number]: held for number, held in odd_project.participants.values().items()}
        assert values["Cem"] == {"age": "50"}
        assert odd_project.participants.attribute("age").type == "integer"
        await pressed(pilot, "ctrl+z")
        assert list(odd_project.dump()) == before


async def test_columns_are_chosen_by_keys_and_clicks(odd_project: Project, survey: Path) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot)
        dialog = TableImport(odd_project.path, "Amina", survey)
        app.push_screen(dialog)
        await until(pilot, lambda: "id " in on_screen(app))
        await pressed(pilot, "down", "space", "a", "x", "t")
        assert [str(each.role) for each in dialog._columns] == ["id", "text", "text", "left out", "attribute"]
        await pressed(pilot, "i")
        assert [str(each.role) for each in dialog._columns][:2] == ["attribute", "id"]
        await pilot.click("#survey", offset=(3, 4))
        await at_rest(pilot)
        assert str(dialog._columns[4].role) == "left out"
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_a_table_chosen_among_the_transcripts_is_asked_about(
    odd_project: Project, survey: Path
) -> None:
    (survey.parent / "people.csv").write_text("participant,age\nAda,30\n")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "f9")
        await typed(pilot, "people.csv")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, ChoiceScreen)
        assert "What is people.csv?" in on_screen(app)
        await pressed(pilot, "down", "enter")
        await until(pilot, lambda: "1 new, 0 changed" in said(app))
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert [each.name for each in odd_project.participants.all()][1:] == ["Ada"]


async def test_a_table_that_cannot_be_read_says_why(odd_project: Project, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text('a,b\n"x,1\n')
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, "f9", "down", "enter")
        await typed(pilot, "bad.csv")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "Not done" in on_screen(app))
        assert app.screen is screen


async def test_rows_that_do_not_fit_are_told_and_the_columns_come_back(
    odd_project: Project, tmp_path: Path
) -> None:
    (tmp_path / "twice.csv").write_text(f"name,Q1\nAda,{LONG}\nAda,{LONG} too\n")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "f9", "down", "enter")
        await typed(pilot, "twice.csv")
        await pressed(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TableImport) and "attribute" in on_screen(app))
        await pressed(pilot, "i", "enter")
        await until(pilot, lambda: "line 3: has the name “Ada” again" in said(app))
        assert len(odd_project.documents.all()) == 2
        await pressed(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)


async def test_transcripts_come_in_from_here_as_well(odd_project: Project, tmp_path: Path) -> None:
    (tmp_path / "new [b].txt").write_text("Ada: First.\n\nBen: Second.\n")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "f9", "enter")
        await typed(pilot, "new [b].txt")
        await pressed(pilot, "enter")
        await until(
            pilot, lambda: isinstance(app.screen, ImportScreen) and "imported new [b]" in on_screen(app)
        )
        await pressed(pilot, "enter")
        await until(pilot, lambda: app.screen is screen)
        assert cells_of(screen, "document")[-1] == "new [b]"
        await pressed(pilot, "ctrl+z")
        assert len(cells_of(screen, "document")) == 2


async def test_another_sheet_of_a_spreadsheet_is_chosen(odd_project: Project, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "About"
    book.active.append(["what", "who"])
    sheet = book.create_sheet("Answers <b>")
    sheet.append(["name", "Q1"])
    sheet.append(["Ada", LONG])
    book.save(tmp_path / "book.xlsx")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, "f9", "down", "enter")
        await typed(pilot, "book.xlsx")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "sheet About (s: another), 0 rows" in said(app))
        await pressed(pilot, "s", "down", "enter")
        await until(pilot, lambda: "sheet Answers <b> (s: another), 1 row" in said(app))
        await pressed(pilot, "enter")
        await until(pilot, lambda: "1 document would come" in said(app))
        await pressed(pilot, "enter")
        await until(pilot, lambda: app.screen is screen)
        assert cells_of(screen, "document")[2:] == ["Ada"]
