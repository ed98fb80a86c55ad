"""Ctrl+Q leaves from wherever one is: a dialog does not keep it."""

from __future__ import annotations

import pytest
from screen_driving import pressed, until

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.reading import ReadingScreen


@pytest.mark.parametrize("key", ["c", "f1", "f6", "f8", "f9", "ctrl+p"])
async def test_quit_leaves_a_dialog_too(odd_project: Project, key: str) -> None:
    app = QualcodeApp(odd_project, "Amina")
    async with app.run_test(size=(140, 45)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await pressed(pilot, key)
        await until(pilot, lambda: not isinstance(app.screen, ReadingScreen))
        await pressed(pilot, "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0
