"""The picker on the screen: several codes, weight and memo in one step, definitions, new codes under a parent."""

from __future__ import annotations

from typing import Any

import pytest
from screen_driving import on_screen, pressed, stored, typed
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.picker import PickerScreen
from qualcode.tui.screens.reading import ReadingScreen

SIZES = [(140, 45), (80, 24)]


async def open_picker(pilot: Pilot[Any], key: str = "c") -> None:
    await pressed(pilot, key)
    assert isinstance(pilot.app.screen, PickerScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_weight_and_memo_go_with_the_code_in_one_step(
    odd_project: Project, size: tuple[int, int]
) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=size, notifications=True) as pilot:
        before = list(odd_project.dump())
        await open_picker(pilot)
        await typed(pilot, "iro")
        await pressed(pilot, "tab")
        await typed(pilot, "40")
        await pressed(pilot, "tab")
        await typed(pilot, "[b]why?")
        await pressed(pilot, "enter")
        await typed(pilot, "and how")
        assert "memo (Ctrl+S" in on_screen(app)
        await pressed(pilot, "ctrl+s")
        (coding,) = odd_project.codings.all()
        assert coding.weight == 40
        assert [memo.text for memo in odd_project.memos.all(coding_id=coding.id)] == ["[b]why?\nand how"]
        await pressed(pilot, "u")
        assert list(odd_project.dump()) == before


async def test_a_weight_is_applied_by_enter_and_a_wrong_one_refused(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await open_picker(pilot)
        await pressed(pilot, "down", "space", "down", "space", "tab")
        await typed(pilot, "101")
        await pressed(pilot, "enter")
        assert "is no weight" in on_screen(app)
        assert stored(odd_project) == []
        await pressed(pilot, "tab", "ctrl+s", "1", "0", "enter")  # the focus is on the weight again
        assert [coding.weight for coding in odd_project.codings.all()] == [10, 10]


async def test_tab_goes_round_and_esc_drops_a_memo_only_when_pressed_twice(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await open_picker(pilot)
        await pressed(pilot, "tab", "shift+tab")
        await typed(pilot, "iro")
        await pressed(pilot, "tab", "tab")
        await typed(pilot, "a thought")
        await pressed(pilot, "tab")
        assert app.focused is app.screen.query_one("PickerInput")
        await pressed(pilot, "escape")
        assert "The memo is not saved" in " ".join(on_screen(app).split())
        assert isinstance(app.screen, PickerScreen)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReadingScreen)
        assert stored(odd_project) == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_definition_is_told_of_the_code_the_arrows_go_to(
    odd_project: Project, size: tuple[int, int]
) -> None:
    odd_project.codebook.edit(
        odd_project.codebook.find("Irony"), when_to_use="[b]when meant", when_not_to_use="when\x1b[31m not"
    )
    app = QualcodeApp(odd_project)
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_picker(pilot)
        await pressed(pilot, "ctrl+d")
        assert "There is no definition yet." in on_screen(app)
        await pressed(pilot, "pagedown")
        shown = on_screen(app)
        assert "[i]says one thing[/i]" in shown
        assert "When to use: [b]when meant" in shown
        assert "When not: when␛[31m not" in shown
        await pressed(pilot, "pageup", "down", "up")
        assert "There is no definition yet." in on_screen(app)
        await pressed(pilot, "ctrl+d")
        assert "There is no definition yet." not in on_screen(app)
        await pressed(pilot, "escape")


async def test_a_new_name_goes_under_the_parent_of_the_code_in_the_tree(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        before = list(odd_project.dump())
        await pressed(pilot, "b", "home", "down", "escape")
        await open_picker(pilot, "enter")
        await typed(pilot, "Tea")
        assert "+ create  Welcome > Tea" in on_screen(app)
        assert "(at the top)" in on_screen(app)
        await pressed(pilot, "enter")
        assert [name for name, _ in stored(odd_project)] == ["Welcome > Tea"]
        await pressed(pilot, "u")
        assert list(odd_project.dump()) == before
        await open_picker(pilot)
        await typed(pilot, "Tea")
        await pressed(pilot, "down", "enter")
        assert [name for name, _ in stored(odd_project)] == ["Tea"]


async def test_recoding_takes_one_code_and_no_weight_or_memo(odd_project: Project) -> None:
    document = odd_project.documents.all()[0]
    odd_project.codings.apply(document, odd_project.codebook.find("Irony"), 7, 20, memo="kept", weight=30)
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await open_picker(pilot, "r")
        assert "Tab weight" not in on_screen(app)
        await pressed(pilot, "tab")
        await typed(pilot, "hosp")
        await pressed(pilot, "enter")
        (coding,) = odd_project.codings.all()
        assert coding.weight == 30
        assert [name for name, _ in stored(odd_project)] == ["Welcome > [/b] Hospitality"]
        assert [memo.text for memo in odd_project.memos.all(coding_id=coding.id)] == ["kept"]


async def test_a_recent_code_takes_one_key_and_one_after_a_letter_three(odd_project: Project) -> None:
    app = QualcodeApp(odd_project)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await pressed(pilot, "c", "i", "enter")
        await pressed(pilot, "down", "1")
        await pressed(pilot, "down", "full_stop")
        assert [name for name, _ in stored(odd_project)] == ["Irony"] * 3
