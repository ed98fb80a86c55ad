"""`codebook lint`: what the codebook lacks before others code with it."""

from __future__ import annotations

import click

from qualcode.cli.commands import Command
from qualcode.cli.failures import SOMETHING_LEFT_OUT
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, show_table, with_output
from qualcode.text.wording import counted

COLUMNS = ("code", "remark", "told", "guid")


@click.command(
    "lint",
    cls=Command,
    short_help="Point out what the codebook lacks.",
    examples=("qualcode codebook lint", "qualcode codebook lint --strict --quiet"),
)
@click.option("--strict", is_flag=True, help="Leave with 3 when there is any remark.")
@with_session()
@with_output
def lint(session: Session, strict: bool, output: Output) -> None:
    """List codes without definition or example, unused, near-duplicate names, single children, retired but used."""
    from qualcode.project.codebook_lint import remarks_on

    with session.reading() as project:
        remarks = remarks_on(project.codebook.all(), project.codebook.counts())
    rows = [(each.code.path, each.rule, each.told, each.code.guid) for each in remarks]
    show_table(session, COLUMNS, rows, output, people=("code", "told"), empty="Nothing to remark.")
    if rows:
        codes = len({each.code.id for each in remarks})
        session.say(f"{counted(len(rows), 'remark')} on {counted(codes, 'code')}.")
    if rows and strict:
        raise click.exceptions.Exit(SOMETHING_LEFT_OUT)
