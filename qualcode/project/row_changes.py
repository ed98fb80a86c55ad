"""What a stretch of the history changed: the rows before and after, and how many. Nothing here writes.

The history keeps the row before each change and none after it: a row after a change is the row before the next one,
or, where none came, the row that is there now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.project.database import Database
from qualcode.project.schema import TRACKED

Image = Mapping[str, object]

# What came and went within the stretch is no change of it.
NET = """
WITH touched (table_name, row_id, first, last) AS (
    SELECT table_name, row_id, min(change.id), max(change.id)
    FROM change JOIN row_shape ON row_shape.id = shape_id
    WHERE change.id BETWEEN ?1 AND ?2 GROUP BY table_name, row_id
), net (table_name, row_id, first, last, came, went) AS (
    SELECT table_name, touched.row_id, first, last, earliest.operation = 'insert', latest.operation = 'delete'
    FROM touched JOIN change AS earliest ON earliest.id = first JOIN change AS latest ON latest.id = last
    WHERE earliest.operation <> 'insert' OR latest.operation <> 'delete'
)
"""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a table before and after; None where it was not there."""

    table: str
    row_id: int
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """How many rows of a table came, were changed, and went."""

    table: str
    added: int
    changed: int
    removed: int


class RowChanges:
    """Reads what changed in one project file. A stretch is given by its first and last change."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, first: int, last: int) -> list[ChangeCount]:
        """Return per table what a stretch comes to, in the order of the tables."""
        rows = self._database.all(
            NET + "SELECT table_name, sum(came), sum(NOT came AND NOT went), sum(went) FROM net GROUP BY 1",
            first,
            last,
        )
        found = {table: ChangeCount(table, *numbers) for table, *numbers in rows}
        return [found[table] for table in TRACKED if table in found]

    def rows(self, first: int, last: int, tables: Sequence[str], limit: int) -> list[RowChange]:
        """Return the first so many rows of some tables that a stretch changed, in the order of the changes."""
        marks = ", ".join("?" for _ in tables)
        touched = self._database.all(
            NET + "SELECT table_name, row_id, first, last, came, went FROM net"
            f" WHERE table_name IN ({marks}) ORDER BY first LIMIT ?",
            first,
            last,
            *tables,
            limit,
        )
        return [
            RowChange(
                table,
                row,
                None if came else self._image_before(earliest),
                None if went else self._image_after(table, row, latest),
            )
            for table, row, earliest, latest, came, went in touched
        ]

    def known(self, table: str, row_id: int) -> Image | None:
        """Return a row as it is, or, where it went, as it was last; None where there never was one."""
        return self._now(table, row_id) or self._old(table, row_id, 0, "DESC")

    def _image_after(self, table: str, row_id: int, change: int) -> Image | None:
        return self._old(table, row_id, change, "ASC") or self._now(table, row_id)

    def _image_before(self, change: int) -> Image | None:
        return self._image(
            "SELECT columns, before FROM change JOIN row_shape ON row_shape.id = shape_id WHERE change.id = ?",
            change,
        )

    def _old(self, table: str, row_id: int, after: int, order: str) -> Image | None:
        """Return the row before the first (or last) change of it that came after the change numbered `after`."""
        return self._image(
            "SELECT columns, before FROM change INDEXED BY change_before"
            " JOIN row_shape ON row_shape.id = shape_id"
            " WHERE shape_id IN (SELECT id FROM row_shape WHERE table_name = ?) AND row_id = ?"
            f" AND before IS NOT NULL AND change.id > ? ORDER BY change.id {order} LIMIT 1",
            table,
            row_id,
            after,
        )

    def _image(self, sql: str, *parameters: object) -> Image | None:
        row = self._database.first(sql, *parameters)
        return dict(zip(json.loads(row[0]), json.loads(row[1]), strict=True)) if row else None

    def _now(self, table: str, row_id: int) -> Image | None:
        columns = TRACKED[table].split()
        listed = ", ".join(f'"{column}"' for column in columns)
        row = self._database.first(f'SELECT {listed} FROM {table} WHERE "{columns[0]}" = ?', row_id)
        return dict(zip(columns, row, strict=True)) if row else None
