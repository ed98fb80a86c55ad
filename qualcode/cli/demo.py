"""`demo`: a small complete project to try everything on."""

from __future__ import annotations

import os
from pathlib import Path

import click

from qualcode.cli.commands import Command
from qualcode.cli.frames import show_frame
from qualcode.cli.screen import open_screen
from qualcode.cli.session import Session, coder_name, on_terminal, with_session
from qualcode.cli.tables import Output


@click.command(
    "demo",
    cls=Command,
    short_help="Make a small complete project to try everything on.",
    examples=("qualcode demo", "qualcode demo somewhere-else --no-tui"),
)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("qualcode-demo"))
@click.option("--no-tui", is_flag=True, help="Do not open the screen afterwards.")
@with_session()
def command(session: Session, folder: Path, no_tui: bool) -> None:
    """Make DIR (by default qualcode-demo) with a project of twelve invented interviews.

    Prints the theme table, writes the workbook to DIR/exports, and opens the screen on a terminal.
    """
    from qualcode.demo import make_demo

    made = make_demo(folder, say=session.say)
    show_frame(session, made.themes, Output())
    session.say(
        f"Made {made.project}: {made.documents} interviews (all of it invented), {made.codes} codes,"
        f" {made.codings} codings by {' and '.join(made.coders)}; the workbook is {made.workbook}."
    )
    if on_terminal() and not no_tui:
        open_screen(made.project, coder_name(session.coder))
    else:
        session.say(f"Next: cd {folder}{os.sep} and `qualcode`, or `qualcode frequency --by gender`.")
