"""The grid of documents: what stands in it, and everything done to documents there."""

from __future__ import annotations

from pathlib import Path

import pytest
from grid_driving import cells_of, opened, paste, said, to
from openpyxl import load_workbook
from screen_driving import at_rest, on_screen, pressed, typed, until

from qualcode.api import Project
from qualcode.model import AttributeType, ReadingState, Transcript
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.grid.view import GridView

SIZES = [(140, 45), (80, 24)]


@pytest.fixture
def study(odd_project: Project) -> Project:
    """Two odd documents and eight plain ones; codings of two coders, one attribute of documents."""
    for number in range(3, 11):
        odd_project.documents.add(f"P{number}", Transcript("word " * number, "txt"))
    topic = odd_project.participants.add_attribute("topic", AttributeType.TEXT, "document")
    third = odd_project.documents.find("P3")
    odd_project.participants.put(third, {topic: "work"})
    code = odd_project.codebook.find("Irony")
    odd_project.codings.apply(third, code, 0, 4)
    odd_project.codings.apply(third, code, 5, 9, coder="Farrukh")
    odd_project.progress.set(third, ReadingState.COMPLETE, "Farrukh")
    return odd_project


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_known_of_each_document(study: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        assert "P01 [bold]x" in on_screen(app)
        assert cells_of(screen, "words")[1:4] == ["5", "3", "4"]
        assert cells_of(screen, "codings")[2] == "2"
        assert cells_of(screen, "Amina (you)")[2] == "1"
        assert cells_of(screen, "Farrukh")[2] == "✓ 1"
        assert cells_of(screen, "speakers")[0] == "AMINA, B [/b]"
        assert cells_of(screen, "topic")[2] == "work"
        await pressed(pilot, "end")
        assert "imported" in on_screen(app)
        assert "P01 [bold]x" in on_screen(app)  # the names hold still


async def test_what_was_not_touched_of_a_cell_keeps_its_control_characters(study: Project) -> None:
    document, topic = study.documents.find("P3"), study.participants.attributes("document")[0]
    study.documents.rename(document, "P\x07 \x1b3")
    study.participants.put(document, {topic: "work\x9b\u202e"})
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "down", "down", "backspace")
        assert screen.pane.editor.value == "P\x07 \x1b3"
        await typed(pilot, "x")
        await pressed(pilot, "enter")
        await to(pilot, screen, 2, "topic")
        await pressed(pilot, "backspace", "home")
        await typed(pilot, "my ")
        await pressed(pilot, "enter")
        assert study.documents.get(document.id).name == "P\x07 \x1b3x"
        assert study.participants.values("document")[document.id]["topic"] == "my work\x9b\u202e"


async def test_a_state_is_chosen_for_all_marked_at_once_and_undone_at_once(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "space", "space", "space")
        assert "3 marked" in on_screen(app)
        await pressed(pilot, "ctrl+t")
        assert isinstance(app.screen, ChoiceScreen)
        await pressed(pilot, "down", "down", "enter")
        assert cells_of(screen, "state") == ["complete"] * 3 + [""] * 7
        assert "3 documents" in on_screen(app)
        await pressed(pilot, "ctrl+z")
        assert cells_of(screen, "state") == [""] * 10
        await pressed(pilot, "ctrl+y")
        assert cells_of(screen, "state") == ["complete"] * 3 + [""] * 7
        await pressed(pilot, "escape")
        assert not screen.look.marked
        await to(pilot, screen, 2, "Farrukh")
        await pressed(pilot, "ctrl+t", "enter")
        assert cells_of(screen, "Farrukh")[2] == "· 1"
        assert cells_of(screen, "state")[2] == "complete"
        await pressed(pilot, "ctrl+t", "end", "enter")
        assert cells_of(screen, "Farrukh")[2] == "1"


async def test_a_state_is_typed_and_filled_into_the_marked_rows(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot)
        await to(pilot, screen, 0, "state")
        await typed(pilot, "i")
        await pressed(pilot, "enter")
        assert cells_of(screen, "state")[:2] == ["in progress", ""]
        await pressed(pilot, "space", "space", "up", "up", "up", "ctrl+d")
        assert cells_of(screen, "state")[:4] == ["in progress", "in progress", "in progress", ""]
        await pressed(pilot, "ctrl+z")
        assert cells_of(screen, "state")[:4] == ["in progress", "", "", ""]
        await typed(pilot, "xyz")
        await pressed(pilot, "escape", "delete")
        assert cells_of(screen, "state")[0] == ""


async def test_the_language_of_several_documents(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, "ctrl+a")
        assert len(screen.look.marked) == 10
        await pressed(pilot, "ctrl+l")
        await typed(pilot, "Tajik")
        await pressed(pilot, "enter")
        assert cells_of(screen, "language") == ["tg"] * 10
        await pressed(pilot, "ctrl+l")
        await typed(pilot, " or something")
        await pressed(pilot, "enter")
        assert "is no language" in on_screen(app)
        assert {each.language for each in study.documents.all()} == {"tg"}
        await pressed(pilot, "escape", "ctrl+z")
        assert cells_of(screen, "language") == [""] * 10
        await pressed(pilot, "ctrl+a")
        assert not screen.look.marked


async def test_documents_are_renamed_and_removed_and_come_back(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "down", "down", "backspace")
        assert screen.pane.editor.value == "P3"
        await typed(pilot, " [b]new")
        await pressed(pilot, "enter")
        assert study.documents.all()[2].name == "P3 [b]new"
        assert "Renamed P3 to P3 [b]new" in on_screen(app)
        assert screen.query_one(GridView).cell == (3, 0)
        await pressed(pilot, "up", "ctrl+x")
        assert "Removed P3 [b]new with 2 codings and 0 memos" in on_screen(app)
        assert len(study.documents.all()) == 9
        await pressed(pilot, "ctrl+z", "ctrl+z")
        assert cells_of(screen, "document")[2] == "P3"
        assert cells_of(screen, "codings")[2] == "2"


async def test_enter_opens_the_document_and_coming_back_finds_the_same_row(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "down", "down", "enter")
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.desk.document is not None
        assert app.screen.desk.document.name == "P3"
        screen = await opened(pilot)
        assert screen.query_one(GridView).cell == (2, 0)
        await pressed(pilot, "down", "right", "ctrl+o")
        assert app.screen.desk.document.name == "P4"  # type: ignore[attr-defined]


async def test_sorting_by_a_key_and_by_a_click_on_the_heading(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot)
        view = screen.query_one(GridView)
        await pressed(pilot, "ctrl+s")
        assert [name.split()[0] for name in cells_of(screen, "document")][:4] == ["P01", "P02", "P3", "P4"]
        assert cells_of(screen, "document")[-1] == "P10"
        await pressed(pilot, "ctrl+s")
        assert cells_of(screen, "document")[0] == "P10"
        assert "document▼" in on_screen(app).replace(" ", "")
        left = view.region_of((0, [each.heading for each in view.columns].index("words"))).x
        assert await pilot.click(GridView, offset=(left + 1, 0))
        await at_rest(pilot)
        assert cells_of(screen, "words")[:3] == ["3", "4", "5"]
        await pressed(pilot, "ctrl+z")  # undoes what was done to the study, not the sorting
        assert cells_of(screen, "words")[0] == "3"
        for _ in range(2):
            await pilot.click(GridView, offset=(left + 1, 0))
            await at_rest(pilot)
        assert cells_of(screen, "document")[1] == "P02"


async def test_the_filter_narrows_what_is_marked_and_esc_shows_all(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, "ctrl+f")
        await typed(pilot, "work p3")
        assert cells_of(screen, "document") == ["P3"]
        assert "1 of 10 shown" in on_screen(app)
        await pressed(pilot, "enter", "ctrl+a", "ctrl+t", "enter")
        assert (
            study.progress.states()[study.coders.find("Amina").id, study.documents.find("P3").id]
            == "assigned"
        )
        await pressed(pilot, "ctrl+f")
        await typed(pilot, "zzz")
        assert "Nothing here has" in on_screen(app)
        await pressed(pilot, "escape")
        assert len(cells_of(screen, "document")) == 10
        await pressed(pilot, "escape")
        assert not screen.look.marked
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_a_block_is_pasted_as_one_action_and_a_bad_one_not_at_all(study: Project) -> None:
    year = study.participants.add_attribute("year", AttributeType.INTEGER, "document")
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot)
        await to(pilot, screen, 2, "topic")
        await paste(pilot, "home\t2021\r\nschool\t2022\r\n")
        assert cells_of(screen, "topic")[2:4] == ["home", "school"]
        assert cells_of(screen, "year")[2:4] == ["2021", "2022"]
        await pressed(pilot, "ctrl+z")
        assert cells_of(screen, "topic")[2:4] == ["work", ""]
        assert cells_of(screen, "year")[2:4] == ["", ""]
        await paste(pilot, "home\t2021\nschool\tsoon")
        assert "P4: “soon” does not fit the attribute year" in said(app)
        assert study.participants.values("document") == {study.documents.find("P3").id: {"topic": "work"}}
        await pressed(pilot, "escape")
        await to(pilot, screen, 0, "words")
        await paste(pilot, "7")
        assert "is counted, not typed" in on_screen(app)
        assert year.name in [each.heading for each in screen.sheet.columns]


async def test_marked_rows_are_copied_for_a_spreadsheet(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QualcodeApp(study)
    copied: list[str] = []
    monkeypatch.setattr(QualcodeApp, "copy_to_clipboard", lambda self, text: copied.append(text))
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "down", "down", "ctrl+c")
        assert copied == ["P3"]
        await pressed(pilot, "space", "ctrl+c")
        heading, cells = copied[1].split("\n")
        assert heading.split("\t")[:2] == ["document", "state"]
        assert cells.split("\t")[0] == "P3"


async def test_the_mouse_marks_goes_and_opens(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot)
        await pilot.click(GridView, offset=(0, 3))
        await at_rest(pilot)
        assert screen.look.marked == {study.documents.find("P3").id}
        await pilot.click(GridView, offset=(4, 5))
        await at_rest(pilot)
        assert screen.query_one(GridView).cell == (4, 0)
        await pilot.click(GridView, offset=(4, 3), times=2)
        await at_rest(pilot)
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert app.screen.desk.document.name == "P3"  # type: ignore[attr-defined]


async def test_documents_are_written_as_a_spreadsheet(study: Project, tmp_path: Path) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, "ctrl+e", "enter")
        target = tmp_path / "exports" / "documents.xlsx"
        await until(pilot, target.exists)
        rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
        assert rows[0][:5] == ("document", "guid", "words", "turns", "codings")
        third = dict(zip(rows[0], rows[3], strict=True))
        assert (third["document"], third["words"], third["codings"], third["topic"]) == ("P3", 3, 2, "work")
        assert (third["state of Farrukh"], third["codings of Farrukh"]) == ("complete", 1)


async def test_another_program_changes_a_row_and_removes_the_one_typed_into(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot)
        await to(pilot, screen, 3, "topic")
        await typed(pilot, "hal")
        with Project.open(study.path, coder="Farrukh") as other:
            other.documents.rename(other.documents.find("P3"), "Third")
        await until(pilot, lambda: "Third" in cells_of(screen, "document"))
        assert screen.pane.editor.value == "hal"
        await typed(pilot, "f")
        await pressed(pilot, "enter")
        assert cells_of(screen, "topic")[3] == "half"
        await pressed(pilot, "up")
        await typed(pilot, "lost")
        with Project.open(study.path, coder="Farrukh") as other:
            other.documents.remove([other.documents.find("P4")])
        await until(pilot, lambda: "P4" not in cells_of(screen, "document"))
        assert screen.pane.editing is None


async def test_an_empty_study_says_what_to_do(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.qualcode", coder="Amina") as project:
        app = QualcodeApp(project)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            screen = await opened(pilot)
            assert "F9 brings transcripts in" in on_screen(app)
            await pressed(pilot, "space", "ctrl+s", "ctrl+c", "enter", "backspace", "delete", "down", "end")
            await pressed(pilot, "ctrl+x")
            assert "There is no document here yet" in on_screen(app)
            await pressed(pilot, "escape", "f4")
            assert "Ctrl+N adds one" in on_screen(app)
            await pressed(pilot, "f4")
            assert "nobody speaks" in on_screen(app)
            await pressed(pilot, "ctrl+g")
            assert "Every speaker stands for a participant already" in said(app)
            assert screen.memory.tab == 2


async def test_very_many_codings_are_counted_by_coder_beside_the_grid(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.grid.documents_sheet.AT_ONCE", 1)
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "down", "down")
        await until(pilot, lambda: cells_of(screen, "Farrukh")[2] == "✓ 1")
        assert cells_of(screen, "Amina (you)")[2] == "1"
        assert screen.query_one(GridView).cell == (2, 0)
        study.codings.remove(study.codings.all(study.documents.find("P3"))[:1])
        await until(pilot, lambda: cells_of(screen, "codings")[2] == "1")
        await until(pilot, lambda: cells_of(screen, "Amina (you)")[2] == "")


async def test_a_blind_coder_does_not_see_how_much_others_coded(study: Project) -> None:
    app = QualcodeApp(study)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot)
        app.screen.desk.on_view.blind = True  # type: ignore[attr-defined]
        app.screen.desk.refresh()  # type: ignore[attr-defined]
        screen = await opened(pilot, "down", "down")
        assert cells_of(screen, "Farrukh")[2] == "✓ hidden"
        assert cells_of(screen, "codings")[2] == "1"
        await pressed(pilot, "ctrl+t", "down", "down", "enter")
        assert cells_of(screen, "Farrukh")[2] == "✓ 1"
        assert cells_of(screen, "codings")[2] == "2"
