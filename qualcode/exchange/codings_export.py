"""Codings written to a table, a row each, so that they can be read by people and brought in again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from qualcode.exchange.attribution import DocumentPlaces
from qualcode.exchange.tables import Cell, write_table
from qualcode.model import Scope
from qualcode.project import ProjectFile
from qualcode.project.attribution import Attribution
from qualcode.project.scope import choose

COLUMNS = (
    "guid", "document", "participant", "speaker", "section", "start", "end", "code", "coder", "weight", "memo",
    "created", "text",
)  # fmt: skip


def export_codings(project: ProjectFile, path: str | Path, scope: Scope | None = None) -> int:
    """Write the codings of a scope to a .csv, .tsv or .xlsx file; return how many.

    A document or code whose name is not the only one of its kind is named by its GUID. A text too long for a cell
    of .xlsx is cut there and ends with an ellipsis. Raises `UnknownName`, `ReadingError`.
    """
    with project.tallies.snapshot():
        return write_table(path, COLUMNS, coding_rows(project, scope or Scope()), shortened={"text"})


def coding_rows(project: ProjectFile, scope: Scope) -> Iterator[tuple[Cell, ...]]:
    """Yield the codings of a scope as rows under `COLUMNS`, in the order of the texts."""
    chosen = choose(project, scope)
    rule = Attribution(project, chosen)
    documents = {document.id: document for document in project.documents.all()}
    document_names = unmistakable((each.id, each.name, each.guid) for each in documents.values())
    codes = unmistakable((code.id, code.path, code.guid) for code in project.codebook.all())
    coders = {coder.id: coder.name for coder in project.coders.all()}
    participants = {each.id: each.name for each in project.participants.all()}
    memos = project.memos.of_codings()
    for document, rows in groupby(project.tallies.rows(chosen), key=itemgetter(2)):
        places = DocumentPlaces(project, documents[document], rule, participants)
        for number, guid, _, code, coder, start, end, weight, created in rows:
            found = places.owners(start, end)
            if found is None:
                continue
            yield (
                guid, document_names[document], found.participants, found.speakers, found.sections, start, end,
                codes[code], coders[coder], weight, memos.get(number, ""), created, places.text[start:end],
            )  # fmt: skip


def unmistakable(things: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """Return row number → name, or the GUID where several things share a name."""
    things = list(things)
    number = Counter(name for _, name, _ in things)
    return {row: name if number[name] == 1 else guid for row, name, guid in things}
