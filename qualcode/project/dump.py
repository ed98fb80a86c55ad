"""The state of a study as text, line by line: equal dumps mean equal studies."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qualcode.project.database import Database
from qualcode.project.schema import TRACKED

# Who worked here stays a fact when an action is undone, so coders are no part of the state.
LEFT_OUT = {"coder"}


def logical_dump(database: Database) -> Iterator[str]:
    """Yield one line per row of the tracked tables: the table's name and the row as JSON, by row number."""
    for table, columns in TRACKED.items():
        if table in LEFT_OUT:
            continue
        names = columns.split()
        listed = ", ".join(f'"{name}"' for name in names)
        for row in database.stream(f'SELECT {listed} FROM {table} ORDER BY "{names[0]}"'):
            yield f"{table} {json.dumps(row, ensure_ascii=False)}"
