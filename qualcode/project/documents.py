"""The documents of a project: their texts and how these are divided."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from qualcode.errors import InvalidValue
from qualcode.model import Document, Section, Speaker, TimeMark, Transcript, Turn
from qualcode.project.actions import Actions, moment
from qualcode.project.coders import Coders
from qualcode.project.database import Database
from qualcode.project.guids import new_guid
from qualcode.project.lookup import find
from qualcode.text.counted import counted_spans
from qualcode.text.words import count_words

SELECT_DOCUMENT = (
    "SELECT document.id, document.guid, document.name, origin, format, encoding, language, characters, words,"
    " bytes_sha256, imported, coder.name FROM document JOIN coder ON coder.id = document.coder_id"
)


class Documents:
    """Adds, reads, renames and removes documents."""

    def __init__(self, database: Database, actions: Actions, coders: Coders) -> None:
        self._database = database
        self._actions = actions
        self._coders = coders

    def all(self) -> list[Document]:
        """Return the documents in the order in which they were imported."""
        return [Document(*row) for row in self._database.all(SELECT_DOCUMENT + " ORDER BY document.id")]

    def find(self, reference: str) -> Document:
        """Return the document of that name or GUID; raises `UnknownName`, `AmbiguousName`."""
        return find("document", reference, self.all(), "qualcode documents")

    def get(self, document_id: int) -> Document:
        """Return the document with that row number."""
        row = self._database.first(SELECT_DOCUMENT + " WHERE document.id = ?", document_id)
        if row is None:
            raise InvalidValue(f"There is no document number {document_id}.")
        return Document(*row)

    def text(self, document: Document) -> str:
        """Return the stored text; all offsets count its code points."""
        text: str = self._database.value("SELECT text FROM document_text WHERE document_id = ?", document.id)
        return text

    def turns(self, document: Document) -> list[Turn]:
        """Return the turns in order; a turn's number is its place in this list, from 1."""
        rows = self._database.all(
            'SELECT start, turn."end", label, start_millisecond, end_millisecond FROM turn'
            " LEFT JOIN speaker ON speaker.id = speaker_id WHERE turn.document_id = ? ORDER BY start",
            document.id,
        )
        return [Turn(a, b, label, seconds(first), seconds(last)) for a, b, label, first, last in rows]

    def sections(self, document: Document) -> list[Section]:
        """Return the sections in order."""
        rows = self._database.all(
            'SELECT name, start, "end" FROM section WHERE document_id = ? ORDER BY start, id', document.id
        )
        return [Section(*row) for row in rows]

    def time_marks(self, document: Document) -> list[TimeMark]:
        """Return the time marks in order."""
        rows = self._database.all(
            'SELECT start, "end", millisecond FROM time_mark WHERE document_id = ? ORDER BY start, id',
            document.id,
        )
        return [TimeMark(start, end, millisecond / 1000) for start, end, millisecond in rows]

    def unspoken(self, document: Document) -> list[tuple[int, int]]:
        """Return the stretches that nobody said: time marks, typed line numbers, quote signs; in order."""
        return [
            (start, end)
            for start, end in self._database.all(
                'SELECT start, "end" FROM time_mark WHERE document_id = ?1 AND "end" > start'
                ' UNION SELECT start, "end" FROM layout WHERE document_id = ?1 ORDER BY 1, 2',
                document.id,
            )
        ]

    def speakers(self, document: Document | None = None) -> list[Speaker]:
        """Return the speaker labels of a document, or of all, in the order of their first words."""
        where, parameters = ("", ()) if document is None else (" WHERE document_id = ?", (document.id,))
        rows = self._database.all(
            f"SELECT id, document_id, label, participant_id FROM speaker{where} ORDER BY id", *parameters
        )
        return [Speaker(*row) for row in rows]

    def with_content(self, transcript: Transcript) -> Document | None:
        """Return the document that has the same bytes or the same text already, whatever its name."""
        row = self._database.first(
            SELECT_DOCUMENT + " WHERE text_sha256 = ? OR (bytes_sha256 = ? AND bytes_sha256 <> '')"
            " ORDER BY document.id LIMIT 1",
            sha256(transcript.text),
            transcript.bytes_sha256,
        )
        return Document(*row) if row else None

    def free_name(self, name: str) -> str:
        """Return the name, or `name (2)`, `name (3)` … where it is taken."""
        candidate, number = name, 1
        while self._database.value("SELECT 1 FROM document WHERE name = ?", candidate):
            number += 1
            candidate = f"{name} ({number})"
        return candidate

    def add(self, name: str, transcript: Transcript) -> Document:
        """Add a transcript as a document; a taken name gets a number.

        Raises `InvalidValue` when the text is empty or a turn or section lies outside it.
        """
        if not transcript.text.strip():
            raise InvalidValue(f"“{name}” has no text.")
        check_structure(name, transcript)
        name = self.free_name(name)
        with self._actions.begin("import", f"imported {name}"):
            document_id = self._insert_document(name, transcript)
            self._insert_structure(document_id, transcript)
        return self.get(document_id)

    def rename(self, document: Document, name: str) -> Document:
        """Give a document another name."""
        name = name.strip()
        if not name:
            raise InvalidValue("A document needs a name.")
        with self._actions.begin("document", f"renamed {document.name} to {name}"):
            self._database.run("UPDATE document SET name = ? WHERE id = ?", name, document.id)
        return self.get(document.id)

    def set_language(self, document: Document, language: str | None) -> Document:
        """Set the language (a code such as `en`, `ru`, `tg`), or None for unknown."""
        with self._actions.begin(
            "document", f"set the language of {document.name} to {language or 'unknown'}"
        ):
            self._database.run("UPDATE document SET language = ? WHERE id = ?", language, document.id)
        return self.get(document.id)

    def remove(self, documents: Sequence[Document]) -> dict[str, int]:
        """Remove documents with their codings and memos; return how many of each went. Undo brings all back."""
        names = documents[0].name if len(documents) == 1 else f"{len(documents)} documents"
        gone: dict[str, int] = {}
        with self._actions.begin("document", f"removed {names}") as action:
            for document in documents:
                for kind, number in self._remove_one(document).items():
                    gone[kind] = gone.get(kind, 0) + number
            if gone["codings"] or gone["memos"]:
                action.summary += f" with {gone['codings']} codings and {gone['memos']} memos"
        return gone

    def _remove_one(self, document: Document) -> dict[str, int]:
        run = self._database.run_many
        key = [(document.id,)]
        memos = run(
            "DELETE FROM memo WHERE document_id = ?1"
            " OR coding_id IN (SELECT id FROM coding WHERE document_id = ?1)",
            key,
        )
        codings = run("DELETE FROM coding WHERE document_id = ?", key)
        for table in (
            "reading",
            "attribute_value",
            "document_participant",
            "layout",
            "time_mark",
            "section",
            "turn",
            "speaker",
            "document_text",
        ):
            run(f"DELETE FROM {table} WHERE document_id = ?", key)
        run("DELETE FROM document WHERE id = ?", key)
        return {"codings": codings, "memos": memos}

    def _insert_document(self, name: str, transcript: Transcript) -> int:
        text = transcript.text
        marks = sorted(
            [(mark.start, mark.end) for mark in transcript.time_marks]
            + [(span.start, span.end) for span in transcript.layout]
        )
        words = sum(
            count_words(text, start, end, marks) for start, end in counted_spans(text, transcript.turns)
        )
        document_id = self._database.run(
            "INSERT INTO document (guid, name, origin, format, encoding, language, characters, words,"
            " text_sha256, bytes_sha256, imported, coder_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            new_guid(),
            name,
            transcript.origin,
            transcript.format,
            transcript.encoding,
            transcript.language,
            len(text),
            words,
            sha256(text),
            transcript.bytes_sha256,
            moment(),
            self._coders.present().id,
        )
        self._database.run("INSERT INTO document_text (document_id, text) VALUES (?, ?)", document_id, text)
        return document_id

    def _insert_structure(self, document_id: int, transcript: Transcript) -> None:
        labels = dict.fromkeys(turn.speaker for turn in transcript.turns if turn.speaker is not None)
        speakers: dict[str | None, int] = {
            label: self._database.run(
                "INSERT INTO speaker (document_id, label) VALUES (?, ?)", document_id, label
            )
            for label in labels
        }
        self._database.insert_numbers(
            "turn",
            ("document_id", "start", "end", "speaker_id", "start_millisecond", "end_millisecond"),
            [
                (
                    document_id,
                    turn.start,
                    turn.end,
                    speakers.get(turn.speaker),
                    milliseconds(turn.start_time),
                    milliseconds(turn.end_time),
                )
                for turn in transcript.turns
            ],
        )
        self._database.run_many(
            'INSERT INTO section (document_id, name, start, "end") VALUES (?, ?, ?, ?)',
            ((document_id, section.name, section.start, section.end) for section in transcript.sections),
        )
        self._database.insert_numbers(
            "time_mark",
            ("document_id", "start", "end", "millisecond"),
            [
                (document_id, mark.start, mark.end, milliseconds(mark.seconds))
                for mark in transcript.time_marks
            ],
        )
        self._database.insert_numbers(
            "layout",
            ("document_id", "start", "end"),
            [(document_id, span.start, span.end) for span in transcript.layout],
        )


def check_structure(name: str, transcript: Transcript) -> None:
    """Raise `InvalidValue` when turns or sections are empty, out of order or outside the text."""
    length = len(transcript.text)
    end = 0
    for turn in transcript.turns:
        if not end <= turn.start < turn.end <= length:
            raise InvalidValue(f"“{name}” has a turn at {turn.start}–{turn.end} that does not fit its text.")
        end = turn.end
    for section in transcript.sections:
        if not 0 <= section.start < section.end <= length:
            raise InvalidValue(f"“{name}” has a section “{section.name}” that does not fit its text.")


def sha256(text: str) -> str:
    """Return the hash of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def milliseconds(time: float | None) -> int | None:
    """Return seconds as whole milliseconds, the unit of the file."""
    return None if time is None else round(time * 1000)


def seconds(time: int | None) -> float | None:
    """Return milliseconds of the file as seconds."""
    return None if time is None else time / 1000
