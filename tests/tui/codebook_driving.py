"""Driving the codebook screen in tests: a project to work on, and reading what is on the screen."""

from __future__ import annotations

from screen_driving import pressed, until
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.codebook import CodebookScreen
from qualcode.tui.widgets.row_list import RowList

ODD = "[bold]x[/b] \x1b[31mred"


def stocked(odd_project: Project) -> Project:
    """Return the odd project with a code of an odd name, and a few codings and memos."""
    odd_project.codebook.add(ODD)
    first, second = odd_project.documents.all()
    find = odd_project.codebook.find
    for code, document, start, end in (
        ("[/b] Hospitality", first, 7, 11),
        ("[/b] Hospitality", first, 12, 16),
        ("Irony", first, 7, 11),
        ("Irony", second, 0, 7),
    ):
        odd_project.codings.apply(document, find(code), start, end, memo=f"on {code}")
    return odd_project


def paths(project: Project) -> list[str]:
    return [code.path for code in project.codebook.all()]


def tree(app: QualcodeApp) -> list[str]:
    """What the tree shows, row by row, without the colours."""
    rows = app.screen.query_one("#codebook-tree", RowList).rows
    return ["".join(piece.text for piece in row.left).replace("■ ", "") + f" | {row.right}" for row in rows]


def here(app: QualcodeApp) -> str:
    screen = app.screen
    assert isinstance(screen, CodebookScreen)
    return screen.current.name if screen.current else ""


async def opened(pilot: Pilot[None], name: str = "") -> None:
    """Go to the codebook, and there to a code."""
    await pressed(pilot, "f3")
    app = pilot.app
    await until(
        pilot, lambda: isinstance(app.screen, CodebookScreen) and bool(app.screen.query("#code-trail"))
    )
    await pressed(pilot, "home")
    for _ in range(20):
        if not name or here(app) == name:  # type: ignore[arg-type]
            return
        await pressed(pilot, "down")
    raise AssertionError(f"{name} is not in the tree")
