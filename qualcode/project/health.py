"""Whether a project file is sound, and what of it can be mended."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

from qualcode.model import Finding
from qualcode.project import rules
from qualcode.project.database import Database
from qualcode.project.parts import (
    can_be_made_anew,
    foreign_programs,
    kind_and_name,
    missing_parts,
    name_of,
)
from qualcode.project.schema import TRACKED
from qualcode.text.quotes import shortened

REFUSED_VALUE = re.compile(r"(?:CHECK|NOT NULL) constraint failed in (\w+)|NULL value in (\w+)\..*")
REASON = 120  # characters
UNTRACKED = {"action": "coder at kind summary", "reading_place": "coder cursor top seen share at"}
# What has a text or numbers by the thousand is read by the rules themselves.
READ_BY_RULES = {"document_text", "coding", "turn", "time_mark", "layout"}


def findings(database: Database) -> list[Finding]:
    """Return everything that is wrong; an empty list means that the file is sound."""
    found: list[Finding] = []
    for check in CHECKS:
        try:
            found.extend(check(database))
        except Exception as error:
            # Whatever a broken file does to a check is itself a finding.
            reason = f"cannot be read in full: {shortened(str(error.__cause__ or error), REASON)}"
            found.append(Finding("file", database.path.name, reason))
    return list(dict.fromkeys(found))


def pages(database: Database) -> Iterator[Finding]:
    """Pages, indexes and constraints, by SQLite itself."""
    for (message,) in database.all("PRAGMA integrity_check"):
        if refused := REFUSED_VALUE.fullmatch(message):
            yield Finding("values", refused[1] or refused[2], "holds a value that is not allowed there")
        elif message != "ok":
            yield Finding("file", database.path.name, f"is damaged: {' '.join(message.split())}")
    for table, row, parent, _ in database.all("PRAGMA foreign_key_check"):
        yield Finding("references", f"{table} {row}", f"refers to a row of {parent} that is not there")


def schema(database: Database) -> Iterator[Finding]:
    """Tables, indexes and triggers are those of this version: nothing is missing that keeps the history."""
    for statement in missing_parts(database):
        yield Finding(
            "tables",
            name_of(statement),
            "is missing or not as this version makes it",
            repairable=can_be_made_anew(statement),
        )
    for kind, name in foreign_programs(database):
        yield Finding("tables", f"{kind} {name}", "does not belong to a qualcode project", repairable=True)


def readable(database: Database) -> Iterator[Finding]:
    """Every text can be read as UTF-8."""
    for table, columns in {**TRACKED, **UNTRACKED}.items():
        if table in READ_BY_RULES:
            continue
        listed = ", ".join(f'"{column}"' for column in columns.split())
        for _ in database.stream(f"SELECT {listed} FROM {table}"):
            pass  # reading is the check: what cannot be read raises
    yield from ()


def search_index(database: Database) -> Iterator[Finding]:
    """The full-text index says what the texts say."""
    connection = database.connection
    connection.execute("BEGIN")
    try:
        # FTS5 takes its commands as inserts; this one changes nothing.
        connection.execute(
            "INSERT INTO document_search (document_search, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError as error:
        if "readonly" not in str(error):
            yield Finding("search", "full-text index", "does not match the texts", repairable=True)
    finally:
        connection.rollback()


CHECKS: list[Callable[[Database], Iterator[Finding]]] = [
    pages,
    schema,
    readable,
    *rules.ALL,
    search_index,
]


def repair(database: Database) -> None:
    """Mend what can be made anew: indexes, triggers, the search index; and end an action that was left open."""
    with database.transaction():
        for kind, name in foreign_programs(database):
            database.run(f"DROP {kind} {quoted(name)}")
        for statement in missing_parts(database):
            if can_be_made_anew(statement):
                make_anew(database, statement)
        database.run("INSERT INTO document_search (document_search) VALUES ('rebuild')")
        database.run("DELETE FROM open_action")


def make_anew(database: Database, statement: str) -> None:
    """Make an index, a trigger or the search index as this version makes it, whatever stands in its place."""
    kind, name = kind_and_name(statement)
    database.run(f"DROP {kind.removeprefix('VIRTUAL ')} IF EXISTS {quoted(name)}")
    database.run(statement)


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever signs are in it."""
    return '"' + name.replace('"', '""') + '"'
