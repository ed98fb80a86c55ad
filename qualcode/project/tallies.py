"""What tables are counted from: rows streamed in the order of the texts, and counts that SQLite makes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from qualcode.project.codebook import marks_of
from qualcode.project.database import Database, Row
from qualcode.project.scope import Chosen


class Tallies:
    """Reads codings and the structure of documents in bulk. Nothing here writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the file throughout the block, whatever other programs write meanwhile."""
        with self._database.snapshot():
            yield

    def spans(self, chosen: Chosen) -> Iterator[Row]:
        """Yield (document, code, coder, start, end) of the codings chosen, in the order of the texts.

        Codes, documents and coders are chosen here; what depends on turns is for the caller.
        """
        return self._database.stream(
            f'SELECT document_id, code_id, coder_id, start, "end" FROM coding{condition(chosen)}'
            ' ORDER BY document_id, start, "end"'
        )

    def rows(self, chosen: Chosen) -> Iterator[Row]:
        """Yield (id, guid, document, code, coder, start, end, weight, created) in the order of the texts."""
        return self._database.stream(
            'SELECT id, guid, document_id, code_id, coder_id, start, "end", weight, created'
            f' FROM coding{condition(chosen)} ORDER BY document_id, start, "end", id'
        )

    def number(self, chosen: Chosen) -> int:
        """Return how many codings are chosen by code, document and coder."""
        number: int = self._database.value(f"SELECT count(*) FROM coding{condition(chosen)}")
        return number

    def longest(self) -> int:
        """Return the length of the longest coding, in characters."""
        length: int = self._database.value('SELECT coalesce(max("end" - start), 0) FROM coding')
        return length

    def by_document(self, chosen: Chosen) -> Iterator[Row]:
        """Yield (code, document, number of codings chosen)."""
        return self._counts("document_id", "coding_code", chosen)

    def by_coder(self, chosen: Chosen) -> Iterator[Row]:
        """Yield (code, coder, number of codings chosen)."""
        return self._counts("coder_id", "coding_place", chosen)

    def _counts(self, column: str, index: str, chosen: Chosen) -> Iterator[Row]:
        # The index is named because one that holds every column asked for need not touch the table: five times
        # faster on a million codings. The planner prefers one that only sorts well.
        if chosen.coders is not None:
            index = "coding_place"
        return self._database.stream(
            f"SELECT code_id, {column}, count(*) FROM coding INDEXED BY {index}{condition(chosen)}"
            f" GROUP BY code_id, {column}"
        )

    def used_codes(self) -> set[int]:
        """Return the codes that have codings, whoever made them."""
        rows = self._database.all(
            "SELECT id FROM code WHERE EXISTS (SELECT 1 FROM coding WHERE code_id = code.id)"
        )
        return {row[0] for row in rows}

    def active_coders(self) -> set[int]:
        """Return the coders that have coded something."""
        rows = self._database.all(
            "SELECT id FROM coder WHERE EXISTS (SELECT 1 FROM coding WHERE coder_id = coder.id)"
        )
        return {row[0] for row in rows}

    def turns(self) -> Iterator[Row]:
        """Yield (document, start, end, speaker or 0 for nobody) of all turns, in the order of the texts."""
        return self._database.stream(
            'SELECT document_id, start, "end", coalesce(speaker_id, 0) FROM turn ORDER BY document_id, start'
        )

    def sections(self) -> Iterator[Row]:
        """Yield (document, start, end, name) of all sections, in the order of the texts."""
        return self._database.stream(
            'SELECT document_id, start, "end", name FROM section ORDER BY document_id, start, id'
        )

    def unspoken(self) -> Iterator[Row]:
        """Yield (document, start, end) of what is written in the texts and nobody said, in order."""
        return self._database.stream(
            'SELECT document_id, start, "end" FROM time_mark WHERE "end" > start'
            ' UNION SELECT document_id, start, "end" FROM layout ORDER BY 1, 2, 3'
        )

    def texts(self, documents: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Yield (document, text) for each document asked for, one text in memory at a time."""
        for document in documents:
            yield (
                document,
                self._database.value("SELECT text FROM document_text WHERE document_id = ?", document),
            )


def condition(chosen: Chosen) -> str:
    """Return the WHERE clause for the codes, documents and coders chosen."""
    parts = [
        f"{column} IN ({marks_of(sorted(rows))})"
        for column, rows in (
            ("code_id", chosen.codes),
            ("document_id", chosen.documents),
            ("coder_id", chosen.coders),
        )
        if rows is not None
    ]
    return " WHERE " + " AND ".join(parts) if parts else ""
