"""Participants with their attributes and links in tables, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from qualcode.errors import ImportRefused, QualcodeError
from qualcode.exchange.codings_export import unmistakable
from qualcode.exchange.columns import folded, places_of
from qualcode.exchange.participant_rows import ParticipantRows
from qualcode.exchange.refusal import BadRows
from qualcode.exchange.reports import ParticipantsReport
from qualcode.exchange.shown_numbers import plain
from qualcode.exchange.tables import Cell, Table, read_table, write_table
from qualcode.exchange.typed_columns import PREFIX, AttributeColumns
from qualcode.model import Attribute, AttributeType
from qualcode.project import ProjectFile
from qualcode.text.wording import counted

COLUMNS = ("participant", "guid", "document", "speaker")
EXACT_DIGITS = 15  # of a number in a spreadsheet


def import_participants(
    project: ProjectFile, path: str | Path, *, encoding: str | None = None, dry_run: bool = False
) -> ParticipantsReport:
    """Add and update participants from a table, as one action.

    `participant` (or `name`) and `guid` say who; where there is no such column, the `speaker` label is the name.
    `speaker` with `document` links that label of that document, `speaker` alone the label in all documents,
    `document` alone the document as a whole. Every other column is an attribute; an empty cell says nothing.
    Raises `ImportRefused` with the rows that do not fit; then nothing was imported.
    """
    table = read_table(path, encoding=encoding)
    places, attribute_columns = _columns(table)
    bad = BadRows()
    with project.action("participant", "imported participants", dry_run=dry_run) as action:
        attributes = AttributeColumns(
            project, table, [table.headings.index(heading) for heading in attribute_columns]
        )
        rows = ParticipantRows(project, places, attributes)
        for line, cells in zip(table.lines, table.rows, strict=True):
            try:
                rows.add(line, cells)
            except QualcodeError as error:
                bad.add(line, str(error).rstrip("."))
        bad.refuse(table.name)
        added, changed = rows.added(), rows.changed()
        number = len(added) + len(changed)
        action.summary = summary = f"imported {counted(number, 'participant')} from {table.name}"
    return ParticipantsReport(
        added, changed, rows.same(), tuple(attributes.made), rows.links, summary, table.notes
    )


def _columns(table: Table) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each field is, and the headings of the attributes; raises `ImportRefused`."""
    own = "participant" if any(folded(heading) == "participant" for heading in table.headings) else "name"
    known = {"participant": (own,), "guid": ("guid",), "document": ("document",), "speaker": ("speaker",)}
    places, others = places_of(table.name, table.headings, known)
    if "participant" not in places and "speaker" not in places:
        raise ImportRefused(f"{table.name} has no column “participant” or “speaker”; nothing was imported.")
    return places, others


def export_participants(project: ProjectFile, path: str | Path) -> int:
    """Write the participants to a .csv, .tsv or .xlsx file, fit for import; return how many.

    A participant has a row for each speaker label and document linked to him or her, at least one.
    """
    attributes = project.participants.attributes()
    headings = [*COLUMNS, *(heading_of(attribute.name) for attribute in attributes)]
    write_table(path, headings, _rows(project, attributes))
    return len(project.participants.all())


def heading_of(name: str) -> str:
    """Return the heading of an attribute's column, marked where it would be taken for another column."""
    return f"{PREFIX} {name}" if folded(name) in COLUMNS or folded(name).startswith(PREFIX) else name


def _rows(project: ProjectFile, attributes: Sequence[Attribute]) -> Iterator[tuple[Cell, ...]]:
    values = project.participants.values()
    links = _links(project)
    for participant in project.participants.all():
        held = values.get(participant.id, {})
        cells = [cell_of(attribute, held.get(attribute.name, "")) for attribute in attributes]
        for document, label in links.get(participant.id, [("", "")]):
            yield (participant.name, participant.guid, document, label, *cells)


def _links(project: ProjectFile) -> dict[int, list[tuple[str, str]]]:
    """Return participant → (document, speaker label or empty) in the order of the documents."""
    names = unmistakable((each.id, each.name, each.guid) for each in project.documents.all())
    found = [
        (speaker.participant_id, speaker.document_id, speaker.label)
        for speaker in project.documents.speakers()
        if speaker.participant_id is not None
    ]
    found += [(participant, document, "") for document, participant in project.participants.document_links()]
    links: dict[int, list[tuple[str, str]]] = {}
    for participant, document, label in sorted(found, key=lambda link: link[1]):
        links.setdefault(participant, []).append((names[document], label))
    return links


def cell_of(attribute: Attribute, value: str) -> Cell:
    """Return a value as a number where a spreadsheet would show it just as it is written, else as text."""
    is_number = attribute.type in (AttributeType.INTEGER, AttributeType.FLOAT)
    if is_number and value and len(value) <= EXACT_DIGITS and "e" not in value.casefold():
        number = Decimal(value)
        if plain(number, "") == value:
            return int(number) if attribute.type == AttributeType.INTEGER else float(number)
    return value
