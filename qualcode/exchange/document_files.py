"""Documents in a table: what is known about each, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.exchange.columns import folded
from qualcode.exchange.participant_files import cell_of
from qualcode.exchange.tables import Cell, write_table
from qualcode.exchange.typed_columns import PREFIX
from qualcode.model import Attribute, Coder
from qualcode.project import ProjectFile

BEFORE = ("document", "guid", "words", "turns", "codings")
BEHIND = ("speakers", "participants", "language", "format", "encoding", "imported", "imported by")


def export_documents(project: ProjectFile, path: str | Path) -> int:
    """Write the documents to a .csv, .tsv or .xlsx file, with a row each; return how many.

    Beside what is counted there are columns for the state and the codings of each coder who has any, and the
    attributes of documents.
    """
    attributes = project.participants.attributes("document")
    counts = project.codings.number_by_document_and_coder()
    states = project.progress.states()
    at_work = {coder for _, coder in counts} | {coder for coder, _ in states}
    coders = [coder for coder in project.coders.all() if coder.id in at_work]
    own = [f"{what} of {coder.name}" for coder in coders for what in ("state", "codings")]
    taken = {folded(heading) for heading in (*BEFORE, *own, *BEHIND)}
    described = [f"{PREFIX} {each.name}" if folded(each.name) in taken else each.name for each in attributes]
    return write_table(path, [*BEFORE, *own, *BEHIND, *described], _rows(project, coders, attributes))


def _rows(
    project: ProjectFile, coders: Sequence[Coder], attributes: Sequence[Attribute]
) -> Iterator[tuple[Cell, ...]]:
    counts, states = project.codings.number_by_document_and_coder(), project.progress.states()
    turns = project.documents.number_of_turns()
    values = project.participants.values("document")
    labels: dict[int, list[str]] = {}
    for speaker in project.documents.speakers():
        labels.setdefault(speaker.document_id, []).append(speaker.label)
    for document in project.documents.all():
        held = values.get(document.id, {})
        own: list[Cell] = []
        for coder in coders:
            state = states.get((coder.id, document.id))
            own += [str(state) if state else "", counts.get((document.id, coder.id), 0)]
        yield (
            document.name,
            document.guid,
            document.words,
            turns.get(document.id, 0),
            sum(number for (each, _), number in counts.items() if each == document.id),
            *own,
            ", ".join(labels.get(document.id, ())),
            ", ".join(each.name for each in project.participants.of_document(document)),
            document.language or "",
            document.format,
            document.encoding or "",
            document.imported,
            document.imported_by,
            *(cell_of(attribute, held.get(attribute.name, "")) for attribute in attributes),
        )
