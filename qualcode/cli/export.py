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

WORKBOOK_NAME = "themes.xlsx"


@click.group(
    "export",
    cls=Group,
    short_help="Export the workbook.",
    examples=("qualcode export workbook", "qualcode export workbook -o themes.xlsx"),
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
