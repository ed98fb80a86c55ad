"""`participants`: list, add, set, rename, remove, link, import, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.attributes import attribute_values, create_or_retype, with_values
from qualcode.cli.commands import Group
from qualcode.cli.files import with_target
from qualcode.cli.session import Session, with_session
from qualcode.cli.tables import Output, show_table, with_output
from qualcode.errors import InvalidValue, UnknownName
from qualcode.model import AttributeType, Document, Speaker
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from qualcode.api import Project

FIXED_COLUMNS = ("participant", "guid", "documents", "speakers")


@click.group(
    "participants",
    cls=Group,
    default="list",
    short_help="List, describe, link, import and export participants.",
    examples=("qualcode participants", "qualcode participants import corpora/participants.csv"),
)
def command() -> None:
    """The participants and their attributes. Without a command: list them.

    A participant is named by name or by GUID (8 or more characters of it).
    """


@command.command(
    "list",
    short_help="List participants with their attributes.",
    examples=("qualcode participants list", "qualcode participants list --format csv"),
)
@with_session()
@with_output
def list_participants(session: Session, output: Output) -> None:
    """List the participants: their documents, speaker labels and attributes."""
    with session.reading() as project:
        attributes = [attribute.name for attribute in project.participants.attributes()]
        rows = participant_rows(project, attributes)
    empty = "No participants yet; `qualcode participants import` brings some in."
    columns = [*FIXED_COLUMNS, *attributes]
    people = [column for column in columns if column != "guid"]
    show_table(session, columns, rows, output, people=people, empty=empty)


def participant_rows(project: Project, attributes: list[str]) -> list[list[object]]:
    """Return a row for each participant."""
    names = {document.id: document.name for document in project.documents.all()}
    documents: dict[int, dict[str, None]] = {}
    labels: dict[int, dict[str, None]] = {}
    for document_id, participant_id in project.participants.document_links():
        documents.setdefault(participant_id, {})[names[document_id]] = None
    for speaker in project.documents.speakers():
        if speaker.participant_id is not None:
            documents.setdefault(speaker.participant_id, {})[names[speaker.document_id]] = None
            labels.setdefault(speaker.participant_id, {})[speaker.label] = None
    values = project.participants.values()
    return [
        [
            each.name,
            each.guid,
            "; ".join(documents.get(each.id, ())),
            "; ".join(labels.get(each.id, ())),
            *(values.get(each.id, {}).get(name) for name in attributes),
        ]
        for each in project.participants.all()
    ]


@command.command(
    "add", short_help="Add a participant.", examples=('qualcode participants add "P13 Baker" age=51',)
)
@click.argument("name")
@with_values
@with_session()
def add(session: Session, name: str, values: tuple[str, ...], kind: AttributeType | None) -> None:
    """Add the participant NAME, with attributes if given. An attribute that is not there yet needs --type."""
    wanted = attribute_values(values)
    with session.writing() as project:
        with project.action("participant", f"added the participant {name}"):
            participant = project.participants.add(name)
            create_or_retype(project, wanted, kind, of="participant")
            if wanted:
                project.participants.set(participant, wanted)
        session.say(f"Added {participant.name}.")


@command.command(
    "set",
    short_help="Set attributes of a participant.",
    examples=(
        'qualcode participants set "P07 Accountant" age=35 gender=female',
        'qualcode participants set "P07 Accountant" --type integer children=2',
    ),
)
@click.argument("participant", metavar="NAME")
@with_values
@with_session()
def set_values(
    session: Session, participant: str, values: tuple[str, ...], kind: AttributeType | None
) -> None:
    """Set attributes (ATTRIBUTE=VALUE) of the participant NAME; an empty value takes one away.

    An attribute that is not there yet needs --type, so that a slip of the finger makes no new one.
    """
    wanted = attribute_values(values)
    if not wanted:
        raise click.UsageError("Say what to set: NAME=VALUE.")
    with session.writing() as project:
        found = project.participants.find(participant)
        told = ", ".join(f"{name} = {value}" for name, value in wanted.items())
        with project.action("participant", f"set {told} for {found.name}"):
            create_or_retype(project, wanted, kind, of="participant")
            project.participants.set(found, wanted)
        session.say(f"Set {told} for {found.name}.")


@command.command(
    "rename",
    short_help="Give a participant another name.",
    examples=('qualcode participants rename "P07" "P07 Accountant"',),
)
@click.argument("participant", metavar="NAME")
@click.argument("new_name", metavar="NEW_NAME")
@with_session()
def rename(session: Session, participant: str, new_name: str) -> None:
    """Give the participant NAME the name NEW_NAME."""
    with session.writing() as project:
        found = project.participants.find(participant)
        session.say(f"Renamed {found.name} to {project.participants.rename(found, new_name).name}.")


@command.command(
    "remove",
    short_help="Remove a participant.",
    examples=('qualcode participants remove "P07 Accountant"',),
)
@click.argument("participant", metavar="NAME")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@with_session()
def remove(session: Session, participant: str, dry_run: bool) -> None:
    """Remove the participant NAME with attributes, links and memos. Documents and codings stay."""
    with session.writing(dry_run=dry_run) as project:
        found = project.participants.find(participant)
        memos = len(project.memos.all(participant_id=found.id))
        project.participants.remove(found)
        session.say(f"{'Would remove' if dry_run else 'Removed'} {found.name} with {counted(memos, 'memo')}.")


@command.command(
    "link",
    short_help="Tie a speaker or a document to a participant.",
    examples=(
        'qualcode participants link "P07 Accountant" "P07 Accountant" --speaker P07',
        'qualcode participants link "P12 Waitress" "P12 Waitress"',
        'qualcode participants link "P07 Accountant" "P07 Accountant" --speaker P07 --remove',
    ),
)
@click.argument("participant", metavar="NAME")
@click.argument("document", metavar="DOC")
@click.option("--speaker", metavar="LABEL", help="The speaker's label in DOC; without it DOC as a whole.")
@click.option("--remove", "unlink", is_flag=True, help="Take the link away.")
@with_session()
def link(session: Session, participant: str, document: str, speaker: str | None, unlink: bool) -> None:
    """Say that what a speaker says in DOC, or DOC as a whole, comes from the participant NAME."""
    with session.writing() as project:
        who, where = project.participants.find(participant), project.documents.find(document)
        if speaker is not None:
            label = find_speaker(project, where, speaker)
            if unlink and label.participant_id != who.id:
                raise InvalidValue(f"The speaker {label.label} in {where.name} is not linked to {who.name}.")
            project.participants.link_speaker(label, None if unlink else who)
            what = f"the speaker {label.label} in {where.name}"
        elif unlink:
            if (where.id, who.id) not in project.participants.document_links():
                raise InvalidValue(f"{where.name} as a whole is not linked to {who.name}.")
            project.participants.unlink_document(where, who)
            what = where.name
        else:
            project.participants.link_document(where, who)
            what = where.name
        session.say(f"Unlinked {what} from {who.name}." if unlink else f"Linked {what} to {who.name}.")


def find_speaker(project: Project, document: Document, label: str) -> Speaker:
    """Return the speaker of that label in a document; raises `UnknownName`."""
    speakers = project.documents.speakers(document)
    for speaker in speakers:
        if speaker.label == label.strip():
            return speaker
    listed = ", ".join(f"“{speaker.label}”" for speaker in speakers) or "nobody"
    raise UnknownName(f"There is no speaker “{label}” in {document.name}; its speakers are {listed}.")


@command.command(
    "import",
    short_help="Bring in participants from a table.",
    examples=(
        "qualcode participants import corpora/participants.csv --dry-run",
        "qualcode participants import corpora/participants.csv",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--encoding", help="The encoding of a csv, where it is not recognised.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@with_session()
def import_participants(session: Session, file: Path, encoding: str | None, dry_run: bool) -> None:
    """Bring in participants with attributes and links from a table (csv, tsv, xlsx, ods).

    Columns: participant (or name), document, speaker, guid; every other column is an attribute.
    Participants that are there already are updated.
    """
    with session.writing() as project:
        report = project.import_participants(file, encoding=encoding, dry_run=dry_run)
    lead = "Would have " if dry_run else ""
    session.say(
        f"{lead}{counted(len(report.added), 'participant')} added, {len(report.changed):,} changed,"
        f" {len(report.same):,} unchanged; {counted(len(report.attributes), 'attribute')},"
        f" {counted(report.links, 'new link')}."
    )
    for note in report.notes:
        session.say(f"Note: {note}")


@command.command(
    "export",
    short_help="Write participants to a table.",
    examples=("qualcode participants export participants.xlsx",),
)
@with_target("participants.csv")
@with_session()
def export_participants(session: Session, target: Path | None) -> None:
    """Write the participants with attributes and links to FILE (.csv .tsv .xlsx), fit for import again."""
    from qualcode.cli.files import target_or_default

    with session.reading() as project:
        place = target_or_default(target, project.path, "participants.csv")
        number = project.export_participants(place)
    session.say(f"Wrote {counted(number, 'participant')} to {place}.")
