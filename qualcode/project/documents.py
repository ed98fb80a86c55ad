"""The documents of a project: their texts and how these are divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qualcode.errors import InvalidValue
from qualcode.model import Document, Section, Speaker, TimeMark, Transcript, Turn
from qualcode.project.actions import Actions
from qualcode.project.adding import Adding, free_name, seconds, sha256
from qualcode.project.coders import Coders
from qualcode.project.database import Database
from qualcode.project.lookup import find
from qualcode.text.wording import counted

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
            raise InvalidValue("That document is no longer there.")
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

    def number_of_turns(self) -> dict[int, int]:
        """Return document → number of turns; documents without any are left out."""
        return dict(self._database.all("SELECT document_id, count(*) FROM turn GROUP BY document_id"))

    def spoken_by(self, document: Document) -> dict[int, list[tuple[int, int]]]:
        """Return speaker (row number) → the spans of his or her turns in a document, in order."""
        spans: dict[int, list[tuple[int, int]]] = {}
        for speaker, start, end in self._database.all(
            'SELECT speaker_id, start, "end" FROM turn WHERE document_id = ? AND speaker_id IS NOT NULL'
            " ORDER BY start",
            document.id,
        ):
            spans.setdefault(speaker, []).append((start, end))
        return spans

    def turns_by_speaker(self) -> dict[int, int]:
        """Return speaker (row number) → number of turns; speakers without any are left out."""
        return dict(
            self._database.all(
                "SELECT speaker_id, count(*) FROM turn WHERE speaker_id IS NOT NULL GROUP BY speaker_id"
            )
        )

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
            transcript.text_sha256 or sha256(transcript.text),
            transcript.bytes_sha256,
        )
        return Document(*row) if row else None

    def free_name(self, name: str) -> str:
        """Return the name, or `name (2)`, `name (3)` … where it is taken."""
        return free_name(self._database, name)

    def add(self, name: str, transcript: Transcript) -> Document:
        """Add a transcript as a document; a taken name gets a number.

        Raises `InvalidValue` when the text is empty or a turn or section lies outside it.
        """
        name = self.free_name(name)
        with self._actions.begin("import", f"imported {name}"), self.adding() as adding:
            number = adding.add(name, transcript)
        return self.get(number)

    @contextmanager
    def adding(self) -> Iterator[Adding]:
        """Within an action, add many documents, much faster than one by one.

        Texts and turns wait a while: they can be read when the block has ended.
        """
        adding = Adding(self._database, self._coders)
        yield adding
        adding.write()

    def rename(self, document: Document, name: str) -> Document:
        """Give a document another name."""
        name = name.strip()
        if not name:
            raise InvalidValue("A document needs a name.")
        with self._actions.begin("document", f"renamed {document.name} to {name}"):
            self._database.run(
                "UPDATE document SET name = ?1 WHERE id = ?2 AND name <> ?1", name, document.id
            )
        return self.get(document.id)

    def set_language(self, document: Document, language: str | None) -> Document:
        """Set the language (a code such as `en`, `ru`, `tg`), or None for unknown."""
        self.set_languages([document], language)
        return self.get(document.id)

    def set_languages(self, documents: Sequence[Document], language: str | None) -> int:
        """Set the language of several documents, or None for unknown, as one action; return how many changed."""
        what = documents[0].name if len(documents) == 1 else counted(len(documents), "document")
        with self._actions.begin("document", f"set the language of {what} to {language or 'unknown'}"):
            return self._database.run_many(
                "UPDATE document SET language = ?1 WHERE id = ?2 AND language IS NOT ?1",
                [(language, document.id) for document in documents],
            )

    def remove(self, documents: Sequence[Document]) -> dict[str, int]:
        """Remove documents with their codings and memos; return how many of each went. Undo brings all back."""
        names = documents[0].name if len(documents) == 1 else counted(len(documents), "document")
        gone = {"codings": 0, "memos": 0}
        with self._actions.begin("document", f"removed {names}") as action:
            for document in documents:
                for kind, number in self._remove_one(document).items():
                    gone[kind] += number
            if gone["codings"] or gone["memos"]:
                action.summary += (
                    f" with {counted(gone['codings'], 'coding')} and {counted(gone['memos'], 'memo')}"
                )
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
