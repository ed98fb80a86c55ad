"""The history on the screen: looking at what was done, taking it back, going back."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_driving import at_rest, on_screen, pressed, typed, until
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens import reversing
from qualcode.tui.screens.before_after import BeforeAfterScreen
from qualcode.tui.screens.consequences import ConsequencesScreen
from qualcode.tui.screens.history import AT_ONCE, HistoryScreen
from qualcode.tui.screens.one_of_many import OneOfMany
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.widgets.row_list import RowList

ODD = "[/b] Hospitality"


@pytest.fixture
def worked(odd_project: Project) -> Project:
    """Amina codes, writes and renames; Farrukh writes a memo."""
    first = odd_project.documents.all()[0]
    code = odd_project.codebook.find(ODD)
    coding = odd_project.codings.apply(first, code, 11, 15, weight=40)
    odd_project.memos.add("see [b]this[/b] \x1b[31m", coding_id=coding.id)
    odd_project.codings.recode([coding], odd_project.codebook.find("Irony"))
    odd_project.codebook.edit(odd_project.codebook.find("Irony"), definition="one\ntwo")
    with Project.open(odd_project.path, coder="Farrukh") as other:
        other.memos.add("Farrukh's word on P02", document_id=other.documents.all()[1].id)
    return odd_project


def shown(app: QualcodeApp) -> list[str]:
    return ["".join(piece.text for piece in each.left).strip() for each in app.screen.query_one(RowList).rows]


async def opened(pilot: Pilot[None]) -> None:
    await pressed(pilot, "f8")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen) and len(shown(pilot.app)) > 3)  # type: ignore[arg-type]


async def to(pilot: Pilot[None], words: str) -> None:
    rows = pilot.app.screen.query_one(RowList)
    await until(pilot, lambda: any(words in row for row in shown(pilot.app)))  # type: ignore[arg-type]
    rows.place = max(n for n, row in enumerate(shown(pilot.app)) if words in row)  # type: ignore[arg-type]
    await at_rest(pilot)


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_who_did_what_and_what_was_before_and_after(worked: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(worked)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot)
        assert "Farrukh  wrote the memo “Farrukh's word on P02”" in shown(app)[0]
        assert "[/b] Hospitality" in on_screen(app)
        await to(pilot, "to Irony")
        await pressed(pilot, "v")
        await until(
            pilot, lambda: isinstance(app.screen, BeforeAfterScreen) and "Go back to here" in on_screen(app)
        )
        assert "~ coding Welcome > [/b] Hospitality on “them”" in on_screen(app)
        assert "code: Welcome > [/b] Hospitality → Irony" in on_screen(app)
        await pressed(pilot, "escape")
        await to(pilot, "see [b]this[/b]")
        await pressed(pilot, "enter")
        await until(
            pilot, lambda: isinstance(app.screen, BeforeAfterScreen) and "Go back to here" in on_screen(app)
        )
        assert "+ memo on a coding of Irony" in on_screen(app)
        assert "see [b]this[/b] ␛[31m" in on_screen(app)
        await pressed(pilot, "pagedown", "pageup", "escape")
        await to(pilot, "edited the definition")
        await pressed(pilot, "enter")
        await until(
            pilot, lambda: isinstance(app.screen, BeforeAfterScreen) and "Go back to here" in on_screen(app)
        )
        assert "definition before:" in on_screen(app)
        assert "[i]says one thing[/i]" in on_screen(app)
        await pressed(pilot, "escape", "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_an_action_is_taken_back_and_brought_again(worked: Project) -> None:
    app = QualcodeApp(worked)
    irony = worked.codebook.find("Irony")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "edited the definition")
        await pressed(pilot, "x")
        await until(pilot, lambda: worked.codebook.get(irony.id).definition == "[i]says one thing[/i]")
        await to(pilot, "edited the definition of Irony")
        await pressed(pilot, "x")
        await until(pilot, lambda: worked.codebook.get(irony.id).definition == "one\ntwo")
        await pressed(pilot, "ctrl+z")
        assert len(worked.memos.all()) == 1
        await pressed(pilot, "ctrl+y")
        assert len(worked.memos.all()) == 2
        await pressed(pilot, "u")
        assert len(worked.memos.all()) == 1
        await to(pilot, "see [b]this[/b]")
        await pressed(pilot, "enter")
        await until(
            pilot, lambda: isinstance(app.screen, BeforeAfterScreen) and "Go back to here" in on_screen(app)
        )
        await pressed(pilot, "x")
        await until(pilot, lambda: worked.memos.all() == [])
        await until(pilot, lambda: "undid" in on_screen(app))


async def test_going_back_tells_first_and_one_key_brings_everything_again(worked: Project) -> None:
    app = QualcodeApp(worked)
    then, now = None, list(worked.dump())
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "applied")
        await pressed(pilot, "b")
        await until(
            pilot, lambda: isinstance(app.screen, ConsequencesScreen) and "Taken back" in on_screen(app)
        )
        told = on_screen(app)
        assert "Taken back: 4 actions (3 of Amina, 1 of Farrukh)." in told
        assert "2 memos go" in told
        assert "1 coding becomes what it was" in told
        assert "Farrukh" in told
        await pressed(pilot, "down")
        assert "Everything stays as it is." in on_screen(app)
        await pressed(pilot, "enter")
        assert list(worked.dump()) == now
        await pressed(pilot, "b")
        await until(
            pilot, lambda: isinstance(app.screen, ConsequencesScreen) and "Taken back" in on_screen(app)
        )
        await pressed(pilot, "enter")
        await until(pilot, lambda: "went back to action" in on_screen(app))
        then = list(worked.dump())
        assert worked.memos.all() == []
        assert worked.codings.all()[0].code_id == worked.codebook.find(ODD).id
        rows = {row.key: row.right for row in app.screen.query_one(RowList).rows}
        assert list(rows.values()).count("undone") == 4
        await pressed(pilot, "ctrl+z")
        await until(pilot, lambda: "undid: went back" in on_screen(app))
        assert list(worked.dump()) == now
        await pressed(pilot, "ctrl+y")
        assert list(worked.dump()) == then


async def test_there_is_nothing_after_the_last_action(worked: Project) -> None:
    app = QualcodeApp(worked)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "home", "b")
        await until(pilot, lambda: "Nothing was done after this action" in on_screen(app))


async def test_what_was_done_since_the_preview_is_not_lost(worked: Project) -> None:
    app = QualcodeApp(worked)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await to(pilot, "applied")
        await pressed(pilot, "b")
        await until(
            pilot, lambda: isinstance(app.screen, ConsequencesScreen) and "Taken back" in on_screen(app)
        )
        with Project.open(worked.path, coder="Farrukh") as other:
            other.memos.add("in the meantime")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "look again" in on_screen(app))
        assert len(worked.memos.all()) == 3


async def test_filters_by_who_kind_document_and_words(worked: Project) -> None:
    app = QualcodeApp(worked)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        number = len(shown(app))
        await pressed(pilot, "c")
        assert isinstance(app.screen, OneOfMany)
        await typed(pilot, "farr")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "only Farrukh" in on_screen(app))
        assert all("Farrukh" in row for row in shown(app))
        await pressed(pilot, "escape")
        await until(pilot, lambda: len(shown(app)) == number)
        await pressed(pilot, "k")
        await typed(pilot, "memo")
        await pressed(pilot, "enter")
        await until(pilot, lambda: len(shown(app)) == 2)
        await pressed(pilot, "d")
        await typed(pilot, "P02")
        await pressed(pilot, "enter")
        await until(pilot, lambda: len(shown(app)) == 1)
        assert "only memo · P02 · Esc" in on_screen(app)
        await pressed(pilot, "f2", "f8")  # what was chosen is found again
        await until(pilot, lambda: "only memo · P02 · Esc" in on_screen(app) and len(shown(app)) == 1)
        await pressed(pilot, "escape", "slash")
        await typed(pilot, "irony DEFIN")
        await until(pilot, lambda: len(shown(app)) == 1)
        assert "of Irony" in shown(app)[0]
        await pressed(pilot, "enter", "x")
        assert "definition" not in worked.codebook.find("Irony").definition
        await pressed(pilot, "escape", "slash")
        await typed(pilot, "nowhere to be found")
        await until(pilot, lambda: "Nothing fits" in on_screen(app))
        await pressed(pilot, "escape")
        await until(pilot, lambda: len(shown(app)) > number)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_the_mouse_goes_to_an_action_and_opens_it(worked: Project) -> None:
    app = QualcodeApp(worked)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pilot.click("#actions", offset=(30, 3))
        assert app.screen.query_one(RowList).place == 2
        await pilot.click("#actions", offset=(30, 3), times=2)
        await until(
            pilot, lambda: isinstance(app.screen, BeforeAfterScreen) and "Go back to here" in on_screen(app)
        )
        row = app.screen.query_one(RowList)
        await pilot.click(row, offset=(3, 2))
        await until(
            pilot, lambda: isinstance(app.screen, ConsequencesScreen) and "Taken back" in on_screen(app)
        )
        await pressed(pilot, "escape")


async def test_a_long_history_is_read_on_while_one_scrolls(odd_project: Project, tmp_path: Path) -> None:
    for number in range(AT_ONCE + 120):
        odd_project.rename(f"name {number}")
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        assert len(shown(app)) == AT_ONCE
        await pressed(pilot, "end")
        await until(pilot, lambda: len(shown(app)) == odd_project.history.number())
        assert app.screen.query_one(RowList).place == AT_ONCE - 1
        await pressed(pilot, "end")
        assert "made the project" in on_screen(app)


async def test_what_changed_much_is_taken_back_beside_the_screen(
    worked: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reversing, "MANY_CHANGES", 0)
    app = QualcodeApp(worked)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        await pressed(pilot, "ctrl+z")
        await until(pilot, lambda: len(worked.memos.all()) == 1 and "undid" in on_screen(app))
        await pressed(pilot, "ctrl+y")
        await until(pilot, lambda: len(worked.memos.all()) == 2 and "redid" in on_screen(app))
        await to(pilot, "see [b]this[/b]")
        await pressed(pilot, "x")
        await until(pilot, lambda: [memo.coder for memo in worked.memos.all()] == ["Farrukh"])
        await until(pilot, lambda: any("undid: wrote the memo “see" in row for row in shown(app)))


async def test_who_codes_blind_sees_what_she_did_herself(worked: Project) -> None:
    app = QualcodeApp(worked, "Amina")
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        app.screen.desk.on_view.blind = True  # type: ignore[attr-defined]
        await opened(pilot)
        assert not any("Farrukh" in row for row in shown(app))
        assert "You code blind" in on_screen(app)
