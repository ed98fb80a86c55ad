"""The one place that opens another tool's SQLite file: read-only, distrusted, with limits.

Readers ask for tables, columns and rows by name; what SQLite says stays here. A file is opened as it lies there and
nothing is written beside it (`immutable`): one whose last changes are still in a log beside it is refused, since
they would be missing. Views and virtual tables are never read, and no function that a file names is run.
Source: https://www.sqlite.org/security.html, "Untrusted SQLite Database Files".
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import ReadingError
from qualcode.text.visible import visible

Cell = str | int | float | bytes | None

BEGINNING = b"SQLite format 3\0"
MOST_BYTES = 1 << 30  # of the file
LONGEST_CELL = 32 << 20  # bytes
MOST_TEXT = 80_000_000  # code points of everything that is read
MOST_ROWS = 2_000_000  # of one table
MOST_TABLES = 2_000
MOST_STEPS = 2_000_000_000  # of SQLite's machine for one statement: some minutes
STEPS_BETWEEN_LOOKS = 100_000

_VIRTUAL = re.compile(r"\s*CREATE\s+VIRTUAL\b", re.I)
_WITHOUT_ROWID = re.compile(r"\bWITHOUT\s+ROWID\b", re.I)
_NO_DAMAGE = ("ok", "NULL value in", "CHECK constraint failed", "NUMERIC value in", "TEXT value in", "non-")
_ALLOWED_PRAGMAS = frozenset({"table_info", "quick_check"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row by column name in lower case; a column that the file lacks reads as empty."""

    number: int  # SQLite's row number; the place in the table where it keeps none
    cells: dict[str, Cell]

    def text(self, column: str) -> str:
        """A cell as text, with nothing stripped; empty for NULL."""
        cell = self.cells.get(column)
        if cell is None:
            return ""
        if isinstance(cell, bytes):
            return cell.decode("utf-8", "replace")
        if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1 << 53:
            return str(int(cell))
        return str(cell)

    def whole(self, column: str) -> int | None:
        """A cell as a whole number; None for everything that is none, also for 1.5 and for words."""
        cell = self.cells.get(column)
        if isinstance(cell, int):
            return cell
        if isinstance(cell, float):
            return int(cell) if cell.is_integer() else None
        if isinstance(cell, str) and len(cell) <= 20 and re.fullmatch(r"\s*-?[0-9]+(\.0*)?\s*", cell):
            return int(float(cell)) if "." in cell else int(cell)
        return None

    def key(self, column: str) -> str | None:
        """A cell as the key of a row: its whole number; None where there is none."""
        number = self.whole(column)
        return None if number is None else str(number)


@dataclass(slots=True)
class ForeignDatabase:
    """Another tool's database, open for reading inside `opened`."""

    name: str
    _connection: sqlite3.Connection
    damaged_texts: int = 0  # texts with bytes that are no UTF-8, read with U+FFFD in their place
    _tables: dict[str, tuple[str, bool]] = field(default_factory=dict)  # lower case → (as written, has rowid)
    _characters: int = 0
    _looks: int = 0  # how often SQLite was looked after in this statement

    @property
    def tables(self) -> frozenset[str]:
        """The names of the ordinary tables, in lower case; no views, no virtual tables."""
        return frozenset(self._tables)

    def columns(self, table: str) -> frozenset[str]:
        """The names of a table's stored columns, in lower case; of none where the table is missing."""
        if table.lower() not in self._tables:
            return frozenset()
        name = _quoted(self._tables[table.lower()][0])
        return frozenset(str(row[1]).lower() for row in self._run(f"PRAGMA table_info({name})", MOST_TABLES))

    def rows(self, table: str, *columns: str) -> Iterator[Row]:
        """Yield the rows of a table, in its order, with those of these columns that it has.

        Raises `ReadingError` when there are more rows or more text than is taken from a file.
        """
        there = self.columns(table)
        wanted = [column for column in columns if column.lower() in there]
        if not wanted:
            return
        name, has_number = self._tables[table.lower()]
        listed = ", ".join([*(["_rowid_"] if has_number else []), *map(_quoted, wanted)])
        query = f"SELECT {listed} FROM main.{_quoted(name)} NOT INDEXED"
        names = [column.lower() for column in wanted]
        for place, cells in enumerate(self._run(query, MOST_ROWS), start=1):
            number, values = (cells[0], cells[1:]) if has_number else (place, cells)
            self._characters += sum(len(cell) for cell in values if isinstance(cell, str | bytes))
            if self._characters > MOST_TEXT:
                raise ReadingError(
                    f"{self.name} holds more than {MOST_TEXT:,} characters of text, more than is read "
                    "from one file; divide the study there."
                )
            yield Row(number if isinstance(number, int) else place, dict(zip(names, values, strict=True)))

    def _run(self, query: str, most: int) -> Iterator[tuple[Cell, ...]]:
        self._looks = 0
        for number, row in enumerate(self._connection.execute(query)):
            if number >= most:
                raise ReadingError(f"{self.name} has a table of more than {most:,} rows: more than is read.")
            yield row

    def _is_too_much(self) -> bool:
        """Count the steps of SQLite itself, not the time: what is done with a row may take as long as it likes."""
        self._looks += 1
        return self._looks * STEPS_BETWEEN_LOOKS > MOST_STEPS

    def _decoded(self, stored: bytes) -> str:
        try:
            return stored.decode("utf-8")
        except UnicodeDecodeError:
            self.damaged_texts += 1
            return stored.decode("utf-8", "replace")

    def _learn_tables(self) -> None:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        for name, sql in self._run(query, MOST_TABLES):
            if isinstance(name, str) and isinstance(sql, str) and not _VIRTUAL.match(sql):
                self._tables[name.lower()] = (name, not _WITHOUT_ROWID.search(sql))

    def _check(self) -> None:
        for (told,) in self._run("PRAGMA quick_check(50)", MOST_TABLES):
            if not str(told).startswith(_NO_DAMAGE):
                raise _damaged(self.name)


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite files do."""
    try:
        with path.open("rb") as file:
            return file.read(len(BEGINNING)) == BEGINNING
    except OSError as wrong:
        raise ReadingError(f"{visible(path.name)} cannot be read: {wrong.strerror or wrong}.") from wrong


@contextmanager
def opened(path: Path, *, checked: bool = True) -> Iterator[ForeignDatabase]:
    """Open another tool's SQLite file for reading, while the block lasts; `checked`: after a look at every page.

    Raises `ReadingError` when it is none, too large, damaged, or has changes in a log beside it.
    """
    _refuse_unfit(path)
    connection: sqlite3.Connection | None = None
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
        database = ForeignDatabase(visible(path.name), connection)
        _distrust(connection, database)
        database._learn_tables()
        if checked:
            database._check()
        yield database
    except (
        sqlite3.Error,
        sqlite3.Warning,
        OverflowError,
        UnicodeDecodeError,
    ) as wrong:  # also in names of columns
        raise _damaged(visible(path.name)) from wrong
    finally:
        if connection is not None:
            connection.close()


def _distrust(connection: sqlite3.Connection, database: ForeignDatabase) -> None:
    for setting in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_CELL)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.text_factory = database._decoded
    connection.set_progress_handler(database._is_too_much, STEPS_BETWEEN_LOOKS)
    connection.set_authorizer(_only_reading)


def _only_reading(
    action: int, first: str | None, second: str | None, base: str | None, within: str | None
) -> int:
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) and within is None:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _ALLOWED_PRAGMAS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _refuse_unfit(path: Path) -> None:
    name = visible(path.name)
    if not path.is_file():
        raise ReadingError(f"{name} is not here, or is no file; look at its name and folder.")
    if not is_database(path):
        raise ReadingError(f"{name} is no SQLite database, as the project files of these tools are.")
    if path.stat().st_size > MOST_BYTES:
        raise ReadingError(f"{name} is larger than {MOST_BYTES >> 20:,} MB, more than is read.")
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.is_file() and beside.stat().st_size and _has_content(beside):
            raise ReadingError(
                f"{name} is open in its own tool, or was not closed there: the last changes are in "
                f"{visible(beside.name)}. Close the project there and import it again."
            )


def _has_content(log: Path) -> bool:
    """Whether a log holds anything: a journal that is kept after use begins with zeros."""
    with log.open("rb") as file:
        return any(file.read(28))


def _damaged(name: str) -> ReadingError:
    return ReadingError(
        f"{name} is damaged, or no project file of its tool: it cannot be read whole. "
        "Open it in its own tool and save a copy, or use a backup."
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
