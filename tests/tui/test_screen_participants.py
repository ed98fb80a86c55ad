"""The grid of participants: typed values, suggestions, attributes, blocks from spreadsheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from grid_driving import cells_of, opened, paste, said, to
from screen_driving import at_rest, on_screen, pressed, typed, until
from textual import events
from textual.widgets import Input, Static

from qualcode.api import Project
from qualcode.model import AttributeType
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.grid.view import GridView
from qualcode.tui.widgets.row_list import RowList

SIZES = [(140, 45), (80, 24)]


@pytest.fixture
def people(odd_project: Project) -> Project:
    """The odd participant and three others, with age and gender."""
    age = odd_project.participants.add_attribute("age", AttributeType.INTEGER)
    gender = odd_project.participants.add_attribute("gender", AttributeType.TEXT)
    for name, sex in (("Ada", "female"), ("Ben", "male"), ("Cem", "Female")):
        odd_project.participants.put(odd_project.participants.add(name), {age: "30", gender: sex})
    return odd_project


@pytest.mark.parametrize("size", SIZES)
async def test_typing_begins_editing_enter_goes_down_and_tab_goes_right(
    people: Project, size: tuple[int, int]
) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        assert cells_of(screen, "[b]place") == ["[red]Dushanbe", "", "", ""]
        await to(pilot, screen, 0, "age")
        await typed(pilot, "41")
        assert screen.pane.editing is not None
        await pressed(pilot, "enter")
        assert screen.query_one(GridView).cell == (1, 2)
        await typed(pilot, "42")
        await pressed(pilot, "tab")
        assert screen.query_one(GridView).cell == (1, 3)
        assert cells_of(screen, "age") == ["41", "42", "30", "30"]
        await pressed(pilot, "ctrl+z", "ctrl+z")
        assert cells_of(screen, "age") == ["", "30", "30", "30"]
        await pressed(pilot, "shift+tab", "enter")
        assert screen.pane.editor.value == "30"
        await typed(pilot, "9")
        await pressed(pilot, "escape")
        assert cells_of(screen, "age")[1] == "30"
        await typed(pilot, "7")
        await pressed(pilot, "ctrl+z")  # while a cell is typed into, this drops what was typed
        assert screen.pane.editing is None
        assert cells_of(screen, "age")[1] == "30"


async def test_a_quick_hand_fills_a_column(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        await to(pilot, screen, 0, "age")
        for key in (
            "4",
            "1",
            "enter",
            "4",
            "x",
            "backspace",
            "2",
            "enter",
            "4",
            "3",
            "tab",
            "a",
            "space",
            "b",
            "enter",
        ):
            event = events.Key(key, " " if key == "space" else key if len(key) == 1 else None)
            event.set_sender(app)
            app._driver.send_message(event)  # type: ignore[union-attr]
        await until(pilot, lambda: cells_of(screen, "gender")[2] == "a b")
        assert cells_of(screen, "age") == ["41", "42", "43", "30"]


async def test_a_value_of_another_type_is_refused_and_stays_in_the_line(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        await to(pilot, screen, 1, "age")
        await typed(pilot, "[b]old")
        await pressed(pilot, "enter")
        told = str(screen.pane.query_one("#refusal", Static).content)
        assert "“[b]old” does not fit the attribute age, which takes a whole number such as 35." in told
        assert "[b]old" in on_screen(app)
        assert screen.pane.editor.value == "[b]old"
        assert cells_of(screen, "age")[1] == "30"
        await pressed(pilot, "f4", "ctrl+s")  # neither another tab nor anything else loses it
        assert screen.pane.editor.value == "[b]old"
        assert screen.memory.tab == 1
        await pressed(pilot, *["backspace"] * 6)
        await typed(pilot, " 31 ")
        await pressed(pilot, "enter")
        assert cells_of(screen, "age")[1] == "31"


async def test_going_to_another_place_saves_what_is_typed(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        await to(pilot, screen, 2, "gender")
        await typed(pilot, "not said")
        await pressed(pilot, "f2")
        assert isinstance(app.screen, ReadingScreen)
        assert people.participants.values()[3]["gender"] == "not said"
        screen = await opened(pilot, tab=1)
        assert screen.view.cell == (2, 3)
        await to(pilot, screen, 2, "age")
        await typed(pilot, "x")
        await pressed(pilot, "f2")
        assert app.screen is screen
        assert screen.pane.editor.value == "x"


async def test_leaving_saves_what_is_typed_and_stays_where_it_does_not_fit(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        await to(pilot, screen, 1, "age")
        await typed(pilot, "old")
        await pressed(pilot, "ctrl+q")
        assert app.is_running
        assert screen.pane.editor.value == "old"
        await pressed(pilot, *["backspace"] * 3)
        await typed(pilot, "55")
        await pressed(pilot, "ctrl+q")
    with Project.open(people.path) as later:
        assert later.participants.values()[2]["age"] == "55"


async def test_values_used_before_are_offered(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        await to(pilot, screen, 0, "gender")
        await typed(pilot, "fe")
        offers = screen.pane.query_one(RowList)
        assert ["".join(piece.text for piece in row.left).split()[1] for row in offers.rows] == [
            "female",
            "Female",
        ]
        await pressed(pilot, "tab")
        assert screen.pane.editor.value == "female"  # taken into the line, and not saved yet
        assert cells_of(screen, "gender")[0] == ""
        await pressed(pilot, "tab")
        assert cells_of(screen, "gender")[0] == "female"
        await to(pilot, screen, 2, "gender")
        await typed(pilot, "f")
        await pressed(pilot, "right", "enter")
        assert cells_of(screen, "gender")[2] == "female"
        await typed(pilot, "f")
        await pressed(pilot, "down", "down", "enter")
        assert cells_of(screen, "gender")[3] == "Female"
        await to(pilot, screen, 1, "gender")
        await typed(pilot, "FEMALE")
        assert "is there in other capitals" in on_screen(app)
        await pressed(pilot, "enter")
        assert "take care: “female” is there in other capitals" in on_screen(app)
        assert cells_of(screen, "gender")[1] == "FEMALE"


async def test_an_offer_is_taken_by_a_click_and_a_click_elsewhere_saves(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        await to(pilot, screen, 0, "gender")
        await typed(pilot, "ma")
        await pilot.click("#offers", offset=(3, 0))
        await at_rest(pilot)
        await until(pilot, lambda: cells_of(screen, "gender")[0] == "male")
        await typed(pilot, "other")
        await pilot.click(GridView, offset=(5, 4))
        await at_rest(pilot)
        await until(pilot, lambda: cells_of(screen, "gender")[1] == "other")
        assert screen.query_one(GridView).cell == (3, 0)


async def test_adding_renaming_and_removing_participants(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "ctrl+n", tab=1)
        assert isinstance(app.screen, PromptScreen)
        await typed(pilot, "[red]Dan")
        await pressed(pilot, "enter")
        assert cells_of(screen, "participant")[-1] == "[red]Dan"
        assert screen.query_one(GridView).cell[0] == 4
        await pressed(pilot, "home", "backspace")
        await typed(pilot, "iel")
        await pressed(pilot, "enter")
        assert cells_of(screen, "participant")[-1] == "[red]Daniel"
        await pressed(pilot, "ctrl+n")
        await typed(pilot, "ada")
        await pressed(pilot, "enter")
        assert "another participant is called so" in on_screen(app)
        await pressed(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert cells_of(screen, "participant")[1:] == ["Ada", "Ben", "Cem"]
        await pressed(pilot, "ctrl+home", "space", "down", "space", "ctrl+x")
        assert cells_of(screen, "participant") == ["Ada", "Cem"]
        assert "Removed 2 participants with 3 values, 1 link, 0 memos; the documents stay" in said(app)
        await pressed(pilot, "ctrl+z")
        assert len(cells_of(screen, "participant")) == 4
        await to(pilot, screen, 1, "participant")
        await typed(pilot, "x")
        await pressed(pilot, "backspace", "enter")
        assert "needs a name" in said(app)
        await pressed(pilot, "escape", "ctrl+n", "escape")
        assert len(people.participants.all()) == 4


async def choose(pilot, *keys: str) -> None:  # type: ignore[no-untyped-def]
    await pressed(pilot, "ctrl+k", *keys)


async def test_attributes_are_added_renamed_retyped_and_removed(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "ctrl+k", tab=1)
        await typed(pilot, "[u]born")
        await pressed(pilot, "enter", "down", "down", "down", "down", "enter")
        assert "date, as 2022-10-14" in on_screen(app)
        assert screen.view.column is not None
        assert screen.view.column.heading == "[u]born"
        await typed(pilot, "soon")
        await pressed(pilot, "enter")
        assert "a date such as 2022-10-14" in said(app)
        await pressed(pilot, "escape")
        await to(pilot, screen, 1, "gender")
        await choose(pilot, "down", "down", "enter", "down", "enter")
        assert "“female” (Ada), “male” (Ben), “Female” (Cem) do not fit" in said(app)
        assert people.participants.attribute("gender").type is AttributeType.TEXT
        await pressed(pilot, "escape")
        await to(pilot, screen, 1, "age")
        await choose(pilot, "down", "down", "enter", "enter")
        assert people.participants.attribute("age").type is AttributeType.TEXT
        await choose(pilot, "down", "enter")
        app.screen.query_one(Input).value = "years"
        await pressed(pilot, "enter")
        assert "years" in [each.heading for each in screen.sheet.columns]
        await choose(pilot, "end", "enter")
        assert "Removed the attribute years with 3 values" in on_screen(app)
        await pressed(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert cells_of(screen, "age") == ["", "30", "30", "30"]
        assert people.participants.attribute("age").type is AttributeType.INTEGER
        await pressed(pilot, "ctrl+z")
        assert "[u]born" not in [each.name for each in people.participants.attributes()]
        await choose(pilot, "escape")
        await pressed(pilot, "home", "ctrl+k")
        await typed(pilot, "AGE")
        await pressed(pilot, "enter", "enter")
        assert "An attribute AGE is there already" in said(app)


async def test_one_value_for_all_marked(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        await to(pilot, screen, 1, "gender")
        await pressed(pilot, "ctrl+d")
        assert "Mark rows with Space first" in said(app)
        await pressed(pilot, "escape", "ctrl+a", "ctrl+d")
        assert cells_of(screen, "gender") == ["female"] * 4
        assert "Set gender = female for 3 participants" in said(app)
        await pressed(pilot, "ctrl+z")
        assert cells_of(screen, "gender") == ["", "female", "male", "Female"]
        await pressed(pilot, "delete")
        assert cells_of(screen, "gender")[1] == ""


async def test_a_pasted_list_of_names_makes_participants(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=1)
        before = list(people.dump())
        await to(pilot, screen, 3, "participant")
        await paste(pilot, "Cem\tDushanbe\t33\nDan\tKhujand\t34\r\nEva\t\t35\n")
        assert cells_of(screen, "participant")[3:] == ["Cem", "Dan", "Eva"]
        assert cells_of(screen, "[b]place")[3:] == ["Dushanbe", "Khujand", ""]
        assert cells_of(screen, "age")[3:] == ["33", "34", "35"]
        await pressed(pilot, "ctrl+z")
        assert list(people.dump()) == before
        await paste(pilot, "Cem\tDushanbe\t33\nDan\tKhujand\tthirty\n")
        assert "Dan: “thirty” does not fit the attribute age" in said(app)
        assert list(people.dump()) == before
        await pressed(pilot, "escape", "right")
        await paste(pilot, "a\nb")
        assert "The block has 2 rows, but only 1 begin at the cursor" in said(app)
        assert list(people.dump()) == before


async def test_participants_are_written_and_brought_in_again(people: Project, tmp_path: Path) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "ctrl+e", "down", "enter", tab=1)
        target = tmp_path / "exports" / "participants.csv"
        await until(pilot, target.exists)
        text = target.read_text(encoding="utf-8-sig").replace("Ben,", "Benedikt,") + "New one,,,,x,77,\r\n"
        (tmp_path / "people.csv").write_text(text, encoding="utf-8")
        await pressed(pilot, "f9", "end", "enter")
        await typed(pilot, "people.csv")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "1 new, 1 changed" in said(app))
        assert "Nothing has been changed yet" in said(app)
        assert len(people.participants.all()) == 4
        await pressed(pilot, "enter")
        await until(pilot, lambda: app.screen is screen)
        assert cells_of(screen, "participant")[1:] == ["Ada", "Benedikt", "Cem", "New one"]
        await pressed(pilot, "ctrl+z")
        assert cells_of(screen, "participant")[1:] == ["Ada", "Ben", "Cem"]


async def test_a_table_that_does_not_fit_says_why_and_changes_nothing(
    people: Project, tmp_path: Path
) -> None:
    (tmp_path / "bad.csv").write_text("participant,age\nAda,old\nBen,31\n")
    app = QualcodeApp(people)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, "f9", "end", "enter", tab=1)
        await typed(pilot, "bad.csv")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "line 2: “old” does not fit" in said(app))
        await pressed(pilot, "enter", "escape")
        await until(pilot, lambda: app.screen is screen)
        assert cells_of(screen, "age")[1:] == ["30", "30", "30"]


async def test_a_participant_s_document_is_opened(people: Project) -> None:
    app = QualcodeApp(people)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "down", "ctrl+o", tab=1)
        assert "No document comes from this participant yet" in said(app)
        for document in people.documents.all():
            people.participants.link_document(document, people.participants.find("Ada"))
        screen.draw_place()
        await pressed(pilot, "escape", "ctrl+o", "down", "enter")
        assert app.screen.desk.document.name == "P02"  # type: ignore[attr-defined]
