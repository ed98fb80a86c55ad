"""Where each coder left off in each document, and what she has read of it. No part of the study: it has no history,
and keeping it never waits for another program, never fails, and never leaves a trace in what others see.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from qualcode.errors import QualcodeError
from qualcode.model import Document
from qualcode.project.actions import Actions, moment
from qualcode.project.database import Database


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where a coder left off: her cursor, the first character on view, the stretches she has read.

    `share` is how much of what is said in the document she has read, 0–1.
    """

    cursor: int
    top: int
    seen: tuple[tuple[int, int], ...] = ()
    share: float = 0.0


class ReadingPlaces:
    """The places of the coder who is working."""

    def __init__(self, database: Database, actions: Actions, *, read_only: bool = False) -> None:
        self._database = database
        self._actions = actions
        self._read_only = read_only

    def of(self, document: Document) -> ReadingPlace | None:
        """Return where the coder left off in a document; None where she has not been."""
        row = self._database.first(
            "SELECT cursor, top, seen, share FROM reading_place WHERE coder = ? AND document_id = ?",
            self._actions.coder_name,
            document.id,
        )
        if row is None:
            return None
        cursor, top, seen, share = row
        last = document.characters
        return ReadingPlace(min(cursor, last), min(top, last), _spans(seen, last), share)

    def last_document(self) -> int | None:
        """Return the row number of the document in which the coder read last, if it is still there."""
        number: int | None = self._database.value(
            "SELECT document_id FROM reading_place JOIN document ON document.id = document_id"
            " WHERE coder = ? ORDER BY at DESC, reading_place.id DESC LIMIT 1",
            self._actions.coder_name,
        )
        return number

    def shares(self) -> dict[int, float]:
        """Return document → how much of it the coder has read, 0–1; documents she was not in are left out."""
        return dict(
            self._database.all(
                "SELECT document_id, share FROM reading_place WHERE coder = ?", self._actions.coder_name
            )
        )

    def keep(self, document: Document, place: ReadingPlace) -> bool:
        """Keep a place; say whether it was kept: not in a file that cannot be written to or is busy just now."""
        if self._read_only or self._actions.is_open:
            return False
        try:
            with self._at_once(), self._database.transaction():
                self._database.run(
                    "INSERT INTO reading_place (coder, document_id, cursor, top, seen, share, at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor,"
                    " top = excluded.top, seen = excluded.seen, share = excluded.share, at = excluded.at",
                    self._actions.coder_name,
                    document.id,
                    place.cursor,
                    place.top,
                    json.dumps(place.seen),
                    place.share,
                    moment(),
                )
        except (QualcodeError, sqlite3.Error):
            return False
        return True

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Neither wait for another program nor for the disk: a place that is lost in a power cut is no loss."""
        patience, care = self._pragma("busy_timeout"), self._pragma("synchronous")
        try:
            self._database.run("PRAGMA busy_timeout = 0")
            self._database.run("PRAGMA synchronous = NORMAL")
            yield
        finally:
            self._database.run(f"PRAGMA busy_timeout = {patience}")
            self._database.run(f"PRAGMA synchronous = {care}")

    def _pragma(self, name: str) -> int:
        value: int = self._database.value(f"PRAGMA {name}")
        return value


def _spans(written: str, last: int) -> tuple[tuple[int, int], ...]:
    """Return stretches as they were kept; what does not fit the text, or is none, is left out."""
    try:
        pairs: Sequence[object] = json.loads(written)
    except ValueError:
        return ()
    kept = []
    for pair in pairs if isinstance(pairs, list) else []:
        match pair:
            case [int(start), int(end)] if 0 <= start < end <= last:
                kept.append((start, end))
    return tuple(sorted(kept))
