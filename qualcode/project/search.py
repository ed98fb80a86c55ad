"""The full-text index over the documents, kept current by the file itself."""

from __future__ import annotations

from qualcode.project.database import Database


class Search:
    """Finds documents by words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def documents_with(self, words: str) -> list[int]:
        """Return the row numbers of the documents that hold all these words, best match first.

        What stands between double quotes must stand together. Case does not matter; accents do.
        """
        query = " ".join(quoted(part) for part in parts_of(words))
        if not query:
            return []
        rows = self._database.all(
            "SELECT rowid FROM document_search WHERE document_search MATCH ? ORDER BY rank", query
        )
        return [row[0] for row in rows]


def parts_of(words: str) -> list[str]:
    """Split into words and quoted phrases."""
    parts: list[str] = []
    for number, piece in enumerate(words.split('"')):
        parts.extend([piece] if number % 2 and piece.strip() else piece.split() if number % 2 == 0 else [])
    return parts


def quoted(part: str) -> str:
    """Return a part as an FTS5 string, so that nothing in it is taken for query syntax."""
    return '"' + part.replace('"', '""') + '"'
