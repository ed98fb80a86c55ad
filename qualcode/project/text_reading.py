"""Texts read in another thread, while the project is open in this one: a connection of its own, for reading alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from qualcode.project import opening


def iter_texts(path: Path, documents: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield (row number, text) of documents of a project that is open already; those that are gone are left out.

    No lock is held between two documents. Raises `ProjectError` when the file cannot be read.
    """
    database = opening.connect(path)
    try:
        for number in documents:
            text = database.value("SELECT text FROM document_text WHERE document_id = ?", number)
            if text is not None:
                yield number, text
    finally:
        database.connection.close()
