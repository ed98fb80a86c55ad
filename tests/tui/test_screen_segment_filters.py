"""What the segments screen is asked for: filters, order, grouping, and searches in a thread."""

from __future__ import annotations

import asyncio

import pytest
from screen_driving import on_screen, pressed, typed, until
from segment_driving import SIZES, found, ids, opened, screen_of, with_codings
from textual.widgets import Static

from qualcode.api import Project
from qualcode.model import ReadingState
from qualcode.project.segment_query import Order, SegmentFilter, SegmentQuery
from qualcode.project.segments import SegmentSearch, Stopped
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.filter_list import FilterScreen
from qualcode.tui.screens.prompt import PromptScreen
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.segments import SegmentsScreen
from qualcode.tui.screens.several import SeveralScreen
from qualcode.tui.segment_filters import SegmentsMemory
from qualcode.tui.widgets.row_list import RowList


@pytest.fixture
def coded(odd_project: Project) -> Project:
    """The study with four codings."""
    return with_codings(odd_project)


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
        await typed(pilot, "[b]place != x")
        await pressed(pilot, "enter")
        await until(pilot, lambda: "Not done" in on_screen(app))  # nobody has that value
        await pressed(pilot, "z", "f", "down", "enter")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter", "enter", "down", "space", "enter", "escape")
        await found(pilot)
        assert screen_of(app).query_now.filter.all_of == (2, 1)
        assert ids(app) == [2, 1, 3]
        assert "all of [/b] Hospitality, Welcome · with their sub-codes" in on_screen(app)
        await pressed(pilot, "f", "down", "down", "down", "enter", "escape")
        await found(pilot)
        assert ids(app) == [2, 1]
        await pressed(pilot, "z", "f", "down", "down", "enter")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter", "escape")
        await found(pilot)
        assert ids(app) == [4]
        assert "none of [/b] Hospitality" in on_screen(app)


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


async def test_another_screen_asks_for_the_segments_of_a_code(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot)
        app.remember_for("segments", SegmentsMemory(codes=(3,)))
        app.action_go_to("segments")
        await found(pilot)
        assert ids(app) == [4]
        assert "any of Irony" in on_screen(app)


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
