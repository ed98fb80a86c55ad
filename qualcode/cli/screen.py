"""`qualcode` alone: the screen."""

from __future__ import annotations

import os
from pathlib import Path

import click

from qualcode.cli.commands import Command
from qualcode.cli.session import (
    PROJECT_VARIABLE,
    Session,
    coder_name,
    home_expanded,
    on_terminal,
    projects_here,
    with_session,
)
from qualcode.errors import ProjectError, QualcodeError


@click.command(
    "screen",
    cls=Command,
    hidden=True,
    short_help="Open the screen.",
    examples=("qualcode", "qualcode study.qualcode"),
)
@click.argument("file", type=click.Path(), required=False)
@with_session()
def command(session: Session, file: str | None) -> None:
    """Open the screen on FILE, else on the only project in this folder, else on the start page."""
    if not on_terminal():
        raise QualcodeError("The screen needs a terminal; `qualcode --help` lists the commands for scripts.")
    open_screen(screen_project(file or session.project), coder_name(session.coder))


def screen_project(named: str | None) -> Path | None:
    """Return the project to open, or None for the start page; raises `ProjectError` for one that is missing."""
    if chosen := named or os.environ.get(PROJECT_VARIABLE):
        path = home_expanded(chosen)
        if not path.exists():
            raise ProjectError(f"There is no project {path}; `qualcode new {path}` makes one.")
        return path
    candidates = projects_here()
    return candidates[0] if len(candidates) == 1 else None


def open_screen(path: Path | None, coder: str | None) -> None:
    """Run the screen until the user leaves it."""
    from qualcode.tui.app import run

    run(path, coder)
