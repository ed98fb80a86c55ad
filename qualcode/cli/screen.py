"""`qualcode` alone: the screen, or with `--plain` the linear mode for screen readers and dumb terminals."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from qualcode.cli.commands import Command
from qualcode.cli.failures import REFUSED
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

PLAIN_HELP = "Read and code in lines, for screen readers and dumb terminals."
CANNOT_DRAW = ("", "dumb", "unknown")


@click.command(
    "screen",
    cls=Command,
    hidden=True,
    short_help="Open the screen.",
    examples=("qualcode", "qualcode study.qualcode", "qualcode study.qualcode --plain"),
)
@click.argument("file", type=click.Path(), required=False)
@click.option("--plain", is_flag=True, help=PLAIN_HELP)
@with_session()
def command(session: Session, file: str | None, plain: bool) -> None:
    """Open the screen on FILE, else on the only project in this folder, else on the start page."""
    project, coder = screen_project(file or session.project), coder_name(session.coder)
    if plain or click.get_current_context().find_root().params.get("plain"):
        open_plain(project, coder)
        return
    if not on_terminal():
        raise QualcodeError(
            "The screen needs a terminal; `qualcode --plain` does without one, and `qualcode --help` lists the"
            " commands for scripts."
        )
    if not can_draw():
        raise QualcodeError(
            f"This terminal cannot move its cursor (TERM={os.environ.get('TERM', '')}), so no screen can be drawn;"
            " `qualcode --plain` reads and codes in lines."
        )
    open_screen(project, coder)


def can_draw() -> bool:
    """Return whether the terminal can move its cursor, as far as TERM tells; on Windows all can."""
    return sys.platform == "win32" or os.environ.get("TERM", "") not in CANNOT_DRAW


def screen_project(named: str | None) -> Path | None:
    """Return the project to open, or None for the start page; raises `ProjectError` for one that is missing."""
    if chosen := named or os.environ.get(PROJECT_VARIABLE):
        path = home_expanded(chosen)
        if not path.exists():
            raise ProjectError(f"There is no project {path}; `qualcode new {path}` makes one.")
        return path
    candidates = projects_here()
    return candidates[0] if len(candidates) == 1 else None


def open_plain(path: Path | None, coder: str | None) -> None:
    """Talk in lines until the user leaves; leaves with 1 when a script asked for what was refused."""
    from qualcode.plain import run

    done = run(path, coder)
    if not done and not sys.stdin.isatty():
        raise click.exceptions.Exit(REFUSED)


def open_screen(path: Path | None, coder: str | None) -> None:
    """Run the screen until the user leaves it."""
    from qualcode.tui.app import run
    from qualcode.tui.background import leave_at_once

    run(path, coder)
    if sys.stdout.isatty():
        leave_at_once(0)
