"""From one schema version to the next. sqlite-utils is imported only when there is something to migrate."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from qualcode.project.schema import (
    APPLICATION_ID,
    READING_PLACES,
    SCHEMA_VERSION,
    first_statements,
    split_statements,
)

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file behind the connection to `SCHEMA_VERSION`, each step in a transaction of its own."""
    from sqlite_utils import Database

    database = Database(connection)
    all_migrations().apply(database)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def all_migrations() -> Migrations:
    """Return the steps in order. A step that has been released is never edited; a new one is added below."""
    from sqlite_utils import Migrations

    migrations = Migrations("qualcode")

    @migrations(name="1 first tables")
    def _first(database: Database) -> None:
        for statement in first_statements():
            database.execute(statement)

    @migrations(name="2 where each coder left off")
    def _second(database: Database) -> None:
        for statement in split_statements(READING_PLACES):
            database.execute(statement)

    return migrations
