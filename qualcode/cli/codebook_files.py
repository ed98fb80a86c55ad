"""`codebook import | export | diff`: the codebook as a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from qualcode.cli.commands import Command
from qualcode.cli.failures import SOMETHING_LEFT_OUT
from qualcode.cli.files import target_or_default, with_target
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, refuse_to_write_over, show_table, with_output
from qualcode.exchange.codebook_plan import CodeDifference

DIFFERENCE_COLUMNS = ("change", "code", "field", "before", "after")
DEFAULT_NAME = "codebook.csv"


@click.command(
    "import",
    cls=Command,
    short_help="Bring in a codebook.",
    examples=(
        "qualcode codebook import codebooks/dushanbe.csv --dry-run",
        "qualcode codebook import codebooks/dushanbe.csv",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--strict", is_flag=True, help="Leave with 3 when a column was not understood.")
@with_session()
@with_output
def import_codebook(session: Session, file: Path, dry_run: bool, strict: bool, output: Output) -> None:
    """Bring in codes from FILE (.csv .tsv .xlsx .json): they are added, changed and moved, never removed.

    Columns by heading, in any order: code (a path) or name and parent; guid, colour, definition,
    when to use, when not to use, example, retired. A code with the same GUID, or else at the same path,
    is the same code. With --dry-run the table shows what would change.
    """
    refuse_to_write_over(output, file)
    with session.writing() as project:
        report = project.import_codebook(file, dry_run=dry_run)
    if dry_run:
        show_differences(session, report.differences, output)
    numbers = ", ".join(f"{report.number(kind)} {kind}" for kind in ("added", "changed", "moved"))
    session.say(f"Codes{' that would be' if dry_run else ''}: {numbers}, {report.number('same')} unchanged.")
    for note in report.notes:
        session.say(f"Note: {note}")
    if report.unknown_columns:
        session.say(f"Columns that were not understood and left out: {', '.join(report.unknown_columns)}.")
        if strict:
            raise click.exceptions.Exit(SOMETHING_LEFT_OUT)


@click.command(
    "export",
    cls=Command,
    short_help="Write the codebook to a file.",
    examples=("qualcode codebook export codebook.xlsx", "qualcode codebook export codebook.md"),
)
@with_target(DEFAULT_NAME)
@with_session()
def export_codebook(session: Session, target: Path | None) -> None:
    """Write the codebook to FILE: .csv .tsv .xlsx .json (fit for import, nothing lost) or .md (for reading)."""
    with session.reading() as project:
        place = target_or_default(target, project.path, DEFAULT_NAME)
        project.export_codebook(place)
    session.say(f"Wrote the codebook to {place}.")


@click.command(
    "diff",
    cls=Command,
    short_help="Show what importing a codebook would change.",
    examples=("qualcode codebook diff codebooks/dushanbe.csv",),
)
@click.argument("file", type=click.Path(path_type=Path))
@with_session()
@with_output
def diff(session: Session, file: Path, output: Output) -> None:
    """Show, code by code, what importing FILE would add, change and move."""
    refuse_to_write_over(output, file)
    with session.reading() as project:
        differences = project.diff_codebook(file)
    show_differences(session, differences, output)


def show_differences(session: Session, differences: Iterable[CodeDifference], output: Output) -> None:
    """Show what changes, a row for each field; what stays the same is not listed."""
    rows: list[tuple[str, ...]] = []
    for difference in differences:
        kinds = " and ".join(kind for kind in difference.kinds if kind != "same")
        if not kinds:
            continue
        changes = [(change.field, change.old, change.new) for change in difference.changes]
        rows += [(kinds, difference.path, *change) for change in changes or [("", "", "")]]
    show_table(
        session, DIFFERENCE_COLUMNS, rows, output, empty="The file says what the project says already."
    )
