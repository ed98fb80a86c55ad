"""Driving the grids in tests: opening a tab, going to a cell, pasting, reading cells and sentences."""

from __future__ import annotations

from typing import Any

from screen_driving import at_rest, on_screen, pressed, until
from textual import events
from textual.app import App
from textual.pilot import Pilot

from qualcode.tui.screens.documents import DocumentsScreen
from qualcode.tui.widgets.grid.view import GridView


async def opened(pilot: Pilot[Any], *keys: str, tab: int = 0) -> DocumentsScreen:
    """Go to the documents screen, to one of its tabs, and press keys there."""
    await pressed(pilot, "f4")
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, DocumentsScreen) and bool(app.screen.query(GridView)))
    screen = app.screen
    assert isinstance(screen, DocumentsScreen)
    while screen.memory.tab != tab:
        await pressed(pilot, "f4")
    await pressed(pilot, *keys)
    return screen


def cells_of(screen: DocumentsScreen, heading: str) -> list[str]:
    """The cells of a column, from top to bottom."""
    view = screen.query_one(GridView)
    place = [each.heading for each in view.columns].index(heading)
    return [row.cells[place] for row in view.lines]


async def to(pilot: Pilot[Any], screen: DocumentsScreen, row: int, heading: str) -> None:
    """Go to a cell by the keys."""
    view = screen.query_one(GridView)
    across = [each.heading for each in view.columns].index(heading)
    await pressed(pilot, "ctrl+home", "home", *["down"] * row, *["right"] * across)
    assert view.cell == (row, across)


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste a text as a terminal does."""
    pilot.app.screen.post_message(events.Paste(text))
    await at_rest(pilot)
    await at_rest(pilot)


def said(app: App[Any]) -> str:
    """The screen as one line, so that a sentence is found that goes over several."""
    return " ".join(on_screen(app).replace("▌", " ").replace("│", " ").split())
