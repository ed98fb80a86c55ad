"""Tables, indexes and triggers of a file, compared with those that qualcode makes."""

from __future__ import annotations

import re

from qualcode.project.database import Database
from qualcode.project.schema import statements

KIND_AND_NAME = re.compile(r"CREATE (?:UNIQUE )?(VIRTUAL TABLE|TABLE|INDEX|TRIGGER) (\w+)")
# What holds the study itself; all else can be made anew from it.
NOT_MADE_ANEW = "TABLE"


def missing_parts(database: Database) -> list[str]:
    """Return the statements that would make what is missing; an index or trigger that is another is missing, too.

    Tables are known by their names: in a file that was brought up to date their SQL is not what a new one has.
    """
    rows = database.all("SELECT type, name, sql FROM sqlite_master")
    tables = {name for kind, name, _ in rows if kind == "table"}
    others = {sql for kind, _, sql in rows if kind != "table"}
    return [
        sql
        for sql in statements()
        if sql.startswith("CREATE")
        and (kind_and_name(sql)[1] not in tables if "TABLE" in kind_and_name(sql)[0] else sql not in others)
    ]


def name_of(statement: str) -> str:
    """Return what a statement makes, in words: `index coding_place`."""
    kind, name = kind_and_name(statement)
    return f"{kind.lower()} {name}"


def can_be_made_anew(statement: str) -> bool:
    """Whether nothing of the study is lost with what the statement makes."""
    return kind_and_name(statement)[0] != NOT_MADE_ANEW


def kind_and_name(statement: str) -> tuple[str, str]:
    """Return `INDEX`, `TRIGGER`, `TABLE` or `VIRTUAL TABLE`, and the name."""
    match = KIND_AND_NAME.match(statement)
    assert match is not None
    return match[1], match[2]


def foreign_programs(database: Database) -> list[tuple[str, str]]:
    """Return (type, name) of triggers and views that qualcode did not make; they could run at any change."""
    own = set(statements())
    rows = database.all("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    return [(kind, name) for kind, name, sql in rows if sql not in own]
