"""The segments screen: shown, walked, marked, opened."""

from __future__ import annotations

from array import array

import pytest
from screen_driving import at_rest, on_screen, pressed, typed, until
from segment_driving import LIST, SIZES, found, ids, opened, screen_of, with_codings

from qualcode.api import Project
from qualcode.project.segment_query import Grouping
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.segments import SegmentsScreen
from qualcode.tui.widgets.lines import StatusLine


@pytest.fixture
def coded(odd_project: Project) -> Project:
    """The study with four codings."""
    return with_codings(odd_project)


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
        await at_rest(pilot)
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


async def test_cards_follow_the_width(coded: Project) -> None:
    app = QualcodeApp(coded)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await opened(pilot, "end")
        await pilot.resize_terminal(80, 24)
        await pressed(pilot)
        assert screen_of(app).segments.coding == 4
        assert "Another" in on_screen(app)
