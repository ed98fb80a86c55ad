"""`codebook import | export`: the codebook as a file, and from another project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.commands import Command
from qualcode.cli.failures import SOMETHING_LEFT_OUT
from qualcode.cli.files import target_or_default, with_target
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, refuse_to_write_over, show_table, with_output
from qualcode.exchange.codebook_choices import GUIDS, MATCHES, POLICIES, Choices

if TYPE_CHECKING:
    from qualcode.exchange.codebook_plan import CodeDifference
    from qualcode.exchange.reports import CodebookReport

CONFLICT = "conflicting name"
DIFFERENCE_COLUMNS = ("change", "code", "field", "before", "after")
DEFAULT_NAME = "codebook.csv"
NOTHING_DIFFERS = "The file says what the project says already."


@click.command(
    "import",
    cls=Command,
    short_help="Bring in a codebook, from a file or another project.",
    examples=(
        "qualcode codebook import codebooks/dushanbe.csv --dry-run",
        "qualcode codebook import codebooks/dushanbe.csv",
        "qualcode codebook import other.qualcode --match names --on-conflict ours",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--match",
    type=click.Choice(MATCHES),
    default=GUIDS,
    help="What makes two codes one: their GUID, or, where that is not known here, their path.",
)
@click.option(
    "--on-conflict", type=click.Choice(POLICIES), help="Who is right where FILE and project differ."
)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--strict", is_flag=True, help="Leave with 3 when a column was not understood.")
@with_session()
@with_output
def import_codebook(
    session: Session,
    file: Path,
    match: str,
    on_conflict: str | None,
    dry_run: bool,
    strict: bool,
    output: Output,
) -> None:
    """Bring in codes from FILE (.csv .tsv .xlsx .json .qdc .qualcode): added, changed and moved, never removed.

    Columns by heading, in any order: code (a path) or name and parent; guid, colour, definition,
    when to use, when not to use, example, retired. A code with the same GUID, or else at the same path,
    is the same code. With --dry-run the table shows what would change.

    --on-conflict ours keeps what the project says and takes what it does not say; theirs takes what FILE says; both
    keeps both texts, one after the other. A new code with the name of another one there is made one with it
    (ours, theirs) or put beside it (both). Without it texts are theirs, and names stand beside each other.
    """
    refuse_to_write_over(output, file)
    with session.writing() as project:
        report = project.import_codebook(file, Choices(match, on_conflict), dry_run=dry_run)
    if dry_run:
        show_differences(session, report.differences, output)
    tell(session, report, dry_run)
    if report.unknown_columns and strict:
        raise click.exceptions.Exit(SOMETHING_LEFT_OUT)


def tell(session: Session, report: CodebookReport, dry_run: bool) -> None:
    """Say what was brought in, and what was left out."""
    numbers = ", ".join(f"{report.number(kind)} {kind}" for kind in ("added", "changed", "moved"))
    session.say(f"Codes{' that would be' if dry_run else ''}: {numbers}, {report.number('same')} unchanged.")
    for note in report.notes:
        session.say(f"Note: {note}")
    if any(each.kinds == ("added", CONFLICT) for each in report.differences):
        session.say("--match names, or --on-conflict ours or theirs, makes codes of the same name one.")
    if report.unknown_columns:
        session.say(f"Columns that were not understood and left out: {', '.join(report.unknown_columns)}.")


@click.command(
    "export",
    cls=Command,
    short_help="Write the codebook to a file.",
    examples=(
        "qualcode codebook export codebook.xlsx",
        "qualcode codebook export appendix.docx",
        'qualcode codebook export --version "after pilot" pilot.csv',
    ),
)
@with_target(DEFAULT_NAME)
@click.option("--version", metavar="NAME", help="The codebook as it was in this version.")
@with_session()
def export_codebook(session: Session, target: Path | None, version: str | None) -> None:
    """Write the codebook to FILE: .csv .tsv .xlsx .json .qdc (fit for import, nothing lost), .md .docx (for reading).

    A .qdc file (REFI-QDA) is for NVivo, ATLAS.ti, MAXQDA and others.
    """
    notes: list[str] = []
    with session.reading() as project:
        place = target_or_default(target, project.path, DEFAULT_NAME)
        project.export_codebook(place, version=version, notes=notes)
    session.say(f"Wrote the codebook to {place}.")
    for note in notes:
        session.say(f"Note: {note}")


def show_differences(
    session: Session, differences: Iterable[CodeDifference], output: Output, empty: str = NOTHING_DIFFERS
) -> None:
    """Show what changes, a row for each field; what stays the same is not listed."""
    rows: list[tuple[str, ...]] = []
    for difference in differences:
        kinds = " and ".join(kind for kind in difference.kinds if kind != "same")
        if not kinds:
            continue
        changes = [(change.field, change.old, change.new) for change in difference.changes]
        rows += [(kinds, difference.path, *change) for change in changes or [("", "", "")]]
    show_table(session, DIFFERENCE_COLUMNS, rows, output, empty=empty)
