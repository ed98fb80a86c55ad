"""Survey and interview tables: a row becomes a document and the participant behind it.

The document's text is the row's answers with a blank line between them and nothing else: headings are not words
that somebody said. Each answer is a section named after its column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import ImportRefused, InvalidValue
from qualcode.exchange.columns import column
from qualcode.exchange.refusal import BadRows
from qualcode.exchange.reports import ImportReport, ImportRow
from qualcode.exchange.tables import Table, read_table
from qualcode.exchange.transcripts import told
from qualcode.exchange.typed_columns import AttributeColumns
from qualcode.model import Document, Participant, Section, Transcript
from qualcode.project import ProjectFile
from qualcode.text.newlines import normalise_newlines

BETWEEN_ANSWERS = "\n\n"
NUMBER_BEHIND = re.compile(r" \(\d+\)$")


@dataclass(frozen=True, slots=True)
class Answers:
    """A row of the table: who, and what he or she answered."""

    line: int
    name: str
    transcript: Transcript
    cells: tuple[str, ...]


def import_table(
    project: ProjectFile,
    path: str | Path,
    *,
    id_column: str,
    text_columns: Sequence[str],
    attribute_columns: Sequence[str] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    delimiter: str | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import each row as a document and a participant of the same name, linked, with typed attributes.

    A row whose document is there already with the same text is skipped, its attributes are brought up to date.
    Raises `ImportRefused` for rows without a name, with a name that stands twice, or with values of another type
    than their attribute; nothing is written then.
    """
    table = read_table(path, encoding=encoding, sheet=sheet, delimiter=delimiter)
    identity = column(table.name, table.headings, id_column)
    texts = [column(table.name, table.headings, name) for name in text_columns]
    if not texts or len({identity, *texts}) <= len(texts):
        raise ImportRefused(f"{table.name}: name one column for the id and at least one other for the text.")
    described = (
        [place for place in range(len(table.headings)) if place not in {identity, *texts}]
        if attribute_columns is None
        else [column(table.name, table.headings, name) for name in attribute_columns]
    )
    bad = BadRows()
    rows = _answers(table, identity, texts, bad)
    with project.action("import", "imported a table", dry_run=dry_run) as action:
        attributes = AttributeColumns(project, table, described)
        arrivals = Arrivals(project, attributes)
        report: list[ImportRow] = []
        for row in rows:
            try:
                report.append(arrivals.add(row))
            except InvalidValue as error:
                bad.add(row.line, str(error).rstrip("."))
        bad.refuse(table.name)
        action.summary = told([row.document for row in report if row.document])
        if action.summary.startswith("imported 0"):
            action.summary = f"brought participants up to date from {table.name}"
        summary = action.summary
    return ImportReport(tuple(report), summary, table.notes)


def _answers(table: Table, identity: int, texts: Sequence[int], bad: BadRows) -> list[Answers]:
    rows: list[Answers] = []
    seen: dict[str, int] = {}
    for line, cells in zip(table.lines, table.rows, strict=True):
        name = " ".join(cells[identity].split())
        if not name:
            bad.add(line, f"has no {table.headings[identity]}")
        elif name in seen:
            bad.add(line, f"has the {table.headings[identity]} “{name}” again, which line {seen[name]} has")
        else:
            seen[name] = line
            rows.append(Answers(line, name, _transcript(table, cells, texts), cells))
    return rows


def _transcript(table: Table, cells: Sequence[str], texts: Sequence[int]) -> Transcript:
    answers = [(table.headings[place], normalise_newlines(cells[place])) for place in texts]
    answers = [(name, text) for name, text in answers if text.strip()]
    sections, start = [], 0
    for name, text in answers:
        sections.append(Section(name, start, start + len(text)))
        start += len(text) + len(BETWEEN_ANSWERS)
    return Transcript(
        BETWEEN_ANSWERS.join(text for _, text in answers),
        Path(table.name).suffix.lower().removeprefix("."),
        sections=tuple(sections),
        encoding=table.encoding,
        origin=table.name,
    )


class Arrivals:
    """Puts rows into the project, one by one, beside the participants and documents of the same name."""

    def __init__(self, project: ProjectFile, attributes: AttributeColumns) -> None:
        self._project = project
        self._attributes = attributes
        self._participants: dict[str, list[Participant]] = {}
        for participant in project.participants.all():
            self._participants.setdefault(participant.name, []).append(participant)
        self._documents: dict[str, list[Document]] = {}
        for document in project.documents.all():
            for name in {document.name, NUMBER_BEHIND.sub("", document.name)}:
                self._documents.setdefault(name, []).append(document)

    def add(self, row: Answers) -> ImportRow:
        """Import a row; raises `InvalidValue` when a value or a name does not fit."""
        shown = f"{row.transcript.origin}, line {row.line}"
        participant = self._participant(row.name)
        self._attributes.put(participant, row.cells)
        if not row.transcript.text:
            return ImportRow(shown, None, skipped=f"{row.name} has no text; the participant is there without")
        namesakes = self._documents.get(row.name, [])
        for document in namesakes:
            if self._project.documents.text(document) == row.transcript.text:
                self._project.participants.link_document(document, participant)
                return ImportRow(shown, None, skipped=f"{document.name} has the same content")
        document = self._project.documents.add(row.name, row.transcript)
        self._project.participants.link_document(document, participant)
        warnings = (f"another document called {row.name} was there already",) if namesakes else ()
        return ImportRow(
            shown, document.name, document.words, encoding=row.transcript.encoding, warnings=warnings
        )

    def _participant(self, name: str) -> Participant:
        """Return the participant of exactly that name, new if need be; raises `InvalidValue` when there are two."""
        matches = self._participants.get(name, [])
        if len(matches) > 1:
            raise InvalidValue(f"{len(matches)} participants are called “{name}”; rename one of them")
        return matches[0] if matches else self._project.participants.add(name)
