"""Every screen as it looks, at two sizes and on a dark and a light theme.

When a look is meant to change: `pytest tests/tui/looks --snapshot-update`, and read the difference before
committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from look import Looks, look
from screen_driving import on_screen, pressed, until, worked_out
from syrupy.assertion import SnapshotAssertion

from qualcode.tui.app import QualcodeApp
from qualcode.tui.opening import open_project

SIZES = [(140, 45), (80, 24)]
THEMES = ["qualcode-dark", "qualcode-light"]


@pytest.fixture
def looks(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare with the looks that are kept."""
    return snapshot.use_extension(Looks)


WALK: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("reading", ("ctrl+home", "down", "down"), "plov"),
    ("selected", ("shift+down",), "plov"),
    ("coding-meant", ("escape", "tab"), "plov"),
    ("edges", ("left_square_bracket",), "Enter"),
    ("picker", ("escape", "c", "o", "b", "l"), "Obligation"),
    ("find", ("escape", "slash", "p", "l", "o", "v"), "in this document"),
    ("help", ("escape", "escape", "f1"), "Esc"),
    ("codebook", ("escape", "f3", "down"), "Definition"),
    ("documents", ("f4",), "P09"),
    ("participants", ("f4",), "Zarina"),
    ("speakers", ("f4",), "INTERVIEWER"),
    ("segments", ("f5",), "of 3"),
    ("table", ("f6",), "█"),
    ("memos", ("f7",), "red book"),
    ("history", ("f8",), "22 actions"),
    ("jump", ("f2", "ctrl+j"), "plov"),
)
"""Each look, the keys that lead there from the one before, and a text that is on the screen when it is complete."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_places(study: Path, looks: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    app = QualcodeApp(open_project(study, "Amina"), "Amina")
    different = []
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await worked_out(pilot)
        for name, keys, there in WALK:
            await pressed(pilot, *keys)
            await until(pilot, lambda there=there: there in on_screen(app), 8.0)  # type: ignore[misc]
            await worked_out(pilot)
            if look(app) != looks(name=name):
                different.append(name)
    assert different == [], "read the difference: pytest tests/tui/looks --snapshot-update, then git diff"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_start(
    tmp_path: Path,
    looks: SnapshotAssertion,
    size: tuple[int, int],
    theme: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    app = QualcodeApp()
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await worked_out(pilot)
        assert look(app) == looks(name="start")
