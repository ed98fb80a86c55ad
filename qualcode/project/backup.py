"""A consistent copy of a project, also while it is open, verified before it counts as one."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from qualcode.errors import ProjectError
from qualcode.project.database import Database, clear_errors
from qualcode.project.schema import TRACKED


def copy_to(database: Database, target: Path) -> None:
    """Copy the project to a new file; raises `ProjectError` when the target is there or the copy is not sound."""
    if target.exists():
        raise ProjectError(f"{target} is there already; choose another name for the backup.")
    if not target.parent.is_dir():
        raise ProjectError(f"The folder {target.parent} does not exist; make it first.")
    draft = target.with_name(f".{target.name}.new")
    draft.unlink(missing_ok=True)
    try:
        with clear_errors(target), database.snapshot():
            copy = sqlite3.connect(draft, isolation_level=None)
            try:
                database.connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
                verify(database, Database(copy, target))
            finally:
                copy.close()
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def verify(original: Database, copy: Database) -> None:
    """Raise `ProjectError` unless the copy is sound and has as many rows of everything as the original."""
    sound = copy.value("PRAGMA integrity_check(1)") == "ok"
    for table in [*TRACKED, "action", "change"]:
        count = f"SELECT count(*) FROM {table}"
        if original.connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone() and original.value(count) != copy.value(count):
            sound = False
    if not sound:
        raise ProjectError(f"The copy {copy.path.name} is not sound; try another folder or disk.")
