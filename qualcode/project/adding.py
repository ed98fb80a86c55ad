"""A transcript becomes rows: its document and its speakers at once, its text and its turns with others' together.

SQLite writes what the full-text index holds in memory to the file before every statement that follows: one
statement for the texts of many documents takes half the time of one for each.
"""

from __future__ import annotations

import hashlib
from functools import cached_property

from qualcode.errors import InvalidValue
from qualcode.model import Transcript
from qualcode.project.actions import moment
from qualcode.project.coders import Coders
from qualcode.project.database import Database
from qualcode.project.guids import new_guid
from qualcode.text.counted import words_of

MOST_CHARACTERS = 2_000_000  # of texts that wait in memory
MOST_DOCUMENTS = 100  # two parameters each, of the 999 that any SQLite allows

Rows = list[tuple[int | None, ...]]


class Adding:
    """Documents on their way into a project. What waits must be written before the transaction ends."""

    def __init__(self, database: Database, coders: Coders) -> None:
        self._database = database
        self._coders = coders
        self._texts: list[tuple[int, str]] = []
        self._characters = 0
        self._turns: Rows = []
        self._time_marks: Rows = []
        self._layout: Rows = []

    def add(self, name: str, transcript: Transcript, words: int | None = None) -> int:
        """Take a transcript; return its document's row number. A taken name gets a number.

        `words` is `words_of(transcript)` where that is known already. Raises `InvalidValue` when the text is
        empty or a turn or section lies outside it.
        """
        check(name, transcript)
        words = words_of(transcript) if words is None else words
        document_id = self._insert_document(free_name(self._database, name), transcript, words)
        self._texts.append((document_id, transcript.text))
        self._characters += len(transcript.text)
        self._divide(document_id, transcript)
        if self._characters >= MOST_CHARACTERS or len(self._texts) >= MOST_DOCUMENTS:
            self.write()
        return document_id

    @cached_property
    def _coder_id(self) -> int:
        """Asked for with the first document: without one, nobody has done anything yet."""
        return self._coders.present().id

    def write(self) -> None:
        """Write what waits."""
        if self._texts:
            places = ", ".join("(?, ?)" for _ in self._texts)
            self._database.run(
                f"INSERT INTO document_text (document_id, text) VALUES {places}",
                *(field for row in self._texts for field in row),
            )
        times = ("start_millisecond", "end_millisecond")
        for table, columns, rows in (
            ("turn", ("speaker_id", *times), self._turns),
            ("time_mark", ("millisecond",), self._time_marks),
            ("layout", (), self._layout),
        ):
            if rows:
                self._database.insert_numbers(table, ("document_id", "start", "end", *columns), rows)
        for waiting in (self._texts, self._turns, self._time_marks, self._layout):
            waiting.clear()
        self._characters = 0

    def _insert_document(self, name: str, transcript: Transcript, words: int) -> int:
        text = transcript.text
        return self._database.run(
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
            transcript.text_sha256 or sha256(text),
            transcript.bytes_sha256,
            moment(),
            self._coder_id,
        )

    def _divide(self, document_id: int, transcript: Transcript) -> None:
        speakers = self._insert_speakers(document_id, transcript)
        self._turns += [
            (document_id, start, end, speakers.get(label), milliseconds(begun), milliseconds(ended))
            for start, end, label, begun, ended in transcript.turns
        ]
        self._time_marks += [
            (document_id, mark.start, mark.end, milliseconds(mark.seconds)) for mark in transcript.time_marks
        ]
        self._layout += [(document_id, span.start, span.end) for span in transcript.layout]
        self._database.run_many(
            'INSERT INTO section (document_id, name, start, "end") VALUES (?, ?, ?, ?)',
            ((document_id, section.name, section.start, section.end) for section in transcript.sections),
        )

    def _insert_speakers(self, document_id: int, transcript: Transcript) -> dict[str | None, int]:
        labels = dict.fromkeys([turn.speaker for turn in transcript.turns])
        labels.pop(None, None)
        return {
            label: self._database.run(
                "INSERT INTO speaker (document_id, label) VALUES (?, ?)", document_id, label
            )
            for label in labels
        }


def free_name(database: Database, name: str) -> str:
    """Return the name, or `name (2)`, `name (3)` … where a document has it."""
    candidate, number = name, 1
    while database.value("SELECT 1 FROM document WHERE name = ?", candidate):
        number += 1
        candidate = f"{name} ({number})"
    return candidate


def check(name: str, transcript: Transcript) -> None:
    """Raise `InvalidValue` when there is no text, or turns or sections are empty, out of order or outside it."""
    if not transcript.text.strip():
        raise InvalidValue(f"“{name}” has no text.")
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
