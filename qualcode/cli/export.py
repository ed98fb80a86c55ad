"""`export`: what leaves the project as a document of its own."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.blind import tell_if_blind
from qualcode.cli.commands import Group
from qualcode.cli.files import target_or_default, with_target
from qualcode.cli.filters import with_filters
from qualcode.cli.session import Session, with_session
from qualcode.model import Scope
from qualcode.text.wording import counted

WORKBOOK_NAME = "themes.xlsx"
MATRIX_NAME = "matrix.csv"


@click.group(
    "export",
    cls=Group,
    short_help="Export the workbook, or a matrix of codes.",
    examples=("qualcode export workbook", "qualcode export matrix -o matrix.csv"),
)
def command() -> None:
    """Write what was found to a file for others.

    Codebook, codings, participants and memos have an export of their own.
    """


@command.command(
    "workbook",
    short_help="Write the Excel workbook.",
    examples=(
        "qualcode export workbook",
        "qualcode export workbook -o women.xlsx --where gender=female --exclude-speaker INTERVIEWER",
    ),
)
@with_target(WORKBOOK_NAME)
@click.option("--overwrite", is_flag=True, help="Replace a workbook of that name; it may hold your notes.")
@with_session(coder=False)
@with_filters
def workbook(session: Session, target: Path | None, overwrite: bool, scope: Scope) -> None:
    """Write a workbook: themes, by document, by participant, a crosstab for each attribute, segments,
    codebook, participants, memos, and how it was made.
    """
    with session.reading() as project:
        place = target_or_default(target, project.path, WORKBOOK_NAME)
        remark = tell_if_blind(session, project, scope.coders)
        project.export_workbook(place, scope, overwrite=overwrite, remark=remark)
    session.say(f"Wrote the workbook {place}.")


@command.command(
    "matrix",
    short_help="Write codes as zeros and ones.",
    examples=(
        "qualcode export matrix -o matrix.csv",
        "qualcode export matrix --by segment -o segments.xlsx --coder Amina",
        "qualcode export matrix --long -o long.csv --with-subcodes",
    ),
)
@with_target(MATRIX_NAME)
@click.option(
    "--by",
    type=click.Choice(("document", "segment")),
    default="document",
    help="What a row is: a document, or a span that a coder coded.",
)
@click.option(
    "--long", is_flag=True, help="A row for each document and code, instead of a column for each code."
)
@with_session(coder=False)
@with_filters
def matrix(session: Session, target: Path | None, by: str, long: bool, scope: Scope) -> None:
    """Write a table for R, SPSS or a spreadsheet (.csv .tsv .xlsx .json): a row for each document or segment,
    a column for each code by its path, 1 where it is coded and 0 where it is not.
    """
    if long and by != "document":
        raise click.UsageError("--long is by document; codings export has a row for each coding.")
    with session.reading() as project:
        place = target_or_default(target, project.path, MATRIX_NAME)
        remark = tell_if_blind(session, project, scope.coders)
        number = project.export_matrix(place, scope, by=by, long=long, remark=remark)
    session.say(f"Wrote {counted(number, 'row')} to {place}.")
