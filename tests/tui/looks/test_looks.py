"""Every screen as it looks, at two sizes and on a dark and a light theme.

When a look is meant to change: `pytest tests/tui/looks --snapshot-update`, and read the difference before
committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from look import Looks, look
from screen_driving import pressed
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from qualcode.tui.app import QualcodeApp
from qualcode.tui.opening import open_project

SIZES = [(140, 45), (80, 24)]
THEMES = ["qualcode-dark", "qualcode-light"]


@pytest.fixture
def looks(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare with the looks that are kept."""
    return snapshot.use_extension(Looks)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_reading(study: Path, looks: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    app = QualcodeApp(open_project(study, "Amina"), "Amina")
    async with app.run_test(size=size, notifications=True) as pilot:
        app.theme = theme
        await at_rest(pilot)
        await seen(pilot, looks, "reading", "down", "down")
        await seen(pilot, looks, "selected", "shift+down")
        await seen(pilot, looks, "picker", "c", "o", "b", "l")


async def at_rest(pilot: Pilot[Any]) -> None:
    """Wait until nothing that is told for a moment is on the screen."""
    await pressed(pilot)


async def seen(pilot: Pilot[Any], looks: SnapshotAssertion, name: str, *keys: str) -> None:
    """Press keys and compare what is on the screen then with the look of that name."""
    await pressed(pilot, *keys)
    assert look(pilot.app) == looks(name=name)
