"""What is done to segments, one or many: another code, weight, memo, removal, export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from screen_driving import on_screen, pressed, stored, typed, until
from segment_driving import SIZES, found, ids, opened, screen_of, with_codings

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.note import NoteScreen
from qualcode.tui.screens.picker import PickerScreen
from qualcode.tui.screens.segments import SegmentsScreen
from qualcode.tui.widgets.memo import MemoEditor


@pytest.fixture
def coded(odd_project: Project) -> Project:
    """The study with four codings."""
    return with_codings(odd_project)


async def test_one_and_many_are_recoded_and_undone(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        before = stored(coded)
        await opened(pilot, "ctrl+a", "r")
        assert isinstance(app.screen, PickerScreen)
        assert "Another code for 4 marked segments" in on_screen(app)
        await typed(pilot, "irony")
        await pressed(pilot, "enter")
        await found(pilot)
        assert {code for code, _ in stored(coded)} == {"Irony"}
        assert "changed 3 codings to Irony" in on_screen(app)
        assert len(screen_of(app).segments.marks) == 4
        await pressed(pilot, "ctrl+z")
        await found(pilot)
        assert stored(coded) == before
        await pressed(pilot, "ctrl+y")
        await found(pilot)
        assert {code for code, _ in stored(coded)} == {"Irony"}
        await pressed(pilot, "u")
        await found(pilot)
        assert stored(coded) == before
        await pressed(pilot, "escape", "end", "r")
        await typed(pilot, "Quite new")
        await pressed(pilot, "enter")
        await found(pilot)
        assert stored(coded)[-1][0] == "Quite new"
        last = coded.history.last()
        assert last is not None
        assert last.summary == "made Quite new and changed Irony on “Another” in P02 to Quite new"
        await pressed(pilot, "ctrl+z")
        await found(pilot)
        assert stored(coded) == before
        assert "Quite new" not in {code.name for code in coded.codebook.all()}


async def test_what_leaves_the_filter_goes_and_the_cursor_keeps_its_place(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "c")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter")
        await found(pilot)
        assert ids(app) == [1, 3]
        await pressed(pilot, "r")
        await typed(pilot, "irony")
        await pressed(pilot, "enter")
        await until(pilot, lambda: ids(app) == [3])
        assert screen_of(app).segments.coding == 3
        await pressed(pilot, "r")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter")
        assert "Nothing was changed" in on_screen(app)


async def test_weights_of_one_and_many(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "w")
        await pressed(pilot, "backspace", "backspace")
        await typed(pilot, "15")
        await pressed(pilot, "enter")
        await found(pilot)
        assert coded.codings.get(2).weight == 15
        await pressed(pilot, "shift+down", "shift+down", "w")
        await typed(pilot, "40")
        await pressed(pilot, "enter")
        await found(pilot)
        assert [coded.codings.get(each).weight for each in (1, 2, 3, 4)] == [40, 40, 40, None]
        await pressed(pilot, "ctrl+z")
        await found(pilot)
        assert [coded.codings.get(each).weight for each in (1, 2, 3, 4)] == [None, 15, None, None]
        await pressed(pilot, "w")
        await typed(pilot, "much")
        await pressed(pilot, "enter")
        assert "is no weight" in on_screen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_memos_on_one_and_on_each_of_many(coded: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, "down", "m")
        assert isinstance(app.screen, NoteScreen)
        await typed(pilot, "first [b]")
        await pressed(pilot, "ctrl+s")
        await found(pilot)
        assert coded.many_codings.with_memos([1]) == {1: ["first [b]"]}
        await pressed(pilot, "m")
        assert app.screen.query_one(MemoEditor).text == "first [b]"
        await typed(pilot, " more")
        await pressed(pilot, "ctrl+s")
        await found(pilot)
        assert coded.many_codings.with_memos([1]) == {1: ["first [b] more"]}
        await pressed(pilot, "ctrl+a", "m")
        await typed(pilot, "all")
        await pressed(pilot, "ctrl+s")
        await found(pilot)
        assert coded.many_codings.with_memos([1, 2, 3, 4]) == {
            1: ["first [b] more", "all"], 2: ["[red]why\x1b[31m", "all"], 3: ["all"], 4: ["all"],
        }  # fmt: skip
        await pressed(pilot, "ctrl+z")
        await found(pilot)
        assert coded.many_codings.with_memos([3, 4]) == {}


async def test_a_memo_that_is_not_saved_is_asked_about(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "m", "escape")
        assert isinstance(app.screen, SegmentsScreen)
        await pressed(pilot, "m")
        await typed(pilot, "half a thought")
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ChoiceScreen)
        await pressed(pilot, "down", "down", "enter")
        assert isinstance(app.screen, NoteScreen)
        await pressed(pilot, "escape", "down", "enter")
        assert isinstance(app.screen, SegmentsScreen)
        assert len(coded.memos.all()) == 1
        await pressed(pilot, "m")
        await typed(pilot, "a thought")
        await pressed(pilot, "escape", "enter")
        await until(pilot, lambda: len(coded.memos.all()) == 2)


async def test_removing_one_and_many(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "x")
        await until(pilot, lambda: ids(app) == [1, 3, 4])
        assert "removed Welcome on “Let them”" in on_screen(app)
        assert coded.memos.all() == []
        await pressed(pilot, "ctrl+a", "x")
        await until(pilot, lambda: ids(app) == [])
        await pressed(pilot, "ctrl+z", "ctrl+z")
        await until(pilot, lambda: ids(app) == [2, 1, 3, 4])
        assert len(coded.memos.all()) == 1


async def test_many_are_changed_in_a_thread_after_a_question(
    coded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.screens.segment_changing.AT_ONCE", 1)
    monkeypatch.setattr("qualcode.tui.screens.segment_changing.ASKED_ABOUT", 3)
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "ctrl+a", "x")
        assert "Remove 4 segments? It takes a while" in on_screen(app)
        await pressed(pilot, "enter")
        assert len(coded.codings.all()) == 4
        await pressed(pilot, "x", "down", "enter")
        await until(pilot, lambda: coded.codings.all() == [])
        await until(pilot, lambda: ids(app) == [] and "removed 4 codings with 1 memo" in on_screen(app))
        await pressed(pilot, "ctrl+z")
        await until(pilot, lambda: "undid: removed 4 codings with 1 memo · Ctrl+Y redoes" in on_screen(app))
        await until(pilot, lambda: len(ids(app)) == 4)
        await pressed(pilot, "ctrl+y")
        await until(pilot, lambda: ids(app) == [] and "redid: removed 4" in on_screen(app))
        await pressed(pilot, "ctrl+z")
        await until(pilot, lambda: len(ids(app)) == 4)
        await pressed(pilot, "home", "shift+down", "w")
        await typed(pilot, "5")
        await pressed(pilot, "enter")
        await until(pilot, lambda: coded.codings.get(1).weight == 5)


@pytest.mark.parametrize(("down", "suffix"), [(0, ".xlsx"), (1, ".csv"), (2, ".md")])
async def test_what_is_shown_is_exported_in_this_order(
    coded: Project, tmp_path: Path, down: int, suffix: str
) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "o", *["down"] * 3, "enter")
        await found(pilot)
        await pressed(pilot, "slash")
        await typed(pilot, "e")
        await pressed(pilot, "enter")
        await found(pilot)
        await pressed(pilot, "e", *["down"] * down, "enter")
        target = tmp_path / "exports" / f"segments, “e”{suffix}"
        await until(pilot, lambda: "Wrote exports/segments, “e”" in on_screen(app))
        assert target.exists()
        if suffix == ".csv":
            rows = list(csv.DictReader(target.open(encoding="utf-8-sig", newline="")))
            assert [row["guid"] for row in rows] == [coded.codings.get(each).guid for each in ids(app)]
        if suffix == ".md":
            assert target.read_text(encoding="utf-8").startswith("# segments, “e”\n")
