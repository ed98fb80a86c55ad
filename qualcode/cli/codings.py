"""`codings`: list, remove, move, weigh, import, export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.blind import tell_if_blind
from qualcode.cli.commands import Group
from qualcode.cli.failures import ROWS_SHOWN, SOMETHING_LEFT_OUT
from qualcode.cli.files import target_or_default, with_target
from qualcode.cli.filters import with_filters
from qualcode.cli.frames import show_frame
from qualcode.cli.places import Place, span_of, with_place
from qualcode.cli.progress import progress
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import STREAMED, Output, stream_table, with_output
from qualcode.model import Coding, Scope
from qualcode.text.wording import counted, sentence

if TYPE_CHECKING:
    from qualcode.api import Project
    from qualcode.exchange.reports import CodingsReport

COLUMNS = (
    "guid", "document", "participant", "speaker", "section", "start", "end", "code", "coder", "weight", "memo",
    "created", "text",
)  # fmt: skip
PEOPLE_COLUMNS = ("guid", "document", "speaker", "code", "coder", "text")
DEFAULT_NAME = "codings.csv"


@click.group(
    "codings",
    cls=Group,
    default="list",
    short_help="List, change, remove, import and export codings.",
    examples=(
        "qualcode codings --code Hospitality --where gender=female",
        "qualcode codings import codings.csv",
    ),
)
def command() -> None:
    """The codings: a code on a passage by a coder. Without a command: list them.

    A coding is named by its GUID (8 or more characters, enough to be the only one).
    """


@command.command(
    "list",
    short_help="List codings with their passages.",
    examples=(
        "qualcode codings list --document 'P07 Accountant'",
        "qualcode codings list --code Welcome --with-subcodes --where 'age>=40' --format csv",
    ),
)
@with_session(coder=False)
@with_filters
@with_output
def list_codings(session: Session, scope: Scope, output: Output) -> None:
    """List the codings, each with its passage, participant, speaker and section."""
    with session.reading() as project:
        tell_if_blind(session, project, scope.coders)
        if _is_streamed(output):
            _stream_codings(session, project, scope, output)
            return
        frame = project.segments(scope)
    show_frame(session, frame[list(COLUMNS)], output, people=PEOPLE_COLUMNS, empty="No codings fit.")


def _is_streamed(output: Output) -> bool:
    """Say whether a table goes out in a form that can be written row by row: a project may have a million codings."""
    if output.file is None:
        return output.format in STREAMED
    from qualcode.reports.tables import STREAMED as SUFFIXES

    return output.file.suffix.lower() in SUFFIXES


def _stream_codings(session: Session, project: Project, scope: Scope, output: Output) -> None:
    """Write what `show_frame` would, a row at a time."""
    from qualcode.analysis.segments import streamed_segments
    from qualcode.reports.tables import write_rows

    with streamed_segments(project, scope) as (headings, rows, about):
        places = [headings.index(column) for column in COLUMNS]
        chosen = ([row[place] for place in places] for row in rows)
        if output.file is None:
            stream_table(COLUMNS, chosen, output.format)
        else:
            files, number = write_rows(output.file, COLUMNS, chosen, about)
            session.say(f"Wrote {counted(number, 'row')} to {' and '.join(map(str, files))}.")
    session.say(about)


@command.command(
    "remove",
    short_help="Remove codings.",
    examples=(
        "qualcode codings remove 01a20dec-3dbd",
        "qualcode codings remove --code Irony --document 'P07 Accountant' --by Farrukh --dry-run",
    ),
)
@click.argument("guids", metavar="[GUID]…", nargs=-1)
@click.option("--code", metavar="CODE", help="All codings of this code …")
@click.option("--document", metavar="DOC", help="… in this document …")
@click.option("--by", metavar="NAME", help="… by this coder.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@with_session()
def remove(
    session: Session,
    guids: tuple[str, ...],
    code: str | None,
    document: str | None,
    by: str | None,
    dry_run: bool,
) -> None:
    """Remove codings with their memos: those with these GUIDs, or all that fit the options.

    `qualcode undo` brings them back.
    """
    with session.writing(dry_run=dry_run) as project:
        chosen = chosen_codings(project, guids, code, document, by)
        if chosen:
            project.codings.remove(chosen)
        session.say(f"{'Would remove' if dry_run else 'Removed'} {counted(len(chosen), 'coding')}.")


def chosen_codings(
    project: Project, guids: Sequence[str], code: str | None, document: str | None, by: str | None
) -> list[Coding]:
    """Return the codings named by GUID, or those of a code, in a document, by a coder."""
    if bool(guids) == any((code, document, by)):
        raise click.UsageError("Name codings by GUID, or by --code, --document and --by; one of the two.")
    if guids:
        return found_once(project, guids)
    codings = project.codings.all(project.documents.find(document) if document else None)
    if code:
        code_id = project.codebook.find(code).id
        codings = [coding for coding in codings if coding.code_id == code_id]
    if by:
        coder_id = project.coders.find(by).id
        codings = [coding for coding in codings if coding.coder_id == coder_id]
    return codings


def found_once(project: Project, guids: Sequence[str]) -> list[Coding]:
    """Return the codings of these GUIDs; one that is named twice is there once."""
    return list({coding.id: coding for coding in map(project.codings.find, guids)}.values())


@command.command(
    "move",
    short_help="Move codings to another code or passage.",
    examples=(
        "qualcode codings move 01a20dec-3dbd --to Obligation",
        "qualcode codings move 01a20dec-3dbd --span 120:185",
    ),
)
@click.argument("guids", metavar="GUID…", nargs=-1, required=True)
@click.option("--to", metavar="CODE", help="The code they get instead.")
@with_place(required=False)
@click.option("--dry-run", is_flag=True, help="Only say what would move.")
@with_session()
def move(session: Session, guids: tuple[str, ...], to: str | None, place: Place, dry_run: bool) -> None:
    """Give codings another code (--to), or give one coding another passage in its document.

    Memos and weights stay with them.
    """
    if not to and not place.is_given():
        raise click.UsageError("Say where to: --to CODE, or a passage (--span, --quote, --turn, --section).")
    if place.is_given() and len(guids) > 1:
        raise click.UsageError("Only one coding at a time can get another passage.")
    with session.writing(dry_run=dry_run) as project:
        codings = found_once(project, guids)
        with project.action("coding", "moved codings") as action:
            told = []
            if to:
                code = project.codebook.find(to)
                project.codings.recode(codings, code)
                told.append(f"to {code.path}")
            if place.is_given():
                told.append(f"to {resized(project, codings[0], place)}")
            number = f"{len(codings)} codings" if len(codings) > 1 else "a coding"
            action.summary = f"moved {number} {' and '.join(told)}"
        session.say(sentence(f"{'would have ' if dry_run else ''}{action.summary}."))


def resized(project: Project, coding: Coding, place: Place) -> str:
    """Give a coding another passage and return its name, such as `120:185 in P07`."""
    document = project.documents.get(coding.document_id)
    span = span_of(project, document, place)
    project.codings.resize(coding, document, span.start, span.end)
    return f"{span.start}:{span.end} in {document.name}"


@command.command(
    "weigh",
    short_help="Set the weight of a coding.",
    examples=("qualcode codings weigh 01a20dec-3dbd 80", "qualcode codings weigh 01a20dec-3dbd none"),
)
@click.argument("guid")
@click.argument("weight", metavar="0-100|none")
@with_session()
def weigh(session: Session, guid: str, weight: str) -> None:
    """Set how strongly a passage shows its code, 0 to 100, or none."""
    if weight != "none" and not re.fullmatch(r"\d{1,3}", weight, re.ASCII):
        raise click.UsageError("The weight is a whole number from 0 to 100, or none.")
    with session.writing() as project:
        coding = project.codings.find(guid)
        project.codings.set_weight(coding, None if weight == "none" else int(weight))
        session.say(f"Set the weight to {weight}.")


@command.command(
    "import",
    short_help="Bring in codings from a table.",
    examples=(
        "qualcode codings import corpora/codings-P01-P06.csv --dry-run",
        "qualcode codings import codings.csv --create --skip-bad --strict",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--create", is_flag=True, help="Make codes that are not in the codebook.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that do not fit, and list them.")
@click.option("--encoding", help="The encoding of a csv, where it is not recognised.")
@click.option("--dry-run", is_flag=True, help="Check everything and tell, but keep nothing.")
@click.option("--strict", is_flag=True, help="Leave with 3 when rows were left out.")
@with_session()
def import_codings(
    session: Session,
    file: Path,
    create: bool,
    skip_bad: bool,
    encoding: str | None,
    dry_run: bool,
    strict: bool,
) -> None:
    """Bring in codings from FILE (csv, tsv, xlsx), as one action.

    Columns: document; a place as start and end, or quote, or section, or turn; code (a path, a unique name or
    a GUID); coder, memo, weight and guid if you like. Rows that do not fit stop the import and are listed.
    What the project says already is passed over. Rows without a coder are by --coder.
    """
    with session.writing() as project, progress("Importing codings", quiet=session.quiet) as report_to:
        report = project.import_codings(
            file,
            create=create,
            skip_bad=skip_bad,
            encoding=encoding,
            dry_run=dry_run,
            coder=project.coder,
            progress=report_to,
        )
    tell_codings(session, report, dry_run=dry_run)
    if strict and (report.bad or report.unknown_columns):
        raise click.exceptions.Exit(SOMETHING_LEFT_OUT)


def tell_codings(session: Session, report: CodingsReport, *, dry_run: bool) -> None:
    """Say what an import of codings did and what it left out."""
    lead = "Would import" if dry_run else "Imported"
    session.say(
        f"{lead} {counted(report.added, 'coding')} of {counted(report.read, 'row')};"
        f" {report.present:,} were there already."
    )
    if report.created_codes:
        session.say(f"Codes made: {', '.join(report.created_codes)}.")
    if report.unknown_columns:
        session.say(f"Columns that were not understood and left out: {', '.join(report.unknown_columns)}.")
    for note in report.notes:
        session.say(f"Note: {note}")
    if report.bad:
        session.say(
            f"Left out {counted(report.bad, 'row')} that do{'es' if report.bad == 1 else ''} not fit:"
        )
        for row in report.bad_rows[:ROWS_SHOWN]:
            session.say(f"  {row}")
        if report.bad > ROWS_SHOWN:
            session.say(f"  … and {report.bad - min(ROWS_SHOWN, len(report.bad_rows)):,} more")


@command.command(
    "export",
    short_help="Write codings to a table.",
    examples=(
        "qualcode codings export codings.csv",
        "qualcode codings export amina.xlsx --coder Amina --where gender=female",
    ),
)
@with_target(DEFAULT_NAME)
@with_session(coder=False)
@with_filters
def export_codings(session: Session, target: Path | None, scope: Scope) -> None:
    """Write codings to FILE (.csv .tsv .xlsx), a row each, fit for import again."""
    with session.reading() as project:
        tell_if_blind(session, project, scope.coders)
        place = target_or_default(target, project.path, DEFAULT_NAME)
        number = project.export_codings(place, scope)
    session.say(f"Wrote {counted(number, 'coding')} to {place}.")
