"""`memo`: add, list, show, edit, remove, export."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.blind import tell_if_blind
from qualcode.cli.commands import Group
from qualcode.cli.files import target_or_default, with_target
from qualcode.cli.moments import local_time
from qualcode.cli.places import Place, span_of, with_place
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, print_text, show_record, show_table, with_output, write_file
from qualcode.exchange.memo_files import COLUMNS, as_pages, heading, memo_row
from qualcode.exchange.places import written_whole
from qualcode.project.memo_subjects import KINDS, MemoOn, memos_with_subjects
from qualcode.text.visible import visible, visible_lines
from qualcode.text.wording import counted, sentence

if TYPE_CHECKING:
    from qualcode.api import Project

PEOPLE_COLUMNS = ("guid", "kind", "on", "coder", "text")
DEFAULT_NAME = "memos.md"


@click.group(
    "memo",
    cls=Group,
    default="list",
    short_help="Write, list, change, remove and export memos.",
    examples=("qualcode memo", 'qualcode memo add "Ask about prices in the next interviews."'),
)
def command() -> None:
    """Memos on the project, a document, a passage, a participant, a code or a coding. Without a command: list.

    A memo is named by its GUID (8 or more characters, enough to be the only one).
    """


def with_subject(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the things that a memo can be on."""
    for name, metavar, told in (
        ("--coding", "GUID", "On this coding."),
        ("--participant", "NAME", "On this participant."),
        ("--code", "CODE", "On this code."),
        ("--document", "DOC", "On this document, or on a passage of it."),
    ):
        function = click.option(name, metavar=metavar, help=told)(function)
    return function


@command.command(
    "add",
    short_help="Write a memo.",
    examples=(
        'qualcode memo add "Ask about prices in the next interviews."',
        'qualcode memo add --code Irony "Laughter before something that costs her."',
        'qualcode memo add --document "P07 Accountant" --turn 14 "Compare with P03."',
        "qualcode memo add --participant 'P07 Accountant' - < notes.txt",
    ),
)
@click.argument("text")
@with_subject
@with_place(required=False)
@with_session()
def add(session: Session, text: str, place: Place, **subject: str | None) -> None:
    """Write a memo on what the option names, else on the project, and print its GUID.

    TEXT may be - to read it from the standard input.
    """
    named = {kind: name for kind, name in subject.items() if name}
    if len(named) > 1:
        raise click.UsageError("A memo is on one thing: name one.")
    if place.is_given() and "document" not in named:
        raise click.UsageError("A passage needs its --document.")
    with session.writing() as project:
        memo = project.memos.add(text_of(text), **subject_ids(project, named, place))
        session.say("Wrote the memo.")
    click.echo(memo.guid)


def subject_ids(project: Project, named: dict[str, str], place: Place | None = None) -> dict[str, Any]:
    """Return the row numbers (and the span) by which the project knows what a memo is on."""
    ids: dict[str, Any] = {}
    if "code" in named:
        ids["code_id"] = project.codebook.find(named["code"]).id
    if "participant" in named:
        ids["participant_id"] = project.participants.find(named["participant"]).id
    if "coding" in named:
        ids["coding_id"] = project.codings.find(named["coding"]).id
    if "document" in named:
        document = project.documents.find(named["document"])
        ids["document_id"] = document.id
        if place is not None and place.is_given():
            span = span_of(project, document, place)
            ids |= {"start": span.start, "end": span.end}
    return ids


def text_of(argument: str) -> str:
    """Return the text of an argument; `-` stands for the standard input."""
    return sys.stdin.read() if argument == "-" else argument


@command.command(
    "list",
    short_help="List memos.",
    examples=(
        "qualcode memo list",
        "qualcode memo list --kind code",
        "qualcode memo list --document P07 -o memos.csv",
    ),
)
@with_subject
@click.option("--kind", type=click.Choice(KINDS), help="Only memos on this kind of thing.")
@with_session()
@with_output
def list_memos(session: Session, kind: str | None, output: Output, **subject: str | None) -> None:
    """List memos: all, or those on one thing."""
    for_people = output.format == "table" and output.file is None
    rows = chosen_rows(session, kind, subject)
    table = [row_for(row, for_people) for row in rows]
    empty = "No memos; `qualcode memo add` writes one."
    show_table(session, COLUMNS, table, output, people=PEOPLE_COLUMNS, empty=empty)


def chosen_rows(session: Session, kind: str | None, subject: dict[str, str | None]) -> list[MemoOn]:
    """Return the memos on one thing, or of one kind, or all."""
    with session.reading() as project:
        ids = subject_ids(project, {name: value for name, value in subject.items() if value})
        tell_if_blind(session, project)
        rows = memos_with_subjects(project, project.memos.all(**ids))
    return [row for row in rows if kind in (None, row.kind)]


def row_for(row: MemoOn, for_people: bool) -> tuple[object, ...]:
    """Return the row of a memo under `COLUMNS`; for people with their own time."""
    values = dict(zip(COLUMNS, memo_row(row), strict=True))
    if for_people:
        values |= {name: local_time(str(values[name])) for name in ("created", "modified")}
    return tuple(values.values())


@command.command(
    "show",
    short_help="Show a memo in full, with its earlier texts.",
    examples=("qualcode memo show 01a20dec-3dbd", "qualcode memo show 01a20dec-3dbd --earlier"),
)
@click.argument("guid")
@click.option("--earlier", is_flag=True, help="Its earlier texts as well, newest first.")
@with_session()
@with_output
def show(session: Session, guid: str, earlier: bool, output: Output) -> None:
    """Show the memo with this GUID in full."""
    with session.reading() as project:
        memo = project.memos.find(guid)
        (row,) = memos_with_subjects(project, [memo])
        versions = project.memos.earlier(memo) if earlier else []
    if output.format != "table" or output.file:
        show_record(session, dict(zip(COLUMNS, memo_row(row), strict=True)), output)
        return
    parts = [f"{heading(row)}\n\n{visible_lines(memo.text)}\n"]
    parts += [
        f"\nuntil {local_time(each.changed_by.at)} ({visible(each.changed_by.coder)}):\n\n{visible_lines(each.text)}\n"
        for each in versions
    ]
    if earlier and not versions:
        parts.append("\nIts text has never been changed.\n")
    print_text("".join(parts))


@command.command(
    "edit",
    short_help="Change the text of a memo.",
    examples=('qualcode memo edit 01a20dec-3dbd "Compare with P03 and P11."',),
)
@click.argument("guid")
@click.argument("text")
@with_session()
def edit(session: Session, guid: str, text: str) -> None:
    """Give the memo another text (- reads the standard input); the earlier one stays readable."""
    with session.writing() as project:
        project.memos.edit(project.memos.find(guid), text_of(text))
        session.say("Changed the memo; `qualcode memo show GUID --earlier` shows what it was.")


@command.command(
    "remove",
    short_help="Remove memos.",
    examples=("qualcode memo remove 01a20dec-3dbd",),
)
@click.argument("guids", metavar="GUID…", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@with_session()
def remove(session: Session, guids: Iterable[str], dry_run: bool) -> None:
    """Remove memos; `qualcode undo` brings them back."""
    with session.writing(dry_run=dry_run) as project:
        memos = list({memo.id: memo for memo in map(project.memos.find, guids)}.values())
        summary = f"removed {len(memos)} memos" if len(memos) > 1 else "removed a memo"
        with project.action("memo", summary):
            for memo in memos:
                project.memos.remove(memo)
        session.say(sentence(f"{'would have ' if dry_run else ''}{summary}."))


@command.command(
    "export",
    short_help="Write memos to a file.",
    examples=("qualcode memo export memos.md", "qualcode memo export memos.xlsx --kind code"),
)
@with_target(DEFAULT_NAME)
@with_subject
@click.option("--kind", type=click.Choice(KINDS), help="Only memos on this kind of thing.")
@with_session()
def export_memos(session: Session, target: Path | None, kind: str | None, **subject: str | None) -> None:
    """Write memos to FILE: .md as pages to read, .csv .tsv .json .xlsx .html as a table."""
    rows = chosen_rows(session, kind, subject)
    place = target_or_default(target, session.path(), DEFAULT_NAME)
    if place.suffix.lower() == ".md":
        with written_whole(place) as draft:
            draft.write_text(as_pages(rows), encoding="utf-8", newline="\n")
    else:
        write_file(COLUMNS, [memo_row(row) for row in rows], place)
    session.say(f"Wrote {counted(len(rows), 'memo')} to {place}.")
