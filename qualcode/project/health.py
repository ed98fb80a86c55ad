"""Whether a project file is sound: SQLite's own checks, and each invariant of the design."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

from qualcode.model import Finding
from qualcode.project.adding import sha256
from qualcode.project.database import Database
from qualcode.project.schema import TRACKED, statements

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def findings(database: Database) -> list[Finding]:
    """Return everything that is wrong; an empty list means that the file is sound."""
    found: list[Finding] = []
    for check in CHECKS:
        try:
            found.extend(check(database))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            found.append(Finding("file", database.path.name, f"cannot be read in full: {error}"))
        except Exception as error:
            found.append(Finding("file", database.path.name, str(error)))
    return found


def pages(database: Database) -> Iterator[Finding]:
    """Pages, indexes and constraints, by SQLite itself."""
    for (message,) in database.all("PRAGMA integrity_check"):
        if message != "ok":
            yield Finding("file", database.path.name, message)
    for table, row, parent, _ in database.all("PRAGMA foreign_key_check"):
        yield Finding("references", f"{table} {row}", f"refers to a {parent} that is not there")


def schema(database: Database) -> Iterator[Finding]:
    """Tables and triggers are those of this version: nothing is missing that keeps the history."""
    present = {sql for (sql,) in database.all("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    for statement in statements():
        if (
            statement.startswith("CREATE")
            and not statement.startswith("CREATE VIRTUAL")
            and statement not in present
        ):
            name = statement.split("(")[0].split(" BEGIN")[0].removeprefix("CREATE ").split("\n")[0]
            yield Finding("tables", name.strip(), "is missing or not as this version makes it")
    for name in foreign_programs(database):
        yield Finding("tables", f"trigger or view {name}", "does not belong to a qualcode project")


def foreign_programs(database: Database) -> list[str]:
    """Return the names of triggers and views that qualcode did not make; they could run at any change."""
    own = set(statements())
    rows = database.all("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    return [name for name, sql in rows if sql not in own]


def texts(database: Database) -> Iterator[Finding]:
    """A document's text is what was imported, with `\\n` line ends and no byte order mark."""
    for name in damaged_texts(database):
        yield Finding("text", name, "the text is not the one that was imported")
    for name, text in database.stream(
        "SELECT name, text FROM document JOIN document_text ON document_id = document.id"
    ):
        if "\r" in text or text.startswith("\ufeff"):
            yield Finding("text", name, "the text has foreign line ends or a byte order mark")
    for (name,) in database.all(
        "SELECT name FROM document WHERE id NOT IN (SELECT document_id FROM document_text)"
    ):
        yield Finding("text", name, "the document has no text")


def damaged_texts(database: Database) -> list[str]:
    """Return the names of documents whose stored text has another hash or length than at import."""
    return [
        name
        for name, characters, expected, text in database.stream(
            "SELECT name, characters, text_sha256, text FROM document"
            " JOIN document_text ON document_id = document.id"
        )
        if len(text) != characters or sha256(text) != expected
    ]


def spans(database: Database) -> Iterator[Finding]:
    """Every span is non-empty and inside its document; turns do not overlap."""
    for table in ("coding", "turn", "section", "time_mark", "layout", "memo"):
        empty = 'child."end" < child.start' if table == "time_mark" else 'child."end" <= child.start'
        for number, name, start, end in database.stream(
            f'SELECT child.id, document.name, start, "end" FROM {table} AS child'
            " JOIN document ON document.id = child.document_id"
            f' WHERE start IS NOT NULL AND ({empty} OR start < 0 OR "end" > characters)'
        ):
            yield Finding("spans", f"{table} {number}", f"{start}:{end} does not fit {name}")
    for number, name in database.all(
        "SELECT turn.id, document.name FROM turn JOIN document ON document.id = turn.document_id"
        " WHERE EXISTS (SELECT 1 FROM turn AS other WHERE other.document_id = turn.document_id"
        '  AND other.start < turn.start AND other."end" > turn.start)'
    ):
        yield Finding("spans", f"turn {number}", f"overlaps the turn before it in {name}")


def guids(database: Database) -> Iterator[Finding]:
    """Every row that leaves the file has a well-formed GUID."""
    for table, columns in TRACKED.items():
        if "guid" in columns.split():
            for number, guid in database.stream(f"SELECT id, guid FROM {table}"):
                if not GUID.fullmatch(guid):
                    yield Finding("guids", f"{table} {number}", f"“{guid}” is not a GUID")


def tree(database: Database) -> Iterator[Finding]:
    """No code stands under itself."""
    for (name,) in database.all(
        "WITH RECURSIVE tree (id) AS (SELECT id FROM code WHERE parent_id IS NULL"
        " UNION SELECT code.id FROM code JOIN tree ON code.parent_id = tree.id)"
        " SELECT name FROM code WHERE id NOT IN (SELECT id FROM tree)"
    ):
        yield Finding("codebook", name, "the code stands under itself")


def history(database: Database) -> Iterator[Finding]:
    """Every row came in by a recorded change, every action has its changes, and none is left open."""
    recorded = {
        table: inserted - deleted
        for table, inserted, deleted in database.all(
            "SELECT table_name, total(operation = 'insert'), total(operation = 'delete')"
            " FROM row_shape LEFT JOIN change ON shape_id = row_shape.id GROUP BY table_name"
        )
    }
    for table in TRACKED:
        rows = database.value(f"SELECT count(*) FROM {table}")
        if rows != recorded.get(table, 0):
            yield Finding(
                "history", table, f"{rows} rows, but the history tells of {int(recorded.get(table, 0))}"
            )
    for number, told, counted in database.all(
        "SELECT action.id, changes, (SELECT count(*) FROM change WHERE change.id >= first_change"
        " AND change.id < first_change + changes AND action_id = action.id) AS counted FROM action"
        " WHERE changes <> counted"
    ):
        yield Finding("history", f"action {number}", f"has {counted} changes instead of {told}")
    if database.value("SELECT count(*) FROM open_action"):
        yield Finding("history", "open action", "an action was left open", repairable=True)


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
    texts,
    spans,
    guids,
    tree,
    history,
    search_index,
]


def repair(database: Database) -> None:
    """Mend what can be derived anew: the search index, and an action that was left open."""
    with database.transaction():
        database.run("INSERT INTO document_search (document_search) VALUES ('rebuild')")
        database.run("DELETE FROM open_action")
