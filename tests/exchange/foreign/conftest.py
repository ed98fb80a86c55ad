"""Databases of other tools, made by their public schemas."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from foreign_schemas import Make

Rows = Iterable[Mapping[str, Any]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make a database by a schema, with rows by table."""

    def made(name: str, schema: str, **tables: Rows) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path)
        connection.executescript(schema)
        for table, rows in tables.items():
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
                )
        connection.commit()
        connection.close()
        return path

    return made
