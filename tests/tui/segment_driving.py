"""Driving the segments screen in tests: a coded study, and waiting until all is found."""

from __future__ import annotations

from screen_driving import at_rest, pressed, until
from textual.pilot import Pilot

from qualcode.api import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.segments import SegmentsScreen

LIST = "#segments"
SIZES = [(140, 45), (80, 24)]


def with_codings(odd_project: Project) -> Project:
    """Four codings: three in P01, of them one of Farrukh's with a memo, and Irony in P02."""
    first, second = odd_project.documents.all()
    find, apply = odd_project.codebook.find, odd_project.codings.apply
    apply(first, find("[/b] Hospitality"), 7, 21)
    apply(first, find("Welcome"), 7, 16, coder="Farrukh", memo="[red]why\x1b[31m", weight=70)
    apply(first, find("[/b] Hospitality"), 60, 70)
    apply(second, find("Irony"), 0, 7)
    return odd_project


def screen_of(app: QualcodeApp) -> SegmentsScreen:
    assert isinstance(app.screen, SegmentsScreen)
    return app.screen


def ids(app: QualcodeApp) -> list[int]:
    return list(screen_of(app).segments.ids)


async def found(pilot: Pilot[None]) -> None:
    """Wait until everything is there."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, SegmentsScreen) and app.screen._is_whole)
    await at_rest(pilot)


async def opened(pilot: Pilot[None], *keys: str) -> None:
    await pressed(pilot, "f5")
    await found(pilot)
    for key in keys:
        await pressed(pilot, key)
    if keys:
        await at_rest(pilot)
