"""`import` and `import-table`: transcripts and tables become documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.commands import Command
from qualcode.cli.failures import SOMETHING_LEFT_OUT
from qualcode.cli.progress import progress
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, refuse_to_write_over, show_table, with_output
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.exchange.reports import ImportReport

COLUMNS = ("file", "document", "words", "turns", "speakers", "encoding", "warnings", "skipped")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Read everything and tell, but keep nothing.")
STRICT = click.option("--strict", is_flag=True, help="Leave with 3 when something was skipped.")
ENCODING = click.option("--encoding", help="The encoding of the text, where it is not recognised (cp1251 …).")


@click.command(
    "import",
    cls=Command,
    short_help="Import transcripts: files or folders.",
    examples=(
        "qualcode import corpora/",
        "qualcode import interview1.docx interview2.vtt --language en",
        'qualcode import old.txt --encoding cp1251 --speakers "^(?P<speaker>[A-Z]+)>"',
        "qualcode import corpora/ --dry-run --format csv",
    ),
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", metavar="CODE", help="The language of the texts: en, ru, tg …")
@click.option(
    "--speakers",
    metavar="auto|none|REGEX",
    default="auto",
    help="Recognise who speaks, do not, or by your own expression.",
)
@ENCODING
@DRY_RUN
@STRICT
@with_session()
@with_output
def import_command(
    session: Session,
    paths: tuple[Path, ...],
    language: str | None,
    speakers: str,
    encoding: str | None,
    dry_run: bool,
    strict: bool,
    output: Output,
) -> None:
    """Import files, and folders with what is in them: txt, md, docx, odt, rtf, pdf, html, srt, vtt.

    All or nothing: when a file cannot be read, nothing is imported and the message says which and why.
    A text that is there already is skipped and reported, whatever its name.
    """
    refuse_to_write_over(output, *paths)
    with session.writing() as project, progress("Importing", quiet=session.quiet) as report_to:
        report = project.import_files(
            paths,
            encoding=encoding,
            language=language,
            speakers=speakers,
            progress=report_to,
            dry_run=dry_run,
        )
    show_import(session, report, output, dry_run=dry_run, strict=strict)


@click.command(
    "import-table",
    cls=Command,
    short_help="Import a survey or interview table.",
    examples=(
        "qualcode import-table survey.csv --id Name --text Q1 --text Q2",
        "qualcode import-table survey.xlsx --sheet Answers --id ID --text Why --attribute age --attribute gender",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--id", "id_column", metavar="COLUMN", required=True, help="The column that names participants."
)
@click.option(
    "--text",
    "text_columns",
    metavar="COLUMN",
    multiple=True,
    required=True,
    help="A column with answers; may be repeated.",
)
@click.option(
    "--attribute",
    "attribute_columns",
    metavar="COLUMN",
    multiple=True,
    help="A column with an attribute; may be repeated (by default all other columns).",
)
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook, by default the first.")
@click.option("--delimiter", metavar="CHARACTER", help="What separates columns, where it is not recognised.")
@ENCODING
@DRY_RUN
@STRICT
@with_session()
@with_output
def import_table_command(
    session: Session,
    file: Path,
    id_column: str,
    text_columns: tuple[str, ...],
    attribute_columns: tuple[str, ...],
    sheet: str | None,
    delimiter: str | None,
    encoding: str | None,
    dry_run: bool,
    strict: bool,
    output: Output,
) -> None:
    """Import a table (csv, tsv, xlsx, ods): a row becomes a document and a participant.

    Each text column becomes a section of the document, the attribute columns typed attributes of the participant.
    """
    refuse_to_write_over(output, file)
    with session.writing() as project:
        report = project.import_table(
            file,
            id_column=id_column,
            text_columns=text_columns,
            attribute_columns=attribute_columns or None,
            encoding=encoding,
            sheet=sheet,
            delimiter=delimiter,
            dry_run=dry_run,
        )
    show_import(session, report, output, dry_run=dry_run, strict=strict)


def show_import(
    session: Session, report: ImportReport, output: Output, *, dry_run: bool, strict: bool
) -> None:
    """Show what became of each file, and how many were left out."""
    rows = [
        (
            row.file,
            row.document,
            row.words if row.document else None,
            row.turns if row.document else None,
            "; ".join(row.speakers),
            row.encoding,
            "; ".join(row.warnings),
            row.skipped,
        )
        for row in report.rows
    ]
    show_table(session, COLUMNS, rows, output, empty="There was nothing to import.")
    if sys.stdout.isatty():
        tell_warnings(session, report)
    for note in report.notes:
        session.say(f"Note: {note}")
    words = sum(row.words for row in report.imported)
    lead = "Would import" if dry_run else "Imported"
    left_out = f"; {len(report.left_out)} skipped" if report.left_out else ""
    session.say(
        f"{lead} {counted(len(report.imported), 'document')} with {counted(words, 'word')}{left_out}."
    )
    if strict and report.left_out:
        raise click.exceptions.Exit(SOMETHING_LEFT_OUT)


def tell_warnings(session: Session, report: ImportReport) -> None:
    """Say each warning in full: a table that fits a terminal cuts long ones."""
    for row in report.rows:
        for warning in row.warnings:
            session.say(f"{row.file}: {warning}")
