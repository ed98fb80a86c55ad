"""`codebook`: the group of its commands."""

from __future__ import annotations

import click

from qualcode.cli import codebook_change, codebook_files, codebook_lint, codebook_show, codebook_versions
from qualcode.cli.commands import Group


@click.group(
    "codebook",
    cls=Group,
    default="show",
    short_help="Show, change, import, export and compare the codebook.",
    examples=("qualcode codebook", "qualcode codebook import codebooks/dushanbe.csv"),
)
def command() -> None:
    """The tree of codes. Without a command: show it.

    A code is named by its path ('Welcome > Hospitality'), by its name where only one code has it, or by
    its GUID (8 or more characters of it). A ' > ' inside a name is written ' \\> '.
    """


for subcommand in (
    codebook_show.show,
    codebook_change.add,
    codebook_change.edit,
    codebook_change.move,
    codebook_change.merge,
    codebook_change.retire,
    codebook_change.remove,
    codebook_files.import_codebook,
    codebook_files.export_codebook,
    codebook_versions.diff,
    codebook_versions.version,
    codebook_versions.versions,
    codebook_versions.restore,
    codebook_lint.lint,
):
    command.add_command(subcommand)
