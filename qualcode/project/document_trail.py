"""Which actions touched a document: its own row, its codings and their memos, its links, states and values."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.project.database import Database
from qualcode.project.schema import TRACKED

# What comes and goes with a document only is not looked at: its own row tells of that.
PARTS = tuple(
    table
    for table, columns in TRACKED.items()
    if "document_id" in columns.split()
    and table not in ("document_text", "turn", "section", "time_mark", "layout")
)


def actions_on(database: Database, document_id: int) -> frozenset[int]:
    """Return the numbers of the actions that touched a document or anything that belongs to it."""
    rows = database.all(
        f"WITH belonging (table_name, row_id) AS ({' UNION '.join(_rows_of())})"
        " SELECT DISTINCT action_id FROM change JOIN row_shape ON row_shape.id = shape_id"
        " JOIN belonging USING (table_name, row_id)",
        document_id,
    )
    return frozenset(row[0] for row in rows)


def _rows_of() -> Iterator[str]:
    """Yield the queries of the rows that belong to a document, and of those that did."""
    yield "SELECT 'document', ?1"
    for table in PARTS:
        yield f"SELECT '{table}', id FROM {table} WHERE document_id = ?1"
        yield f"SELECT '{table}', row_id FROM {_old_rows(table)} WHERE {_old(table, 'document_id')} = ?1"
    codings = (
        "(SELECT id FROM coding WHERE document_id = ?1 UNION"
        f" SELECT row_id FROM {_old_rows('coding')} WHERE {_old('coding', 'document_id')} = ?1)"
    )
    yield f"SELECT 'memo', id FROM memo WHERE coding_id IN {codings}"
    yield f"SELECT 'memo', row_id FROM {_old_rows('memo')} WHERE {_old('memo', 'coding_id')} IN {codings}"


def _old_rows(table: str) -> str:
    return (
        "(SELECT row_id, before, columns FROM change JOIN row_shape ON row_shape.id = shape_id"
        f" WHERE table_name = '{table}' AND before IS NOT NULL)"
    )


def _old(table: str, column: str) -> str:
    """Return the SQL of a column of an old row; all shapes of these tables have it at the same place."""
    return f"json_extract(before, '$[{TRACKED[table].split().index(column)}]')"
