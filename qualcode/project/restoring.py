"""The study as it was at a point of its history: every row touched since then is put back as it was, once.

Only the first change of a row since then matters: a row that came with it was not there, and any other is kept in the
history as it was before. So going back to and fro costs what the study holds, not what was ever done to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from qualcode.project.database import Database

# Rows are first taken away and then put back, so that two that exchanged their names do not get in each other's way.
FIRST_CHANGES = """
CREATE TEMP TABLE put_back AS
SELECT shape_id, change.row_id, change.id AS change_id FROM change
JOIN (
    SELECT min(change.id) AS first FROM change JOIN row_shape ON row_shape.id = shape_id
    WHERE change.id BETWEEN ? AND ? AND table_name <> ? GROUP BY table_name, row_id
) ON first = change.id
"""


def put_back(database: Database, first: int, last: int, *, leave: str) -> int:
    """Put the rows that the changes from `first` to `last` touched back as they were before, but for one table.

    Returns how many rows were other than they had been. References among rows must be checked at the end of the
    transaction alone (`defer_foreign_keys`).
    """
    database.run(FIRST_CHANGES, first, last, leave)
    try:
        shapes = list(_shapes(database))
        for shape, table, columns in shapes:
            _leave_what_is_the_same(database, shape, table, columns)
        found: int = database.value("SELECT count(*) FROM temp.put_back")
        for shape, table, columns in shapes:
            database.run(
                f'DELETE FROM {table} WHERE "{columns[0]}" IN (SELECT row_id FROM temp.put_back WHERE shape_id = ?)',
                shape,
            )
        for shape, table, columns in shapes:
            database.insert_at_once(table, columns, _old_rows(database, shape))
        return found
    finally:
        database.run("DROP TABLE temp.put_back")


def _shapes(database: Database) -> Iterator[tuple[int, str, list[str]]]:
    for shape, table, columns in database.all(
        "SELECT id, table_name, columns FROM row_shape WHERE id IN (SELECT shape_id FROM temp.put_back) ORDER BY id"
    ):
        yield shape, table, json.loads(columns)


def _leave_what_is_the_same(database: Database, shape: int, table: str, columns: list[str]) -> None:
    """Strike out the rows that are as they were, so that the history does not tell of them."""
    key = columns[0]
    named = ", ".join(f'now."{column}"' for column in columns)
    database.run(
        "DELETE FROM temp.put_back WHERE shape_id = ?1 AND change_id IN ("
        " SELECT change_id FROM temp.put_back AS row JOIN change ON change.id = change_id"
        f' LEFT JOIN {table} AS now ON now."{key}" = row.row_id'
        f' WHERE row.shape_id = ?1 AND CASE WHEN now."{key}" IS NULL THEN change.before IS NULL'
        f" ELSE change.before = json_array({named}) END)",
        shape,
    )


def _old_rows(database: Database, shape: int) -> Iterator[list[object]]:
    for (before,) in database.stream(
        "SELECT before FROM temp.put_back JOIN change ON change.id = change_id"
        " WHERE put_back.shape_id = ? AND before IS NOT NULL ORDER BY put_back.row_id",
        shape,
    ):
        yield json.loads(before)
