"""A transcript becomes rows: its document and its speakers at once, its text and its turns with others' together.

SQLite writes what the full-text index holds in memory to the file before every statement that follows: one
statement for the texts of many documents takes half the time of one for each.
"""

from __future__ import annotations

import hashlib

from qualcode.errors import InvalidValue
from qualcode.model import Transcript
from qualcode.project.actions import moment
from qualcode.project.coders import Coders
from qualcode.project.database import Database
from qualcode.project.guids import new_guid
from qualcode.text.counted import counted_spans
from qualcode.text.words import count_words_in

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

    def add(self, name: str, transcript: Transcript) -> int:
        """Take a transcript, already checked; return its document's row number."""
        document_id = self._insert_document(name, transcript)
        self._texts.append((document_id, transcript.text))
        self._characters += len(transcript.text)
        self._divide(document_id, transcript)
        if self._characters >= MOST_CHARACTERS or len(self._texts) >= MOST_DOCUMENTS:
            self.write()
        return document_id

    def write(self) -> None:
        """Write what waits."""
        if self._texts:
            places = ", ".join("(?, ?)" for _ in self._texts)
            self._database.run(
                f"INSERT INTO document_text (document_id, text) VALUES {places}",
                *(field for row in self._texts for field in row),
            )
        times = ("start_millisecond", "end_millisecond")
        insert = self._database.insert_numbers
        insert("turn", ("document_id", "start", "end", "speaker_id", *times), self._turns)
        insert("time_mark", ("document_id", "start", "end", "millisecond"), self._time_marks)
        insert("layout", ("document_id", "start", "end"), self._layout)
        for waiting in (self._texts, self._turns, self._time_marks, self._layout):
            waiting.clear()
        self._characters = 0

    def _insert_document(self, name: str, transcript: Transcript) -> int:
        text = transcript.text
        unspoken = [(mark.start, mark.end) for mark in transcript.time_marks]
        unspoken += [(span.start, span.end) for span in transcript.layout]
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
            count_words_in(text, counted_spans(text, transcript.turns), unspoken),
            sha256(text),
            transcript.bytes_sha256,
            moment(),
            self._coders.present().id,
        )

    def _divide(self, document_id: int, transcript: Transcript) -> None:
        speakers = self._insert_speakers(document_id, transcript)
        self._turns += [
            (
                document_id,
                turn.start,
                turn.end,
                speakers.get(turn.speaker),
                milliseconds(turn.start_time),
                milliseconds(turn.end_time),
            )
            for turn in transcript.turns
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
        labels = dict.fromkeys(turn.speaker for turn in transcript.turns if turn.speaker is not None)
        return {
            label: self._database.run(
                "INSERT INTO speaker (document_id, label) VALUES (?, ?)", document_id, label
            )
            for label in labels
        }


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
