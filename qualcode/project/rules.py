"""The invariants of the design, each as a check of what a project file holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from qualcode.errors import InvalidValue
from qualcode.model import Attribute, AttributeType, Finding
from qualcode.project.adding import sha256
from qualcode.project.attributes import canonical
from qualcode.project.database import Database
from qualcode.project.guids import is_guid
from qualcode.project.schema import TRACKED
from qualcode.text.wording import counted

MOMENT = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9].[0-9][0-9][0-9]Z"
MOMENTS = (
    ("project", "created"), ("document", "imported"), ("coding", "created"), ("memo", "created"),
    ("memo", "modified"), ("reading", "changed"), ("action", "at"), ("reading_place", "at"),
)  # fmt: skip


def texts(database: Database) -> Iterator[Finding]:
    """A document's text is what was imported, with `\\n` line ends and no byte order mark."""
    for name in damaged_texts(database):
        yield Finding("text", name, "the text is missing or not the one that was imported")
    for name, text in database.stream(
        "SELECT name, text FROM document JOIN document_text ON document_id = document.id"
    ):
        if "\r" in text or text.startswith("\ufeff"):
            yield Finding("text", name, "the text has foreign line ends or a byte order mark")


def damaged_texts(database: Database) -> list[str]:
    """Return the names of documents whose text is missing, or has another hash or length than at import."""
    return [
        name
        for name, characters, expected, text in database.stream(
            "SELECT name, characters, text_sha256, text FROM document"
            " LEFT JOIN document_text ON document_id = document.id"
        )
        if text is None or len(text) != characters or sha256(text) != expected
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
                if not is_guid(guid):
                    yield Finding("guids", f"{table} {number}", f"“{guid}” is not a GUID")


def tree(database: Database) -> Iterator[Finding]:
    """No code stands under itself."""
    for (name,) in database.all(
        "WITH RECURSIVE tree (id) AS (SELECT id FROM code WHERE parent_id IS NULL"
        " UNION SELECT code.id FROM code JOIN tree ON code.parent_id = tree.id)"
        " SELECT name FROM code WHERE id NOT IN (SELECT id FROM tree)"
    ):
        yield Finding("codebook", name, "the code stands under itself")


def names(database: Database) -> Iterator[Finding]:
    """The study has a name."""
    if not database.value("SELECT count(*) FROM project WHERE trim(name) <> ''"):
        yield Finding("project", "the study", "has no name")


def attributes(database: Database) -> Iterator[Finding]:
    """Every value is of its attribute's type, in the spelling in which such values are kept."""
    for number, value, place, guid, name, kind, of in database.stream(
        "SELECT attribute_value.id, value, attribute.id, guid, name, type, of FROM attribute_value"
        " JOIN attribute ON attribute.id = attribute_id WHERE type <> 'text'"
    ):
        attribute = Attribute(place, guid, name, AttributeType(kind), of)
        try:
            fits = canonical(attribute, value) == value
        except InvalidValue:
            fits = False
        if not fits:
            yield Finding(
                "attributes", f"attribute_value {number}", f"“{value}” does not fit {attribute.name}"
            )


def moments(database: Database) -> Iterator[Finding]:
    """Every moment is one, in the spelling in which moments are kept."""
    for table, column in MOMENTS:
        for number, moment in database.stream(
            f"SELECT id, {column} FROM {table} WHERE {column} NOT GLOB '{MOMENT}'"
        ):
            yield Finding("moments", f"{table} {number}", f"“{moment}” under {column} is no moment")


def old_rows(database: Database) -> Iterator[Finding]:
    """What the history keeps of changed and removed rows can be put back."""
    known = {(table, json.dumps(columns.split())) for table, columns in TRACKED.items()}
    for table, columns in sorted(known - set(database.all("SELECT table_name, columns FROM row_shape"))):
        yield Finding("history", f"row_shape of {table}", f"does not tell the columns {columns}")
    for (number,) in database.stream(
        "SELECT id FROM change WHERE CASE WHEN before IS NULL THEN operation <> 'insert'"
        " WHEN operation = 'insert' OR NOT json_valid(before) THEN 1 ELSE json_array_length(before) <>"
        "  (SELECT json_array_length(columns) FROM row_shape WHERE row_shape.id = shape_id) END"
    ):
        yield Finding("history", f"change {number}", "what was there before cannot be put back")


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
                "history",
                table,
                f"{counted(rows, 'row')}, but the history tells of {int(recorded.get(table, 0))}",
            )
    for number, told, found in database.all(
        "SELECT action.id, changes, (SELECT count(*) FROM change WHERE change.id >= first_change"
        " AND change.id < first_change + changes AND action_id = action.id) AS counted FROM action"
        " WHERE changes <> counted"
    ):
        yield Finding("history", f"action {number}", f"has {counted(found, 'change')} instead of {told}")
    if database.value("SELECT count(*) FROM open_action"):
        yield Finding("history", "open action", "an action was left open", repairable=True)


ALL: list[Callable[[Database], Iterator[Finding]]] = [
    names,
    texts,
    spans,
    guids,
    tree,
    attributes,
    moments,
    history,
    old_rows,
]
