"""The tables of a project file, and the triggers that write its history.

Every table in `TRACKED` has three triggers that put a row into `change` for each row inserted, updated or deleted,
under the action that is open. Without an open action `change.action_id` would be NULL, which the table refuses: so no
code path, not even SQL typed by hand, changes a study without leaving a trace. `reading_place` is no part of the study
(where a coder left off), so it has no history, and undo leaves it alone.

An inserted row is not copied (the row is its own after-image); of an updated or deleted row the whole old row is
kept, as a JSON array in the order of `row_shape.columns`. There are no REAL and no BLOB columns in tracked tables:
JSON would not carry them exactly.

`change.operation` is checked without `IN`: for that SQLite makes a table of the three words anew for every row, which
took more time than all else about writing a row of history.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

APPLICATION_ID = 0x71636F64  # "qcod"
SCHEMA_VERSION = 2

TABLES = """
CREATE TABLE project (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;

CREATE TABLE coder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    origin TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT,
    language TEXT,
    characters INTEGER NOT NULL,
    words INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    bytes_sha256 TEXT NOT NULL,
    imported TEXT NOT NULL,
    coder_id INTEGER NOT NULL REFERENCES coder
) STRICT;
CREATE INDEX document_text_sha256 ON document (text_sha256);
CREATE INDEX document_bytes_sha256 ON document (bytes_sha256);
CREATE INDEX document_name ON document (name);

CREATE TABLE document_text (
    document_id INTEGER PRIMARY KEY REFERENCES document,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE participant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> '')
) STRICT;

CREATE TABLE document_participant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document,
    participant_id INTEGER NOT NULL REFERENCES participant,
    UNIQUE (document_id, participant_id)
) STRICT;
CREATE INDEX document_participant_participant ON document_participant (participant_id);

CREATE TABLE speaker (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document,
    label TEXT NOT NULL,
    participant_id INTEGER REFERENCES participant,
    UNIQUE (document_id, label)
) STRICT;
CREATE INDEX speaker_participant ON speaker (participant_id);

CREATE TABLE turn (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    speaker_id INTEGER REFERENCES speaker,
    start_millisecond INTEGER,
    end_millisecond INTEGER
) STRICT;
CREATE INDEX turn_document ON turn (document_id, start);
CREATE INDEX turn_speaker ON turn (speaker_id);

CREATE TABLE section (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document,
    name TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start)
) STRICT;
CREATE INDEX section_document ON section (document_id, start);

CREATE TABLE time_mark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    millisecond INTEGER NOT NULL
) STRICT;
CREATE INDEX time_mark_document ON time_mark (document_id, start);

CREATE TABLE layout (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start)
) STRICT;
CREATE INDEX layout_document ON layout (document_id, start);

CREATE TABLE attribute (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    type TEXT NOT NULL CHECK (type IN ('text', 'integer', 'float', 'boolean', 'date', 'datetime')),
    of TEXT NOT NULL CHECK (of IN ('participant', 'document')),
    UNIQUE (of, name)
) STRICT;

CREATE TABLE attribute_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    attribute_id INTEGER NOT NULL REFERENCES attribute,
    participant_id INTEGER REFERENCES participant,
    document_id INTEGER REFERENCES document,
    value TEXT NOT NULL,
    CHECK ((participant_id IS NULL) <> (document_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX attribute_value_participant ON attribute_value (participant_id, attribute_id)
    WHERE participant_id IS NOT NULL;
CREATE UNIQUE INDEX attribute_value_document ON attribute_value (document_id, attribute_id)
    WHERE document_id IS NOT NULL;
CREATE INDEX attribute_value_attribute ON attribute_value (attribute_id);

CREATE TABLE code (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    parent_id INTEGER REFERENCES code,
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    colour TEXT NOT NULL CHECK (colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
    definition TEXT NOT NULL DEFAULT '',
    when_to_use TEXT NOT NULL DEFAULT '',
    when_not_to_use TEXT NOT NULL DEFAULT '',
    example TEXT NOT NULL DEFAULT '',
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;
CREATE INDEX code_parent ON code (parent_id, position);

CREATE TABLE coding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document,
    code_id INTEGER NOT NULL REFERENCES code,
    coder_id INTEGER NOT NULL REFERENCES coder,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    weight INTEGER CHECK (weight BETWEEN 0 AND 100),
    created TEXT NOT NULL
) STRICT;
CREATE INDEX coding_place ON coding (document_id, start, "end", code_id, coder_id);
CREATE INDEX coding_code ON coding (code_id, document_id);

CREATE TABLE memo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    coder_id INTEGER NOT NULL REFERENCES coder,
    document_id INTEGER REFERENCES document,
    participant_id INTEGER REFERENCES participant,
    code_id INTEGER REFERENCES code,
    coding_id INTEGER REFERENCES coding,
    start INTEGER,
    "end" INTEGER,
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    CHECK ((document_id IS NOT NULL) + (participant_id IS NOT NULL) + (code_id IS NOT NULL)
           + (coding_id IS NOT NULL) <= 1),
    CHECK ((start IS NULL) = ("end" IS NULL) AND (start IS NULL OR (document_id IS NOT NULL AND "end" > start)))
) STRICT;
CREATE INDEX memo_document ON memo (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX memo_participant ON memo (participant_id) WHERE participant_id IS NOT NULL;
CREATE INDEX memo_code ON memo (code_id) WHERE code_id IS NOT NULL;
CREATE INDEX memo_coding ON memo (coding_id) WHERE coding_id IS NOT NULL;

CREATE TABLE reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coder_id INTEGER NOT NULL REFERENCES coder,
    document_id INTEGER NOT NULL REFERENCES document,
    state TEXT NOT NULL CHECK (state IN ('assigned', 'in progress', 'complete')),
    changed TEXT NOT NULL,
    UNIQUE (coder_id, document_id)
) STRICT;
CREATE INDEX reading_document ON reading (document_id);

CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    guid TEXT NOT NULL UNIQUE,
    coder TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    reverses INTEGER REFERENCES action,
    first_change INTEGER NOT NULL,
    changes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX action_reverses ON action (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE row_shape (
    id INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    columns TEXT NOT NULL
) STRICT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    action_id INTEGER NOT NULL REFERENCES action,
    shape_id INTEGER NOT NULL REFERENCES row_shape,
    row_id INTEGER NOT NULL,
    operation TEXT NOT NULL CHECK (operation = 'insert' OR operation = 'update' OR operation = 'delete'),
    before TEXT
) STRICT;
CREATE INDEX change_before ON change (shape_id, row_id) WHERE before IS NOT NULL;

CREATE TABLE open_action (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    action_id INTEGER NOT NULL REFERENCES action
) STRICT;

CREATE VIRTUAL TABLE document_search USING fts5 (
    text, content = 'document_text', content_rowid = 'document_id',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
);
CREATE TRIGGER document_search_insert AFTER INSERT ON document_text BEGIN
    INSERT INTO document_search (rowid, text) VALUES (NEW.document_id, NEW.text);
END;
CREATE TRIGGER document_search_delete AFTER DELETE ON document_text BEGIN
    INSERT INTO document_search (document_search, rowid, text)
    VALUES ('delete', OLD.document_id, OLD.text);
END;

CREATE TRIGGER document_text_stays BEFORE UPDATE ON document_text BEGIN
    SELECT RAISE (ABORT, 'the text of a document never changes');
END;
CREATE TRIGGER coding_inside_text BEFORE INSERT ON coding
WHEN NEW."end" > (SELECT characters FROM document WHERE id = NEW.document_id) BEGIN
    SELECT RAISE (ABORT, 'a coding lies outside its document');
END;
CREATE TRIGGER coding_moved_inside_text BEFORE UPDATE OF start, "end", document_id ON coding
WHEN NEW."end" > (SELECT characters FROM document WHERE id = NEW.document_id) BEGIN
    SELECT RAISE (ABORT, 'a coding lies outside its document');
END;

CREATE TRIGGER action_is_history BEFORE UPDATE ON action
WHEN OLD.id IS NOT (SELECT action_id FROM open_action) BEGIN
    SELECT RAISE (ABORT, 'history is append-only');
END;
CREATE TRIGGER action_stays BEFORE DELETE ON action BEGIN
    SELECT RAISE (ABORT, 'history is append-only');
END;
CREATE TRIGGER change_is_history BEFORE UPDATE ON change BEGIN
    SELECT RAISE (ABORT, 'history is append-only');
END;
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN
    SELECT RAISE (ABORT, 'history is append-only');
END;
"""

READING_PLACES = """
CREATE TABLE reading_place (
    id INTEGER PRIMARY KEY,
    coder TEXT NOT NULL CHECK (coder <> ''),
    document_id INTEGER NOT NULL,
    cursor INTEGER NOT NULL CHECK (cursor >= 0),
    top INTEGER NOT NULL CHECK (top >= 0),
    seen TEXT NOT NULL,
    share REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
    at TEXT NOT NULL,
    UNIQUE (coder, document_id)
) STRICT;
"""
"""Came with version 2. It refers to no other table: a place outlives the undo of an import, and redo finds it again;
row numbers of documents are never given twice. A coder is known by name, for who only reads has no row yet.
"""

# In an order in which each table comes after those it refers to.
TRACKED: dict[str, str] = {
    "project": "id guid name created",
    "coder": "id guid name",
    "document": "id guid name origin format encoding language characters words text_sha256 bytes_sha256 "
    "imported coder_id",
    "document_text": "document_id text",
    "participant": "id guid name",
    "document_participant": "id document_id participant_id",
    "speaker": "id document_id label participant_id",
    "turn": "id document_id start end speaker_id start_millisecond end_millisecond",
    "section": "id document_id name start end",
    "time_mark": "id document_id start end millisecond",
    "layout": "id document_id start end",
    "attribute": "id guid name type of",
    "attribute_value": "id attribute_id participant_id document_id value",
    "code": "id guid parent_id position name colour definition when_to_use when_not_to_use example retired",
    "coding": "id guid document_id code_id coder_id start end weight created",
    "memo": "id guid coder_id document_id participant_id code_id coding_id start end text created modified",
    "reading": "id coder_id document_id state changed",
}


def statements() -> Iterator[str]:
    """Yield every statement that makes an empty project file."""
    yield from first_statements()
    yield from split_statements(READING_PLACES)


def first_statements() -> Iterator[str]:
    """Yield the statements of version 1."""
    yield from split_statements(TABLES)
    for number, (table, columns) in enumerate(TRACKED.items(), start=1):
        names = columns.split()
        yield (
            "INSERT INTO row_shape (id, table_name, columns) "
            f"VALUES ({number}, '{table}', '{json.dumps(names)}')"
        )
        yield from history_triggers(table, number, names)


def history_triggers(table: str, shape: int, columns: list[str]) -> Iterator[str]:
    """Yield the three triggers that record every change of `table`; the first column is its row number."""
    key = columns[0]
    before = "json_array(" + ", ".join(f'OLD."{column}"' for column in columns) + ")"
    record = "INSERT INTO change (action_id, shape_id, row_id, operation, before)"
    action = "(SELECT action_id FROM open_action)"
    for operation, row, image in (
        ("insert", f"NEW.{key}", "NULL"),
        ("update", f"OLD.{key}", before),
        ("delete", f"OLD.{key}", before),
    ):
        yield (
            f"CREATE TRIGGER {table}_{operation}_is_recorded AFTER {operation.upper()} ON {table} BEGIN\n"
            f"    {record} VALUES ({action}, {shape}, {row}, '{operation}', {image});\nEND"
        )


def split_statements(script: str) -> Iterator[str]:
    """Split a script at its blank lines and single-line statements; a trigger stays whole."""
    statement: list[str] = []
    for line in script.splitlines():
        if not line.strip():
            continue
        statement.append(line)
        inside_trigger = statement[0].startswith("CREATE TRIGGER") and line.strip() != "END;"
        if line.rstrip().endswith(";") and not inside_trigger:
            yield "\n".join(statement).rstrip(";")
            statement = []
