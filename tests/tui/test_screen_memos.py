"""The memos on the screen: read, found, written, removed, gone from and exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_driving import on_screen, pressed, typed, until
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.model import Memo, ReadingState
from qualcode.tui.app import QualcodeApp
from qualcode.tui.draft_keeping import drafts_folder
from qualcode.tui.drafts import left_drafts
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.codebook import CodebookScreen
from qualcode.tui.screens.documents import DocumentsScreen
from qualcode.tui.screens.earlier_texts import EarlierTextsScreen
from qualcode.tui.screens.history import HistoryScreen
from qualcode.tui.screens.memos import MemosScreen
from qualcode.tui.screens.not_done import NotDoneScreen
from qualcode.tui.screens.one_of_many import OneOfMany
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.memo_page import MemoPage
from qualcode.tui.widgets.row_list import RowList


@pytest.fixture
def noted(odd_project: Project) -> Project:
    """A memo on each kind of thing: five of Amina's, one of Farrukh's on a coding."""
    first = odd_project.documents.all()[0]
    code = odd_project.codebook.find("[/b] Hospitality")
    coding = odd_project.codings.apply(first, code, 11, 15)
    memos = odd_project.memos
    memos.add("on all of it [b]x[/b] \x1b[31m")
    memos.add("on P02", document_id=odd_project.documents.all()[1].id)
    memos.add("on a passage", document_id=first.id, start=7, end=10)
    memos.add("on Irony", code_id=odd_project.codebook.find("Irony").id)
    memos.add("on her", participant_id=odd_project.participants.all()[0].id)
    with Project.open(odd_project.path, coder="Farrukh") as other:
        other.memos.add("Farrukh on a coding", coding_id=coding.id)
    return odd_project


def shown(app: QualcodeApp) -> list[str]:
    return ["".join(piece.text for piece in row.left) for row in app.screen.query_one(RowList).rows]


def page(app: QualcodeApp) -> MemoPage:
    return app.screen.query_one(MemoPage)


async def opened(pilot: Pilot[None]) -> None:
    await pressed(pilot, "f7")
    assert isinstance(pilot.app.screen, MemosScreen)


async def to(pilot: Pilot[None], words: str) -> None:
    rows = pilot.app.screen.query_one(RowList)
    rows.place = next(n for n, row in enumerate(shown(pilot.app)) if words in row)  # type: ignore[arg-type]
    await pressed(pilot)


def by_text(project: Project, words: str) -> Memo:
    (memo,) = [memo for memo in project.memos.all() if words in memo.text]
    return memo


async def test_a_control_character_that_was_not_touched_is_saved_as_it_was(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "on all of it")
        memo = by_text(noted, "on all of it")
        await pressed(pilot, "m", "escape")
        assert noted.memos.get(memo.id) == memo  # left as it was, unasked
        await pressed(pilot, "m", "!", "home", "?", "ctrl+s")
        assert noted.memos.get(memo.id).text == "?on all of it [b]x[/b] \x1b[31m!"
        assert "\x1b" not in on_screen(app)


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_memos_are_listed_and_read_in_full(noted: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot)
        assert [row.split()[0] for row in shown(app)] == [
            "coding", "participant", "code", "passage", "document", "project",
        ]  # fmt: skip
        assert "On Welcome > [/b] Hospitality in P01" in on_screen(app)
        assert "“them”" in on_screen(app)
        await pressed(pilot, "end")
        assert "On the project" in on_screen(app)
        assert "on all of it [b]x[/b] ␛[31m" in on_screen(app)
        assert "6 memos" in on_screen(app)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_a_memo_is_changed_in_place_and_its_earlier_text_stays(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "on Irony")
        await pressed(pilot, "v")
        assert "never been" in on_screen(app)
        await pressed(pilot, "escape", "m")
        await typed(pilot, " x [b]k")
        await pressed(pilot, "ctrl+s")
        assert by_text(noted, "on Irony").text == "on Irony x [b]k"
        assert "saved the memo on the code Irony · Ctrl+Z undoes" in on_screen(app)
        await pressed(pilot, "v")
        assert isinstance(app.screen, EarlierTextsScreen)
        assert "when Amina changed it" in on_screen(app)
        assert on_screen(app).count("on Irony") >= 2
        await pressed(pilot, "escape", "ctrl+z")
        assert by_text(noted, "on Irony").text == "on Irony"
        await pressed(pilot, "ctrl+y")
        assert by_text(noted, "on Irony").text == "on Irony x [b]k"


async def test_what_is_not_saved_is_asked_about_on_every_way_out(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "on Irony")
        await pressed(pilot, "m")
        await typed(pilot, "!")
        for way in ("escape", "f2", "ctrl+q"):
            await pressed(pilot, way)
            assert isinstance(app.screen, ChoiceScreen)
            await pressed(pilot, "escape")
            assert page(app).text == "on Irony!"
        app.screen.query_one(RowList).place = 0
        await pressed(pilot)
        assert isinstance(app.screen, ChoiceScreen)
        await pressed(pilot, "down", "down", "enter")  # go on writing
        await typed(pilot, "?")
        assert page(app).text == "on Irony!?"
        await pressed(pilot, "f8")
        await pressed(pilot, "enter")  # save, and go
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        assert by_text(noted, "on Irony").text == "on Irony!?"
        await opened(pilot)
        await to(pilot, "on Irony")
        await pressed(pilot, "m", "z", "escape", "down", "enter")  # drop
        assert not page(app).is_writing
        assert by_text(noted, "on Irony").text == "on Irony!?"
        await pressed(pilot, "m", "escape")  # nothing was changed: nothing is asked
        assert isinstance(app.screen, MemosScreen)
        assert not page(app).is_writing


async def test_an_empty_memo_is_refused_and_stays_open(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "on Irony")
        await pressed(pilot, "m", "ctrl+u", "ctrl+s")
        await until(pilot, lambda: "A memo needs" in on_screen(app))
        assert page(app).is_writing
        assert by_text(noted, "on Irony").text == "on Irony"


async def test_new_memos_on_the_project_a_document_a_code_and_a_participant(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        for number, letters in ((0, ""), (1, "p02"), (2, "hosp"), (3, "person")):
            await pressed(pilot, "n", *["down"] * number, "enter")
            if letters:
                assert isinstance(app.screen, OneOfMany)
                await typed(pilot, letters)
                await pressed(pilot, "enter")
            await typed(pilot, f"new {number}")
            await pressed(pilot, "ctrl+s")
            assert page(app).text == f"new {number}"
            assert app.screen.query_one(RowList).key == by_text(noted, f"new {number}").id
        found = [by_text(noted, f"new {number}") for number in range(4)]
        assert [memo.document_id for memo in found] == [None, noted.documents.all()[1].id, None, None]
        assert found[2].code_id == noted.codebook.find("[/b] Hospitality").id
        assert found[3].participant_id == noted.participants.all()[0].id
        await pressed(pilot, "ctrl+z")
        assert len(noted.memos.all()) == 9


async def test_a_memo_is_removed_and_brought_back_but_not_anothers(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "x")
        assert "This memo is Farrukh's" in on_screen(app)
        await pressed(pilot, "m")
        await typed(pilot, "x")  # what is typed next is no command
        assert isinstance(app.screen, NotDoneScreen)
        assert len(noted.memos.all()) == 6
        await pressed(pilot, "escape")
        await to(pilot, "on P02")
        await pressed(pilot, "x")
        assert len(noted.memos.all()) == 5
        assert "removed the memo on the document P02" in on_screen(app)
        await pressed(pilot, "u")
        assert by_text(noted, "on P02")


async def test_words_kinds_coders_and_sorting(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "slash")
        await typed(pilot, "IRONY on")
        assert len(shown(app)) == 1
        assert "1 of 6 memos" in on_screen(app)
        await pressed(pilot, "enter", "m")
        assert page(app).is_writing
        await pressed(pilot, "escape", "escape")
        assert len(shown(app)) == 6
        await pressed(pilot, "k")
        await typed(pilot, "passag")
        await pressed(pilot, "enter")
        assert [row.split()[0] for row in shown(app)] == ["passage"]
        await pressed(pilot, "escape", "c")
        await typed(pilot, "farr")
        await pressed(pilot, "enter")
        assert [row.split()[0] for row in shown(app)] == ["coding"]
        assert "only by Farrukh" in on_screen(app)
        await pressed(pilot, "f8", "f7")
        assert "only by Farrukh" in on_screen(app)
        await pressed(pilot, "escape")
        firsts = []
        for _ in range(6):
            await pressed(pilot, "s")
            firsts.append(shown(app)[0].split()[0])
        assert firsts == ["project", "coding", "project", "code", "participant", "coding"]
        await pressed(pilot, "slash")
        await typed(pilot, "nowhere")
        assert "No memo fits" in on_screen(app)


async def test_enter_goes_to_what_a_memo_is_on_and_esc_comes_back(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "enter")
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.desk.document == noted.documents.all()[0]
        assert app.screen.view.focused_coding is not None
        await pressed(pilot, "escape")
        assert isinstance(app.screen, MemosScreen)
        await to(pilot, "on a passage")
        await pressed(pilot, "g")
        assert isinstance(app.screen, ReadingScreen)
        await pressed(pilot, "f7")
        await to(pilot, "on Irony")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, CodebookScreen)
        assert app.screen.current is not None
        assert app.screen.current.name == "Irony"
        await pressed(pilot, "f7")
        await to(pilot, "on her")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, DocumentsScreen)
        await pressed(pilot, "f7")
        await to(pilot, "on all of it")
        await pressed(pilot, "enter")
        assert "on the project as a whole" in on_screen(app)


async def test_the_mouse_reads_writes_and_goes(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pilot.click("#memo-list", offset=(20, 3))
        await pressed(pilot)
        assert "On the code Irony" in on_screen(app)
        await pilot.click("#memo-text")
        await pressed(pilot)
        assert page(app).is_writing
        await pressed(pilot, "escape")
        await pilot.click("#memo-list", offset=(20, 1), times=2)
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))


@pytest.mark.parametrize(("number", "suffix"), [(0, ".md"), (1, ".xlsx"), (2, ".csv")])
async def test_exactly_the_memos_shown_are_exported(
    noted: Project, tmp_path: Path, number: int, suffix: str
) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "slash")
        await typed(pilot, "irony")
        await pressed(pilot, "enter", "e", *["down"] * number, "enter")
        target = tmp_path / "exports" / f"memos{suffix}"
        await until(pilot, lambda: f"Wrote exports/memos{suffix}" in on_screen(app))
        content = target.read_bytes()
        if suffix != ".xlsx":
            assert b"on Irony" in content
            assert b"on P02" not in content


async def test_a_memo_changed_elsewhere_meanwhile_is_not_lost(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "on Irony")
        await pressed(pilot, "m")
        await typed(pilot, " mine")
        with Project.open(noted.path, coder="Amina") as other:
            other.memos.edit(by_text(noted, "on Irony"), "on Irony elsewhere")
        app.look_after_project()
        await pressed(pilot)
        assert page(app).text == "on Irony mine"
        await pressed(pilot, "ctrl+s")
        assert "had been changed elsewhere" in on_screen(app)
        memo = by_text(noted, "on Irony")
        assert [each.text for each in noted.memos.earlier(memo)] == ["on Irony elsewhere", "on Irony"]


async def test_what_is_written_survives_a_crash(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "on Irony")
        await pressed(pilot, "m")
        await typed(pilot, " and more")
        page(app).keeper.keep_at_once()
        (draft,) = left_drafts(noted.guid, "Amina")
        assert (draft.kind, draft.text) == ("memo", "on Irony and more")
        await pressed(pilot, "escape", "down", "enter")
        assert list(drafts_folder().glob("*.json")) == []
        assert isinstance(app.screen, MemosScreen)
        app.screen.restore_draft(draft)
        assert page(app).is_changed
        await pressed(pilot, "escape", "down", "enter")


async def test_blind_coding_hides_what_others_wrote_on_codings(noted: Project) -> None:
    app = QualcodeApp(noted)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        reading = app.screen
        assert isinstance(reading, ReadingScreen)
        reading.desk.on_view.blind = True
        reading.desk.refresh()
        await opened(pilot)
        assert not any("Farrukh on" in row for row in shown(app))
        noted.progress.set(noted.documents.all()[0], ReadingState.COMPLETE)
        reading.desk.refresh()
        app.screen.draw_place()
        assert any("Farrukh on" in row for row in shown(app))


async def test_without_memos_it_says_what_to_do(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        assert "n writes one" in on_screen(app)
        for key in ("m", "escape", "x", "v", "enter", "e"):
            await pressed(pilot, key)
        assert "No memo is chosen" in on_screen(app)
        assert "no memos here to export" in on_screen(app)
