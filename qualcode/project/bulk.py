"""Many codings at once: gathered in a temporary table, compared with what is there, and put in by one statement.

Before each statement that may still fail SQLite saves every page the statement touches. With a statement per row and
a history row for each, that was two thirds of the time; one statement for all rows saves each page once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from qualcode.project.actions import moment
from qualcode.project.database import Database
from qualcode.project.guids import new_guid

PLACE = 'document_id, start, "end", code_id, coder_id'
SAME_PLACE = " AND ".join(f"coding.{column} = one.{column}" for column in PLACE.split(", "))
TABLES = (
    "CREATE TEMP TABLE gathered (line INTEGER, guid TEXT, document_id INTEGER, code_id INTEGER, coder_id INTEGER,"
    f' start INTEGER, "end" INTEGER, weight INTEGER, UNIQUE ({PLACE}))',
    "CREATE TEMP TABLE gathered_detail (document_id INTEGER, code_id INTEGER, coder_id INTEGER,"
    ' start INTEGER, "end" INTEGER, weight INTEGER, memo TEXT)',
)


class NewCoding(NamedTuple):
    """A coding to be applied, by row numbers; `line` says where it came from."""

    document: int
    code: int
    coder: int
    start: int
    end: int
    weight: int | None = None
    guid: str | None = None
    memo: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of codings applied in bulk.

    `present` of them were there already (same coder, code and span); `other_weights` of these with another
    weight, which they keep. `memos` counts the memos that were new.
    """

    added: int
    present: int
    memos: int
    other_weights: int


class GatheredCodings:
    """Codings on their way into the project; use it inside an action, in a `with`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._number = 0
        self._any_guid = False

    def __enter__(self) -> GatheredCodings:
        self._cache = self._database.roomy_cache()
        self._cache.__enter__()
        for statement in TABLES:
            self._database.run(statement)
        return self

    def __exit__(self, *error: Any) -> None:
        for table in ("gathered", "gathered_detail"):
            self._database.run(f"DROP TABLE IF EXISTS temp.{table}")
        self._cache.__exit__(*error)

    def gather(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take rows (fields as of `NewCoding`) one by one; the first of several that say the same counts."""
        self._database.run_many(
            'INSERT OR IGNORE INTO temp.gathered (document_id, code_id, coder_id, start, "end", weight, guid, line)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            self._with_details_set_aside(rows),
        )

    def _with_details_set_aside(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        number = 0
        for document, code, coder, start, end, weight, guid, memo, line in rows:
            number += 1
            if guid:
                self._any_guid = True
            if memo or weight is not None:
                self._database.run(
                    "INSERT INTO temp.gathered_detail VALUES (?, ?, ?, ?, ?, ?, ?)",
                    document, code, coder, start, end, weight, memo,
                )  # fmt: skip
            yield document, code, coder, start, end, weight, guid or new_guid(), line
        self._number += number

    def refuse_taken_guids(self, refuse: Callable[[int, str], None]) -> None:
        """Set aside rows whose GUID belongs to another coding; `refuse` gets line and GUID of each."""
        if not self._any_guid:
            return
        taken = self._database.all(
            "SELECT one.line, one.guid FROM temp.gathered AS one JOIN coding ON coding.guid = one.guid"
            f" WHERE NOT ({SAME_PLACE})"
            " UNION SELECT line, guid FROM (SELECT line, guid,"
            "  row_number() OVER (PARTITION BY guid ORDER BY rowid) AS place FROM temp.gathered)"
            " WHERE place > 1 AND guid NOT IN (SELECT guid FROM coding) ORDER BY 1"
        )
        for line, guid in taken:
            self._database.run("DELETE FROM temp.gathered WHERE line = ?", line)
            self._number -= 1
            refuse(line, guid)

    def apply(self) -> Applied:
        """Put the codings into the project, those that it does not have; and their memos."""
        made = moment()
        added = self._database.run_many(
            'INSERT INTO coding (guid, document_id, code_id, coder_id, start, "end", weight, created)'
            ' SELECT guid, document_id, code_id, coder_id, start, "end", weight, ? FROM temp.gathered AS one'
            f" WHERE NOT EXISTS (SELECT 1 FROM coding WHERE {SAME_PLACE}) ORDER BY one.rowid",
            [(made,)],
        )
        memos = self._add_memos(made)
        other_weights = self._database.value(
            f"SELECT count(*) FROM temp.gathered_detail AS one JOIN coding ON {SAME_PLACE}"
            " WHERE one.weight IS NOT NULL AND coding.weight IS NOT one.weight"
        )
        return Applied(added, self._number - added, memos, other_weights)

    def _add_memos(self, made: str) -> int:
        """Add each memo to its coding, unless the coding has that text, as one memo or as several in a row."""
        rows = self._database.stream(
            f"SELECT coding.id, coding.coder_id, memo FROM temp.gathered_detail AS one JOIN coding ON {SAME_PLACE}"
            " WHERE memo <> '' ORDER BY one.rowid"
        )
        return self._database.run_many(
            "INSERT INTO memo (guid, coder_id, coding_id, text, created, modified)"
            " SELECT ?1, ?2, ?3, ?4, ?5, ?5 WHERE NOT EXISTS"
            " (SELECT 1 FROM memo WHERE coding_id = ?3 AND text = ?4) AND ?4 IS NOT"
            " (SELECT group_concat(text, char(10, 10)) FROM"
            "  (SELECT text FROM memo WHERE coding_id = ?3 ORDER BY id))",
            ((new_guid(), coder, coding, memo, made) for coding, coder, memo in rows),
        )
