"""A hasty hand: keys come faster than screens change, and texts are pasted as they are."""

from __future__ import annotations

from typing import Any

import pytest
from screen_driving import on_screen, pressed, stored, typed
from textual import events
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.reading import ReadingScreen
from qualcode.tui.screens.table import TableScreen
from qualcode.tui.widgets.memo import MemoPanel

PASTED = "\x1b[31mred\x07\u202e name\r\nsecond\tline"


async def at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys without waiting in between."""
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(pilot.app)
        pilot.app._driver.send_message(event)  # type: ignore[union-attr]
    await pressed(pilot)


async def code(pilot: Pilot[Any], name: str) -> None:
    await pressed(pilot, "c")
    await typed(pilot, name)
    await pressed(pilot, "enter")


async def paste(pilot: Pilot[Any], text: str) -> None:
    pilot.app.screen.post_message(events.Paste(text))
    await pressed(pilot)


async def test_enter_twice_in_the_picker_applies_once_and_the_text_stays(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "c")
        await at_once(pilot, *"irony", "enter", "enter")
        assert any(isinstance(screen, ReadingScreen) for screen in app.screen_stack)
        assert [path for path, _ in stored(odd_project)] == ["Irony"]


async def test_enter_twice_in_a_line_answers_once(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, "w")
        await at_once(pilot, "5", "enter", "enter")
        assert any(isinstance(screen, ReadingScreen) for screen in app.screen_stack)
        assert odd_project.codings.all()[0].weight == 5


async def test_enter_twice_in_a_choice_and_esc_twice_in_the_table(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "f6", "b")
        await at_once(pilot, "down", "enter", "enter")
        assert isinstance(app.screen, TableScreen)
        await at_once(pilot, "escape", "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_what_is_pasted_into_a_line_holds_no_control_characters(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "c")
        await paste(pilot, PASTED)
        assert "\x1b" not in on_screen(app)
        await pressed(pilot, "enter")
        assert "[31mred name second line" in [code.path for code in odd_project.codebook.all()]


async def test_a_pasted_memo_keeps_its_lines_and_no_control_characters(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, "m")
        await paste(pilot, PASTED)
        assert "\x1b" not in on_screen(app)
        assert app.screen.query_one(MemoPanel).text == "[31mred name\nsecond\tline"


async def test_a_text_pasted_for_a_name_is_cut(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "c")
        await paste(pilot, "word " * 40_000)
        await pressed(pilot, "enter")
        assert max(len(code.name) for code in odd_project.codebook.all()) <= 300


@pytest.mark.parametrize("panel", ["b", "d"])
async def test_ctrl_z_undoes_from_the_panels_too(odd_project: Project, panel: str) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await code(pilot, "irony")
        await pressed(pilot, panel, "ctrl+z")
        assert stored(odd_project) == []
        await pressed(pilot, "ctrl+y")
        assert len(stored(odd_project)) == 1


@pytest.mark.parametrize("key", ["pagedown", "pageup", "shift+pagedown", "end", "down", "t", "x", "c"])
async def test_a_key_before_the_first_layout_of_a_document_is_no_mistake(
    odd_project: Project, key: str
) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(3, 3)) as pilot:
        await at_once(pilot, "ctrl+pagedown", key)
        assert not [notice for notice in app._notifications if "unforeseen" in notice.message]


async def test_a_panel_is_never_wider_than_the_screen(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(40, 12)) as pilot:
        await pressed(pilot, "b")
        assert app.screen.query_one("#left").size.width <= 40
        assert "╮" in on_screen(app)


async def test_copying_is_told(odd_project: Project) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await pressed(pilot, "s", "ctrl+c")
        assert app.clipboard == "Let them see."
        assert "copied “Let them see.”" in on_screen(app)
