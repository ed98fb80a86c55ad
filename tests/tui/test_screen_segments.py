"""The segments screen: found, walked, marked, opened, changed, exported."""

from __future__ import annotations

import asyncio
import csv
from array import array
from pathlib import Path

import pytest
from screen_driving import on_screen, pressed, stored, typed, until
from textual.pilot import Pilot
from textual.widgets import Static

from qualcode.api import Project
from qualcode.model import ReadingState
from qualcode.project.segment_query import Grouping, Order, SegmentFilter, SegmentQuery
from qualcode.project.segments import SegmentSearch, Stopped
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.choice import ChoiceScreen
from qualcode.tui.screens.filter_list import FilterScreen
from qualcode.tui.screens.note import NoteScreen
from qualcode.tui.screens.picker import PickerScreen
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.segments import SegmentsScreen
from qualcode.tui.screens.several import SeveralScreen
from qualcode.tui.segment_filters import SegmentsMemory
from qualcode.tui.widgets.lines import StatusLine
from qualcode.tui.widgets.memo import MemoEditor
from qualcode.tui.widgets.row_list import RowList

COVERS = {
    "segments-open", "segments-filter", "segments-codes", "segments-words", "segments-attributes",
    "segments-clear-filter", "segments-order", "segments-backwards", "segments-group", "segments-mark",
    "segments-mark-all", "segments-recode", "segments-weight", "segments-memo", "segments-remove", "segments-export",
    "segments-undo", "segments-redo", "segments-back", "go-segments",
    "cards.next", "cards.before", "cards.page-down", "cards.page-up", "cards.first", "cards.last", "cards.next-group",
    "cards.group-before", "cards.mark-down", "cards.mark-up", "cards.mark-page-down", "cards.mark-page-up",
    "cards.mark-to-the-last", "cards.mark-to-the-first",
    "several.next", "several.previous", "several.page-down", "several.page-up", "several.leave", "several.none",
    "filter.leave", "filter.clear", "filter.clear-all",
}  # fmt: skip
LIST = "#segments"
SIZES = [(140, 45), (80, 24)]


@pytest.fixture
def coded(odd_project: Project) -> Project:
    """Four codings: three in P01, of them one of Farrukh's with a memo, and Irony in P02."""
    first, second = odd_project.documents.all()
    find, apply = odd_project.codebook.find, odd_project.codings.apply
    apply(first, find("[/b] Hospitality"), 7, 21)
    apply(first, find("Welcome"), 7, 16, coder="Farrukh", memo="[red]why\x1b[31m", weight=70)
    apply(first, find("[/b] Hospitality"), 60, 70)
    apply(second, find("Irony"), 0, 7)
    return odd_project


def screen_of(app: QualcodeApp) -> SegmentsScreen:
    assert isinstance(app.screen, SegmentsScreen)
    return app.screen


def ids(app: QualcodeApp) -> list[int]:
    return list(screen_of(app).segments.ids)


async def found(pilot: Pilot[None]) -> None:
    """Wait until everything is there."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, SegmentsScreen) and app.screen._is_whole)
    await pilot.pause()


async def opened(pilot: Pilot[None], *keys: str) -> None:
    await pressed(pilot, "f5")
    await found(pilot)
    for key in keys:
        await pressed(pilot, key)
    if keys:
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_cards_show_what_is_known_and_nothing_is_markup(coded: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot)
        assert ids(app) == [2, 1, 3, 4]
        shown = on_screen(app)
        for words in (
            "1 of 4 segments", "all segments", "as in the documents", "▸  ■ Welcome", "weight 70 · Farrukh", "✎ memo",
            "Welcome > [/b] Hospitality", "P01 [bold]x[/b] ␛[31mred", "line 1, turn 1", "Let them see.",
        ):  # fmt: skip
            assert words in shown
        assert "[red]why␛[31m" in str(screen_of(app).query_one(StatusLine).content)
        assert "\x1b" not in shown


async def test_an_empty_study_says_what_to_do(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        assert "Nothing is coded yet" in on_screen(app)
        await pressed(pilot, "slash")
        await typed(pilot, "nowhere")
        await pressed(pilot, "enter")
        await found(pilot)
        assert "No segment fits this filter" in on_screen(app)
        await pressed(pilot, "x")
        assert "There is no segment here" in on_screen(app)
        await pressed(
            pilot, "space", "shift+down", "enter", "down", "end", "ctrl+a"
        )  # nothing to act on, nothing happens
        assert isinstance(app.screen, SegmentsScreen)


async def test_walking_by_keys_and_groups(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        cards = screen_of(app).segments

        async def after(key: str) -> int:
            await pressed(pilot, key)
            return cards.place

        steps = [await after(key) for key in ("down", "down", "up", "end", "home", "pagedown", "pageup")]
        assert steps == [1, 2, 1, 3, 0, 3, 0]
        await pressed(pilot, "g", "down", "enter")
        await found(pilot)
        assert screen_of(app).query_now.grouping is Grouping.CODE
        assert ids(app) == [2, 1, 3, 4]
        assert "2 segments" in on_screen(app)
        keys = ["right_parenthesis"] * 3 + ["left_parenthesis"] * 2 + ["down", "down", "left_parenthesis"]
        assert [await after(key) for key in keys] == [1, 3, 3, 1, 0, 1, 2, 1]


@pytest.mark.parametrize("size", SIZES)
async def test_filter_by_codes_and_take_it_away(coded: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, "c")
        assert isinstance(app.screen, SeveralScreen)
        await typed(pilot, "iro")
        await pressed(pilot, "enter")
        await found(pilot)
        assert ids(app) == [4]
        assert "any of Irony" in on_screen(app)
        await pressed(pilot, "z")
        await found(pilot)
        assert len(ids(app)) == 4
        # A parent stands for what is under it, unless it is told not to.
        await pressed(pilot, "c")
        await typed(pilot, "welc")
        await pressed(pilot, "enter")
        await found(pilot)
        assert ids(app) == [2, 1, 3]
        await pressed(pilot, "f", "down", "down", "down", "enter", "escape")
        await found(pilot)
        assert ids(app) == [2]
        assert "without sub-codes" in on_screen(app)


async def test_several_are_marked_and_marks_are_found_again(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "c", "down", "space", "down", "space", "enter")
        await found(pilot)
        assert screen_of(app).query_now.filter.any_of == (2, 3)
        assert ids(app) == [1, 3, 4]
        await pressed(pilot, "c")
        assert "marked: Welcome > [/b] Hospitality, Irony" in on_screen(app)
        await pressed(
            pilot, "down", "up", "pagedown", "pageup", "space", "escape"
        )  # left: it stays as it was
        assert screen_of(app).query_now.filter.any_of == (2, 3)
        await pressed(pilot, "c", "down", "up", "space", "enter")
        await found(pilot)
        assert screen_of(app).query_now.filter.any_of == (3,)
        await pressed(pilot, "c", "ctrl+l")
        await found(pilot)
        assert screen_of(app).query_now.filter == SegmentFilter()


async def test_a_click_in_a_list_marks(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "c")
        await pilot.click("#found", offset=(8, 1))
        await pilot.click("#found", offset=(8, 2))
        await pressed(pilot, "enter")
        await found(pilot)
        assert screen_of(app).query_now.filter.any_of == (2, 3)


async def test_words_attributes_and_all_of_none_of(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "slash")
        assert isinstance(app.screen, PromptScreen)
        await typed(pilot, "LET them")
        await pressed(pilot, "enter")
        await found(pilot)
        assert ids(app) == [2, 1]
        assert "“LET them”" in on_screen(app)
        await pressed(pilot, "z", "a")
        await typed(pilot, "dushan")
        await pressed(pilot, "enter")
        await found(pilot)
        assert ids(app) == [2, 1]
        assert "[b]place = [red]Dushanbe" in on_screen(app)
        await pressed(pilot, "z", "a")
        await typed(pilot, "[b]place != nobody")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "nobody has" in on_screen(app) or "nobody" in on_screen(app))
        await pressed(pilot, "z", "f", "down", "enter")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter", "enter", "down", "down", "space", "enter")
        await pressed(pilot, "escape")
        await found(pilot)
        told = screen_of(app).query_now.filter
        assert told.all_of


async def test_every_line_of_the_filter_list_can_be_set_and_taken_away(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "f")
        assert isinstance(app.screen, FilterScreen)
        for line in range(13):
            app.screen.query_one(RowList).place = line
            await pressed(pilot, "enter")
            if isinstance(app.screen, PromptScreen):
                await typed(pilot, "e")
            if not isinstance(app.screen, FilterScreen):
                await pressed(pilot, "enter")
            assert isinstance(app.screen, FilterScreen)
        segments = next(each for each in app.screen_stack if isinstance(each, SegmentsScreen))
        told = segments.query_now.filter
        default = SegmentFilter()
        fields = [name for name in SegmentFilter.__slots__ if getattr(told, name) != getattr(default, name)]
        assert fields == list(SegmentFilter.__slots__)
        await pressed(pilot, "home", "delete", "down", "backspace", "down", "x")
        told = segments.query_now.filter
        assert (told.any_of, told.all_of, told.none_of) == ((), (), ())
        assert told.documents
        await pressed(pilot, "z")
        assert segments.query_now.filter == default
        await pressed(pilot, "f")
        assert isinstance(app.screen, SegmentsScreen)


async def test_a_click_on_the_filter_line_opens_the_filters(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await pilot.click("FilterLine")
        await pressed(pilot)
        assert isinstance(app.screen, FilterScreen)
        assert "passages" not in str(app.screen.query_one("#remark", Static).content)
        await pressed(pilot, "down")
        assert "passages" in str(app.screen.query_one("#remark", Static).content)


async def test_order_is_chosen_and_turned_round(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "o", *["down"] * 3, "enter")
        await found(pilot)
        assert screen_of(app).query_now.order is Order.LENGTH
        assert ids(app) == [1, 3, 2, 4]
        assert "the longest first" in on_screen(app)
        await pressed(pilot, "v")
        await found(pilot)
        assert ids(app) == [4, 2, 3, 1]
        assert "the shortest first" in on_screen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_place_and_escape_comes_back_to_the_card(
    coded: Project, size: tuple[int, int]
) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, "slash")
        await typed(pilot, "e")
        await pressed(pilot, "enter")
        await found(pilot)
        for row, (coding, document) in enumerate([(2, "P01"), (1, "P01"), (3, "P01"), (4, "P02")]):
            screen_of(app).segments.place = row
            await pressed(pilot, "enter")
            assert isinstance(app.screen, ReadingScreen)
            assert app.screen.desk.document is not None
            assert app.screen.desk.document.name.startswith(document)
            focused = app.screen.view.focused_coding
            assert focused is not None
            assert focused.id == coding
            assert "Esc goes back to the segments" in on_screen(app)
            await pressed(pilot, "escape")
            await found(pilot)
            assert screen_of(app).segments.coding == coding
            assert screen_of(app).query_now.filter.words == "e"
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)
        await pressed(pilot, "escape")  # the way back was used up
        assert isinstance(app.screen, ReadingScreen)


async def test_another_screen_asks_for_the_segments_of_a_code(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot)
        app.remember_for("segments", SegmentsMemory(codes=(3,)))
        app.action_go_to("segments")
        await found(pilot)
        assert ids(app) == [4]
        assert "any of Irony" in on_screen(app)


async def test_marks_by_space_arrows_pages_and_all(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        cards = screen_of(app).segments

        def marked() -> list[int]:
            return list(cards.marks.of(range(4)))

        await pressed(pilot, "space")
        assert marked() == [0]
        assert cards.place == 1
        assert " ✓ ■ Welcome" in on_screen(app)
        assert "1 segment marked: r, w, m, x act on all of them" in on_screen(app)
        await pressed(pilot, "shift+down")
        assert marked() == [0, 1, 2]
        await pressed(pilot, "shift+up")
        assert marked() == [0, 1]
        await pressed(pilot, "escape")
        assert marked() == []
        await pressed(pilot, "shift+end")
        assert marked() == [1, 2, 3]
        await pressed(pilot, "escape", "shift+home")
        assert marked() == [0, 1, 2, 3]
        await pressed(pilot, "escape", "home", "shift+pagedown")
        assert marked() == [0, 1, 2, 3]
        await pressed(pilot, "escape", "shift+pageup")
        assert marked() == [0, 1, 2, 3]
        assert cards.place == 0
        await pressed(pilot, "escape", "ctrl+a")
        assert marked() == [0, 1, 2, 3]
        assert "4 marked" in on_screen(app)
        await pressed(pilot, "ctrl+a")
        assert marked() == []


async def test_the_mouse_goes_marks_and_opens(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        cards = screen_of(app).segments
        await pilot.click(LIST, offset=(20, 5))
        await pilot.pause()
        assert cards.place == 1
        await pilot.click(LIST, offset=(2, 8))
        assert list(cards.marks.of(range(4))) == [2]
        await pilot.click(LIST, offset=(20, 12), shift=True)
        assert list(cards.marks.of(range(4))) == [2, 3]
        await pilot.click(LIST, offset=(20, 0), control=True)
        assert list(cards.marks.of(range(4))) == [0, 2, 3]
        await pilot.click(LIST, offset=(20, 40))  # below the last card
        assert cards.place == 0
        await pilot.click(LIST, offset=(20, 4), times=2)
        await pressed(pilot)
        assert isinstance(app.screen, ReadingScreen)


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
        await until(pilot, lambda: not screen_of(app)._is_changing)


async def test_one_does_not_leave_while_many_are_changed(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        screen_of(app)._is_changing = True
        await pressed(pilot, "f2")
        assert isinstance(app.screen, SegmentsScreen)
        assert "wait for the end of it" in on_screen(app)
        await pressed(pilot, "w")
        assert "still being carried out" in on_screen(app)
        screen_of(app)._is_changing = False


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


async def test_a_blind_coder_sees_hers_and_what_is_in_complete_documents(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot)
        assert isinstance(app.screen, ReadingScreen)
        app.screen.desk.on_view.blind = True
        await opened(pilot)
        assert ids(app) == [1, 3, 4]
        coded.progress.set(coded.documents.all()[0], ReadingState.COMPLETE)
        screen_of(app).draw_place()
        await until(pilot, lambda: ids(app) == [2, 1, 3, 4])


async def test_what_another_program_does_is_shown_and_the_cursor_stays(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "down", "down", "space", "up")
        assert screen_of(app).segments.coding == 3
        with Project.open(coded.path, "Farrukh") as other:
            other.codings.apply(other.documents.all()[0], other.codebook.find("Irony"), 7, 10)
        app.look_after_project()
        await until(pilot, lambda: len(ids(app)) == 5)
        assert screen_of(app).segments.coding == 3
        assert list(screen_of(app).segments.marks.of(screen_of(app).segments.ids)) == [3]


async def test_a_coding_that_is_gone_meanwhile_is_told(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        cards = screen_of(app).segments
        cards.ids = array("q", [2, 77, 3])
        cards.forget_cards()
        await pressed(pilot, "down")
        assert "this coding is no longer there" in on_screen(app)
        await pressed(pilot, "enter")
        assert isinstance(app.screen, SegmentsScreen)


async def test_a_newer_search_ends_the_older_one(coded: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []
    waiting = asyncio.Event()
    search = SegmentSearch.search

    def slow(self: SegmentSearch, query: SegmentQuery):  # type: ignore[no-untyped-def]
        if not query.filter.words:
            yield from search(self, query)
            return
        if query.filter.words == "e":
            app.call_from_thread(waiting.set)
            endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            try:
                self._database.value(endless)
            except Exception as error:
                ended.append(type(error).__name__)
                raise Stopped("stopped") from error
        yield from search(self, query)

    monkeypatch.setattr(SegmentSearch, "search", slow)
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "slash")
        await typed(pilot, "e")
        await pressed(pilot, "enter")
        await asyncio.wait_for(waiting.wait(), 10)
        assert ids(app) == [2, 1, 3, 4]  # the screen does not stand still
        await pressed(pilot, "slash")
        await typed(pilot, "t")
        await pressed(pilot, "enter")
        await found(pilot)
        assert ended == ["OperationalError"]
        assert len(ids(app)) == 3


async def test_a_search_that_cannot_be_is_told(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "a")
        await typed(pilot, "[b]place = Nowhere")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "Not done" in on_screen(app))
        assert ids(app) == []
        await pressed(pilot, "z")
        await found(pilot)
        assert len(ids(app)) == 4


async def test_the_first_rows_are_shown_before_all_are_there(
    coded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.project.segments.FIRST_ROWS", 2)
    lengths: list[int] = []
    app = QualcodeApp(coded)
    taken = SegmentsScreen.on_segments_screen_came

    def seen(self: SegmentsScreen, message: SegmentsScreen.Came) -> None:
        taken(self, message)
        lengths.append(len(self.segments.ids))

    monkeypatch.setattr(SegmentsScreen, "on_segments_screen_came", seen)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot)
        assert lengths == [2, 4]
        await pressed(pilot, "end", "enter", "escape")
        await found(pilot)
        assert lengths == [
            2,
            4,
            0,
            4,
        ]  # one comes back to a card further on: nothing is shown before it is there
        assert screen_of(app).segments.coding == 4


async def test_cards_follow_the_width(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "end")
        await pilot.resize_terminal(80, 24)
        await pressed(pilot)
        assert screen_of(app).segments.coding == 4
        assert "Another" in on_screen(app)
