"""`documents`: list, show, turns, rename, set, remove."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from qualcode.cli.attributes import attribute_values, create_or_retype, with_values
from qualcode.cli.blind import tell_if_blind
from qualcode.cli.commands import Group
from qualcode.cli.moments import local_time
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, print_text, show_table, with_output
from qualcode.model import AttributeType, Document, ReadingState
from qualcode.text.wording import counted, sentence

if TYPE_CHECKING:
    from qualcode.api import Project

LIST_COLUMNS = (
    "name", "guid", "words", "turns", "speakers", "codings", "language", "encoding", "imported",
)  # fmt: skip
PEOPLE_COLUMNS = tuple(column for column in LIST_COLUMNS if column != "guid")
TURN_COLUMNS = ("turn", "speaker", "start_time", "end_time", "start", "end", "words", "text")


@click.group(
    "documents",
    cls=Group,
    default="list",
    short_help="List, show, rename, describe and remove documents.",
    examples=("qualcode documents", 'qualcode documents show "P07 Accountant"'),
)
def command() -> None:
    """The documents of the project. Without a command: list them.

    A document is named by its name or by its GUID (8 or more characters of it).
    """


@command.command(
    "list",
    short_help="List the documents.",
    examples=("qualcode documents list", "qualcode documents list --format csv"),
)
@with_session()
@with_output
def list_documents(session: Session, output: Output) -> None:
    """List the documents with their words, turns, speakers and codings."""
    with session.reading() as project:
        tell_if_blind(session, project)
        rows = document_rows(project, for_people=output.format == "table" and output.file is None)
    empty = "No documents yet; `qualcode import` brings some in."
    show_table(session, LIST_COLUMNS, rows, output, people=PEOPLE_COLUMNS, empty=empty)


def document_rows(project: Project, *, for_people: bool) -> list[tuple[object, ...]]:
    """Return a row for each document."""
    codings, turns = project.codings.number_by_document(), project.documents.number_of_turns()
    speakers = Counter(speaker.document_id for speaker in project.documents.speakers())
    return [
        (
            document.name,
            document.guid,
            document.words,
            turns.get(document.id, 0),
            speakers[document.id],
            codings.get(document.id, 0),
            document.language,
            document.encoding,
            local_time(document.imported) if for_people else document.imported,
        )
        for document in project.documents.all()
    ]


@command.command(
    "show",
    short_help="Print a text with its turns and codes.",
    examples=(
        'qualcode documents show "P07 Accountant"',
        'qualcode documents show "P07 Accountant" --no-codes',
    ),
)
@click.argument("document", metavar="DOC")
@click.option("--no-codes", is_flag=True, help="Only the text with its numbers.")
@with_session()
def show(session: Session, document: str, no_codes: bool) -> None:
    """Print the text of DOC with line numbers, the numbers of its turns, and the codes beside it."""
    from qualcode.cli.transcript_page import MarginCoding, page

    with session.reading() as project:
        found = project.documents.find(document)
        text, turns = project.documents.text(found), project.documents.turns(found)
        sections = project.documents.sections(found)
        codes = {code.id: code.name for code in project.codebook.all()}
        coders = {coder.id: coder.name for coder in project.coders.all()}
        codings = [] if no_codes else project.codings.all(found)
        if codings:
            tell_if_blind(session, project)
    margin = [
        MarginCoding(each.start, each.end, f"{codes[each.code_id]} · {coders[each.coder_id]}")
        for each in codings
    ]
    print_text(page(text, [turn.start for turn in turns], margin, sections))


@command.command(
    "turns",
    short_help="List the turns of a document.",
    examples=(
        'qualcode documents turns "P07 Accountant"',
        'qualcode documents turns "P07 Accountant" --format csv',
    ),
)
@click.argument("document", metavar="DOC")
@with_session()
@with_output
def turns(session: Session, document: str, output: Output) -> None:
    """List the turns of DOC: who speaks, when (in seconds), where (in characters), how many words, what."""
    from qualcode.text.counted import spoken_text
    from qualcode.text.words import count_words

    with session.reading() as project:
        found = project.documents.find(document)
        text, spoken = project.documents.text(found), project.documents.turns(found)
        unspoken = project.documents.unspoken(found)
    rows = [
        (
            number,
            turn.speaker,
            turn.start_time,
            turn.end_time,
            turn.start,
            turn.end,
            count_words(text, turn.start, turn.end, unspoken),
            spoken_text(text, turn.start, turn.end, unspoken),
        )
        for number, turn in enumerate(spoken, start=1)
    ]
    show_table(session, TURN_COLUMNS, rows, output, empty=f"{found.name} has no turns.")


@command.command(
    "rename",
    short_help="Give a document another name.",
    examples=('qualcode documents rename "interview 7" "P07 Accountant"',),
)
@click.argument("document", metavar="DOC")
@click.argument("name")
@with_session()
def rename(session: Session, document: str, name: str) -> None:
    """Give DOC the name NAME. Its GUID, its codings and its origin stay."""
    with session.writing() as project:
        found = project.documents.find(document)
        renamed = project.documents.rename(found, name)
        session.say(f"Renamed {found.name} to {renamed.name}.")


@command.command(
    "set",
    short_help="Set language, reading state and attributes.",
    examples=(
        'qualcode documents set "P07 Accountant" --language en',
        'qualcode documents set "P07 Accountant" --state complete --coder Amina',
        'qualcode documents set "P07 Accountant" --type date "recorded=2023-05-04"',
    ),
)
@click.argument("document", metavar="DOC")
@with_values
@click.option("--language", metavar="CODE", help="A language such as en, ru, tg; empty for unknown.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in ReadingState]),
    help="How far the coder (--coder) is with the document.",
)
@with_session()
def set_document(
    session: Session,
    document: str,
    values: tuple[str, ...],
    kind: AttributeType | None,
    language: str | None,
    state: str | None,
) -> None:
    """Set what DOC is described by: its language, a coder's reading state, and attributes (NAME=VALUE).

    An empty value takes an attribute away. An attribute that is not there yet needs --type.
    """
    wanted = attribute_values(values)
    if not wanted and language is None and state is None:
        raise click.UsageError("Say what to set: NAME=VALUE, --language or --state.")
    with session.writing() as project:
        found = project.documents.find(document)
        with project.action("document", f"described {found.name}") as action:
            action.summary = describe(project, found, wanted, kind, language, state)
        session.say(f"{sentence(action.summary)}.")


def describe(
    project: Project,
    document: Document,
    values: dict[str, str],
    kind: AttributeType | None,
    language: str | None,
    state: str | None,
) -> str:
    """Carry out `documents set` and return what was done, in words."""
    told = []
    if language is not None:
        project.documents.set_language(document, language.strip() or None)
        told.append(f"language = {language.strip() or 'unknown'}")
    if state is not None:
        project.progress.set(document, ReadingState(state))
        told.append(f"{state} for {project.coder}")
    if values:
        create_or_retype(project, values, kind, of="document")
        project.participants.set(document, values)
        told += [f"{name} = {value}" for name, value in values.items()]
    return f"set {', '.join(told)} for {document.name}"


@command.command(
    "remove",
    short_help="Remove documents with their codings.",
    examples=('qualcode documents remove "P07 Accountant" --dry-run', "qualcode documents remove P07 P08"),
)
@click.argument("documents", metavar="DOC…", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@with_session()
def remove(session: Session, documents: tuple[str, ...], dry_run: bool) -> None:
    """Remove documents with their codings and memos; `qualcode undo` brings all of it back."""
    with session.writing(dry_run=dry_run) as project:
        found = list({each.id: each for each in map(project.documents.find, documents)}.values())
        gone = project.documents.remove(found)
        names = ", ".join(each.name for each in found)
        session.say(
            f"{'Would remove' if dry_run else 'Removed'} {names}"
            f" with {counted(gone['codings'], 'coding')} and {counted(gone['memos'], 'memo')}."
        )
