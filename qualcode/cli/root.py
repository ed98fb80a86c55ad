"""The command `qualcode`: its list of commands, and what it does when none is named."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from qualcode import __version__
from qualcode.cli.commands import Entry, LazyGroup
from qualcode.cli.failures import exit_code_of

SECTIONS = {
    "Begin": {
        "demo": Entry("qualcode.cli.demo", "Make a small complete project to try everything on."),
        "new": Entry("qualcode.cli.project:new", "Make an empty project."),
        "info": Entry("qualcode.cli.project:info", "Say what is in the project."),
    },
    "Bring in": {
        "import": Entry("qualcode.cli.importing:import_command", "Import transcripts: files or folders."),
        "import-table": Entry(
            "qualcode.cli.importing:import_table_command", "Import a survey or interview table."
        ),
        "documents": Entry("qualcode.cli.documents", "List, show, rename, describe and remove documents."),
        "participants": Entry(
            "qualcode.cli.participants", "List, describe, link, import and export participants."
        ),
    },
    "Code": {
        "codebook": Entry("qualcode.cli.codebook", "Show, change, import, export and compare the codebook."),
        "code": Entry("qualcode.cli.code", "Apply a code to a passage."),
        "codings": Entry("qualcode.cli.codings", "List, change, remove, import and export codings."),
        "memo": Entry("qualcode.cli.memo", "Write, list, change, remove and export memos."),
    },
    "Take out": {
        "frequency": Entry("qualcode.cli.frequency", "Count themes: the theme table."),
        "export": Entry("qualcode.cli.export", "Export the workbook, or a matrix of codes."),
    },
    "Keep": {
        "history": Entry("qualcode.cli.history:history", "Show who did what, and when."),
        "undo": Entry(
            "qualcode.cli.history:undo", "Take back the last action, a given one, or all since one."
        ),
        "redo": Entry("qualcode.cli.history:redo", "Bring back what was undone."),
        "check": Entry("qualcode.cli.keeping:check", "Check that a project file is sound."),
        "backup": Entry("qualcode.cli.keeping:backup", "Make a verified copy of the project."),
    },
    "Yourself": {
        "config": Entry("qualcode.cli.config", "Show and set what belongs to you: name, colours, keys."),
    },
}
EXAMPLES = (
    "qualcode demo                          make and open a small complete project",
    "qualcode new study.qualcode            begin a study of your own",
    "qualcode import corpora/               bring its transcripts in",
    "qualcode study.qualcode                open it on the screen",
    "qualcode frequency -o themes.csv       take the theme table out",
)
SCREEN = "screen"


class Root(LazyGroup):
    """The command `qualcode` itself. Alone, or with a project file, it opens the screen."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with the exit code; no traceback ever reaches the terminal."""
        run = partial(super().main, args, prog_name, complete_var, standalone_mode=False, **extra)
        if not standalone_mode:
            return run()
        sys.exit(exit_code_of(run))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command; the name of a project file stands for the screen on it."""
        if name == SCREEN or (name.lower().endswith(".qualcode") and name not in self.entries):
            from qualcode.cli.screen import command

            return command
        return super().get_command(context, name)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A project file in the place of a command is an argument of the screen."""
        if args[0].lower().endswith(".qualcode"):
            return SCREEN, self.get_command(context, SCREEN), args
        return super().resolve_command(context, args)


@click.group(
    cls=Root,
    sections=SECTIONS,
    examples=EXAMPLES,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND … | FILE.qualcode]",
)
@click.version_option(__version__, message="qualcode %(version)s", help="Show the version and leave.")
@click.option(
    "-p", "--project", type=click.Path(), help="The project file; see below for what happens without it."
)
@click.option("--coder", metavar="NAME", help="Who is working.")
@click.option("-q", "--quiet", is_flag=True, help="No messages; data and errors only.")
@click.option("--plain", is_flag=True, help="Read and code in lines, for screen readers and dumb terminals.")
@click.option("--no-color", is_flag=True, help="No colours (the variable NO_COLOR does the same).")
@click.pass_context
def root(context: click.Context, /, plain: bool, **_: Any) -> None:
    """Code interview transcripts in the terminal: exact, offline, one file per study.

    Alone, `qualcode` opens the screen: on the project named, else on the only *.qualcode file in this
    folder, else on the start page. Commands look for their project in the same way, and in the
    variable QUALCODE_PROJECT before they look into the folder.
    """
    if plain and context.invoked_subcommand not in (None, SCREEN):
        raise click.UsageError("--plain takes a project file, no command: `qualcode --plain study.qualcode`.")
    if context.invoked_subcommand is None:
        context.invoke(_screen(context))


def _screen(context: click.Context) -> click.Command:
    command = root.get_command(context, SCREEN)
    assert command is not None
    return command
