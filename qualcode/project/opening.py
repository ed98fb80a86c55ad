"""Opening and making a project file. What is no sound project of this version is refused and left untouched."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.errors import ProjectError
from qualcode.project.backup import copy_to
from qualcode.project.database import Database, clear_errors, damaged
from qualcode.project.location import is_network
from qualcode.project.schema import APPLICATION_ID, SCHEMA_VERSION

MAGIC = b"SQLite format 3\x00"
HEADER_LENGTH = 100
BUSY_MILLISECONDS = 10_000
# Files up to this size are checked page by page whenever they are opened; larger ones only by `qualcode check`.
CHECKED_ON_OPENING = 64 * 1024 * 1024


@contextmanager
def making(path: Path) -> Iterator[Database]:
    """Make a project file: what the block writes is its first content, and it appears complete or not at all.

    Raises `ProjectError` when something is there already, or nothing can be written there.
    """
    from qualcode.project.migrations import migrate

    if path.exists():
        raise ProjectError(f"{path} is there already; choose another name, or open it.")
    if not path.parent.is_dir():
        raise ProjectError(f"The folder {path.parent} does not exist; make it first.")
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    try:
        with clear_errors(path):
            connection = sqlite3.connect(draft, isolation_level=None)
            try:
                migrate(connection)
            finally:
                connection.close()
        database = connect(draft)
        database.path = path
        try:
            yield database
        finally:
            close(database)
        os.rename(draft, path)
    finally:
        for left in ("", "-journal", "-wal", "-shm"):
            path.with_name(draft.name + left).unlink(missing_ok=True)


def open_file(path: Path) -> Database:
    """Open a project file, bringing an older schema to the present one (after a backup).

    Raises `ProjectError` when it is missing, no project, made by a newer version, damaged, or busy.
    """
    version = check_header(path)
    database = connect(path)
    try:
        if version < SCHEMA_VERSION:
            upgrade(database, version)
        check_content(database)
    except BaseException:
        database.connection.close()
        raise
    return database


def connect(path: Path) -> Database:
    """Connect to an existing file. Nothing is written until the first action."""
    with clear_errors(path):
        uri = path.resolve().as_uri()
        mode = "rw" if os.access(path, os.W_OK) else "ro"
        connection = sqlite3.connect(f"{uri}?mode={mode}", uri=True, isolation_level=None)
        for pragma in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "synchronous = FULL",
            "cache_size = -32000",
        ):
            connection.execute(f"PRAGMA {pragma}")
    database = Database(connection, path)
    database.before_first_write(prepare_writing)
    return database


def prepare_writing(database: Database) -> None:
    """Write ahead from here on, where the file system allows; `close` makes it one plain file again."""
    if not is_network(database.path.resolve().parent):
        database.value("PRAGMA journal_mode = WAL")


def close(database: Database) -> None:
    """Close the file as one plain file, unless another program has it open still."""
    connection = database.connection
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error:
        # Someone else is in it, or it is read-only: the last one to close makes it plain.
        pass
    finally:
        connection.close()


def check_header(path: Path) -> int:
    """Return the schema version in a file's header; raises `ProjectError` for what is no sound project."""
    if path.is_dir():
        raise ProjectError(f"{path} is a folder, not a project file.")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(HEADER_LENGTH)
    except FileNotFoundError:
        raise ProjectError(f"There is no project {path}; `qualcode new {path}` makes one.") from None
    except OSError as error:
        raise ProjectError(f"{path.name} cannot be read: {error.strerror}.") from None
    if size == 0:
        raise ProjectError(f"{path.name} is empty, not a qualcode project; restore a backup.")
    if header[: len(MAGIC)] != MAGIC[: len(header)]:
        raise ProjectError(f"{path.name} is not a qualcode project.")
    if len(header) < HEADER_LENGTH:
        raise damaged(path)
    return check_header_fields(path, header, size)


def check_header_fields(path: Path, header: bytes, size: int) -> int:
    """Check length, owner and version as the header of a SQLite file states them; return the version.

    The fields are described at sqlite.org/fileformat2.html, section 1.3.
    """

    def number(offset: int, length: int = 4) -> int:
        return int.from_bytes(header[offset : offset + length], "big")

    page_size = number(16, 2) if number(16, 2) != 1 else 65536
    pages, change_counter, valid_for = number(28), number(24), number(92)
    unfinished = any(Path(f"{path}{suffix}").exists() for suffix in ("-wal", "-journal"))
    if page_size < 512 or page_size & (page_size - 1):
        raise damaged(path)
    if not unfinished and change_counter == valid_for and size != pages * page_size:
        raise damaged(path)
    application, version = number(68), number(60)
    if application != APPLICATION_ID:
        raise ProjectError(f"{path.name} is a database of another program, not a qualcode project.")
    if version > SCHEMA_VERSION:
        raise ProjectError(
            f"{path.name} was made by a newer version of qualcode; update qualcode to open it."
        )
    return version


def check_content(database: Database) -> None:
    """Raise `ProjectError` when pages or texts are damaged; large files get only a look at the tables."""
    from qualcode.project.parts import foreign_programs, missing_parts, name_of
    from qualcode.project.rules import damaged_texts, tree

    with clear_errors(database.path):
        try:
            if foreign_programs(database):
                raise ProjectError(
                    f"{database.path.name} holds triggers or views that qualcode did not make; it was not opened."
                )
            if missing := missing_parts(database):
                raise ProjectError(
                    f"{database.path.name} was changed by another program and not opened: it lacks the"
                    f" {name_of(missing[0])}; `qualcode check {database.path.name} --repair` mends what can be mended."
                )
            # The full-text index is kept by triggers, which SQLite runs only in a schema that is trusted.
            database.run("PRAGMA trusted_schema = ON")
            if not database.value("SELECT count(*) FROM project") or database.value(
                "SELECT count(*) FROM open_action"
            ):
                raise damaged(database.path)
            if database.path.stat().st_size <= CHECKED_ON_OPENING and (
                database.value("PRAGMA quick_check(1)") != "ok"
                or database.first("PRAGMA foreign_key_check")
                or damaged_texts(database)
                or any(tree(database))
            ):
                raise damaged(database.path)
        except sqlite3.OperationalError as error:
            # A broken page of the schema shows up as a missing table or a syntax error.
            raise damaged(database.path) from error


def upgrade(database: Database, version: int) -> None:
    """Back up a file of an older schema beside it, then migrate it."""
    from qualcode.project.migrations import migrate

    path = database.path
    if not os.access(path, os.W_OK):
        raise ProjectError(
            f"{path.name} was made by an older version and must be upgraded, but it is write-protected;"
            " open a copy of it that may be written to."
        )
    kept = path.with_name(f"{path.stem}.before-upgrade-from-{version}{path.suffix}")
    if not kept.exists():
        if shutil.disk_usage(path.parent).free < path.stat().st_size * 2:
            raise ProjectError(f"{path.name} must be upgraded, but the disk has no room for a backup first.")
        copy_to(database, kept)
    with clear_errors(path):
        migrate(database.connection)
