"""The one place where SQL meets Python's sqlite3: plain verbs, and errors in the researcher's words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from qualcode.errors import InvalidValue, ProjectError

Row = tuple[Any, ...]
# SQLite's own 2 MB made an import of a million codings three times slower.
BULK_CACHE_KILOBYTES = 160_000


class Database:
    """A connection to a project file. Nothing commits by itself: see `transaction`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._before_first_write: Callable[[Database], None] | None = None

    def before_first_write(self, prepare: Callable[[Database], None]) -> None:
        """Have something done once, before the first transaction."""
        self._before_first_write = prepare

    def all(self, sql: str, *parameters: Any) -> list[Row]:
        """Return all rows of a query."""
        with clear_errors(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def first(self, sql: str, *parameters: Any) -> Row | None:
        """Return the first row of a query, or None."""
        with clear_errors(self.path):
            row: Row | None = self.connection.execute(sql, parameters).fetchone()
            return row

    def value(self, sql: str, *parameters: Any) -> Any:
        """Return the first column of the first row, or None."""
        row = self.first(sql, *parameters)
        return row[0] if row else None

    def stream(self, sql: str, *parameters: Any) -> Iterator[Row]:
        """Yield the rows of a query without holding them all in memory."""
        with clear_errors(self.path):
            # Chained, so that a reader that ends early after the file was closed does not ask the cursor to close.
            yield from chain(self.connection.execute(sql, parameters))

    def run(self, sql: str, *parameters: Any) -> int:
        """Run one statement; return the row number it inserted (meaningless for others)."""
        with clear_errors(self.path):
            return self.connection.execute(sql, parameters).lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Run one statement for many rows, streamed; return how many rows it changed."""
        with clear_errors(self.path):
            return self.connection.executemany(sql, rows).rowcount

    def insert_at_once(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Insert rows, streamed, by one statement (`bulk.py` says why that is faster); return how many."""
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" for _ in columns)
        self.run(f"CREATE TEMP TABLE waiting ({names})")
        try:
            self.run_many(f"INSERT INTO temp.waiting VALUES ({marks})", rows)
            return self.run_many(
                f"INSERT INTO {table} ({names}) SELECT {names} FROM temp.waiting ORDER BY rowid", [()]
            )
        finally:
            self.run("DROP TABLE temp.waiting")

    def insert_numbers(
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[int | None]]
    ) -> None:
        """Insert rows of whole numbers by one statement, several times faster than one statement a row."""
        names = ", ".join(f'"{column}"' for column in columns)
        fields = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(columns)))
        self.run(f"INSERT INTO {table} ({names}) SELECT {fields} FROM json_each(?)", json.dumps(rows))

    @contextmanager
    def transaction(self, *, prepared: bool = True) -> Iterator[None]:
        """All or nothing: commit at the end of the block, roll back when it raises.

        One that is not `prepared` leaves what is to be done before the first transaction to the next.
        """
        if self._before_first_write and prepared:
            self._before_first_write(self)
            self._before_first_write = None
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.rollback()
            if isinstance(error, sqlite3.IntegrityError) and "FOREIGN KEY" in str(error):
                raise InvalidValue(
                    "What this belongs to was removed by another program in the meantime; look again."
                ) from error
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the file throughout the block, whatever other programs write meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            self.value("SELECT 1 FROM sqlite_master")  # a transaction begins with its first reading
            yield
        finally:
            self.run("COMMIT")

    @contextmanager
    def roomy_cache(self) -> Iterator[None]:
        """A page cache with room for the indexes of a million codings, while much is written."""
        usual = self.value("PRAGMA cache_size")
        self.run(f"PRAGMA cache_size = -{BULK_CACHE_KILOBYTES}")
        try:
            yield
        finally:
            self.run(f"PRAGMA cache_size = {usual}")

    @contextmanager
    def part_of_transaction(self, *, keep: bool = True) -> Iterator[None]:
        """A part of a transaction that is all or nothing in itself; without `keep` it is always taken back."""
        self.run("SAVEPOINT part")
        kept = False
        try:
            yield
            kept = keep
        finally:
            if self.connection.in_transaction:
                if not kept:
                    self.run("ROLLBACK TO part")
                self.run("RELEASE part")


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file (not about our own mistakes) into a `ProjectError`.

    Texts and numbers that no file can hold raise `InvalidValue`.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise ProjectError(
                f"{path.name} is being changed by another program just now; try again in a moment."
            ) from error
        if "readonly" in text or "unable to open" in text:
            raise ProjectError(
                f"{path.name} cannot be written to: check the permissions of the file and its folder."
            ) from error
        if "disk is full" in text or "disk I/O" in text:
            raise ProjectError(f"{path.name} could not be written: the disk is full or failing.") from error
        if "UTF-8" in text:
            raise damaged(path) from error
        raise
    except UnicodeEncodeError as error:
        raise InvalidValue("A text holds half a character, which no file can keep; type it again.") from error
    except OverflowError as error:
        raise InvalidValue("A number is too large for a project file.") from error
    except sqlite3.DatabaseError as error:
        if "malformed" in str(error) or "not a database" in str(error):
            raise damaged(path) from error
        raise


def damaged(path: Path) -> ProjectError:
    """Return the error for a file whose content is broken."""
    return ProjectError(
        f"{path.name} is damaged and was left untouched; restore your latest backup "
        f"(`qualcode check {path.name}` tells what is wrong)."
    )
