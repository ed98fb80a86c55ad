"""Moving the edges of a coding, and joining two: each one action, each taken back by one key."""

from __future__ import annotations

from typing import Any

import pytest
from screen_driving import at_rest, on_screen, pressed, stored, typed
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.model import Coding
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.reading import ReadingScreen

SIZES = [(140, 45), (80, 24)]
DOCUMENT = "P01 [bold]x[/b] \x1b[31mred"
START, END = "left_square_bracket", "right_square_bracket"


def reading(app: QualcodeApp) -> ReadingScreen:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen


def texts(project: Project) -> list[str]:
    return [text for _, text in stored(project)]


async def code(pilot: Pilot[Any], name: str = "irony") -> None:
    await pressed(pilot, "c")
    await typed(pilot, name)
    await pressed(pilot, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_an_edge_is_moved_by_words_and_kept_as_one_action(
    odd_project: Project, size: tuple[int, int]
) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=size, notifications=True) as pilot:
        await code(pilot)
        before = list(odd_project.dump())
        await pressed(pilot, END)
        assert "END of Irony" in on_screen(app)
        await pressed(pilot, "left")
        assert texts(odd_project) == ["Let them see."]  # nothing is stored before Enter
        await pressed(pilot, "enter")
        assert texts(odd_project) == ["Let them see"]
        assert "END of" not in on_screen(app)
        assert "is on “Let them see” now" in on_screen(app)
        assert reading(app).view.selection is None
        await pressed(pilot, "u")
        assert list(odd_project.dump()) == before


async def test_both_edges_move_by_every_unit_and_the_brackets_switch(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot)
        await pressed(pilot, START, "right", "alt+right", END, "down", "alt+left", "enter")
        assert texts(odd_project) == ["hem see. [laughs] Really"]
        last = odd_project.history.last()
        assert last is not None
        assert (last.summary, last.changes) == ("resized Irony on “Let them see.” in " + DOCUMENT, 1)
        await pressed(pilot, START, "ctrl+up", "enter")
        assert texts(odd_project) == ["Let them see. [laughs] Really"]


async def test_esc_restores_coding_cursor_and_selection(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot)
        view, dump = reading(app).view, list(odd_project.dump())
        await pressed(pilot, "shift+right", "shift+left")
        selected = view.selection
        view.focus_coding(odd_project.codings.all()[0].id)
        await pressed(pilot, END, "down", "down", "escape")
        assert list(odd_project.dump()) == dump
        assert view.selection == selected
        assert [(mark.start, mark.end) for mark in view.codings_here] == [(7, 20)]
        assert not reading(app).is_moving_edge


async def test_the_edges_do_not_cross_and_other_keys_are_told_what_acts(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot)
        dump = list(odd_project.dump())
        await pressed(pilot, START, *["right"] * 9)
        assert "cannot go further" in on_screen(app)
        for key in ("1", "u", "ctrl+z", "x", "c", "f3", "tab", "k"):
            await pressed(pilot, key)
            assert "An edge is being moved" in on_screen(app), key
            assert list(odd_project.dump()) == dump
            reading(app).show_edges()  # it stands in the line instead of the hint again
        assert reading(app).view.has_focus
        await pressed(pilot, "enter")
        assert texts(odd_project) == ["see."]


async def test_a_click_puts_the_edge_there(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot)
        view = reading(app).view
        await pressed(pilot, END)
        row, cell = view._page.place_of(12)  # the m of “them”
        await pilot.click("#text", offset=(cell, row))
        await pressed(pilot, "enter")
        assert texts(odd_project) == ["Let th"]


async def test_where_nothing_is_coded_there_is_no_edge_to_move(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, START)
        assert "Nothing is coded here" in on_screen(app)
        await pressed(pilot, "escape", "j")
        assert "Nothing is coded here" in on_screen(app)


async def test_an_edge_that_would_say_what_is_there_already_is_refused_and_can_go_on(
    odd_project: Project,
) -> None:
    document, irony = odd_project.documents.all()[0], odd_project.codebook.find("Irony")
    odd_project.codings.apply(document, irony, 7, 20)
    odd_project.codings.apply(document, irony, 7, 19)
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "tab", END, "left", "enter")
        assert "is already on" in on_screen(app)
        await pressed(pilot, "left", "enter")
        assert sorted(texts(odd_project)) == ["Let them", "Let them see"]


async def test_what_another_program_did_to_the_coding_ends_the_mode(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot)
        await pressed(pilot, END, "left")
        with Project.open(odd_project.path, "Farrukh") as other:
            other.codings.remove(other.codings.all())
        app.look_after_project()
        await at_rest(pilot)
        assert not reading(app).is_moving_edge
        assert texts(odd_project) == []


async def test_opening_another_document_lets_the_coding_be(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await code(pilot)
        await pressed(pilot, END, "left")
        await pilot.click("#documents", offset=(6, 2))
        await at_rest(pilot)
        assert "Another voice." in on_screen(app)
        assert not reading(app).is_moving_edge
        assert texts(odd_project) == ["Let them see."]


async def test_two_codings_of_a_turn_are_joined_with_memos_and_weight(odd_project: Project) -> None:
    document, irony = odd_project.documents.all()[0], odd_project.codebook.find("Irony")
    odd_project.codings.apply(document, irony, 7, 20, memo="[b]one", weight=40)
    odd_project.codings.apply(document, irony, 30, 37, memo="two", weight=60)
    before = list(odd_project.dump())
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(180, 45), notifications=True) as pilot:
        await pressed(pilot, "j")
        (joined,) = odd_project.codings.all()
        assert (joined.start, joined.end, joined.weight) == (7, 37, 40)
        assert "the weight 40 stays, 60 goes" in on_screen(app)
        assert "what you noted on both stands in the memo" in on_screen(app)
        (memo,) = odd_project.memos.all(coding_id=joined.id)
        assert [line for line in memo.text.splitlines() if line in ("[b]one", "two")] == ["[b]one", "two"]
        assert reading(app).view.focused_coding.id == joined.id  # type: ignore[union-attr]
        await pressed(pilot, "u")
        assert list(odd_project.dump()) == before


async def test_another_coders_or_a_far_coding_is_not_joined(odd_project: Project) -> None:
    document, irony = odd_project.documents.all()[0], odd_project.codebook.find("Irony")
    yes = odd_project.documents.text(document).index("Yes")

    def apply(start: int, end: int, coder: str | None = None) -> Coding:
        return odd_project.codings.apply(document, irony, start, end, coder=coder)

    apply(7, 20)
    apply(15, 37, "Farrukh")
    apply(yes, yes + 3)  # in the next turn, with a label between
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "j")
        assert "There is no other Irony to join with" in on_screen(app)
        assert len(odd_project.codings.all()) == 3
