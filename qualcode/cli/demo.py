"""`demo`: a small complete project to try everything on."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.commands import Command
from qualcode.cli.frames import show_frame
from qualcode.cli.screen import can_draw, open_screen
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

    Prints the theme table, writes the workbook to DIR/exports, and opens the screen on a terminal;
    a demo that is there already is opened as it is.
    """
    from qualcode.demo import PROJECT_NAME, make_demo

    may_open = on_terminal() and can_draw() and not no_tui
    project = folder / PROJECT_NAME
    if may_open and project.is_file():
        session.say(f"The demo is there already: {project}.")
    else:
        made = make_demo(folder, say=session.say)
        show_frame(session, made.themes, Output())
        session.say(
            f"Made {made.project}: {made.documents} interviews (all of it invented), {made.codes} codes,"
            f" {made.codings} codings by {' and '.join(made.coders)}; the workbook is {made.workbook}."
        )
    if may_open:
        open_screen(project, coder_name(session.coder))
    session.say(f"Next: cd {shell_word(folder)} and `qualcode`, or `qualcode frequency --by gender`.")


def shell_word(folder: Path) -> str:
    """Return a folder as one word of the shell."""
    name = str(folder)
    return f'"{name}"' if " " in name else name
