"""What a query of segments needs beside the codings, as temporary tables of its connection.

`stretch` holds the disjoint stretches of one kind (`part`): a coding lies on one of them when the first that ends
behind its start begins before its end. `hit` holds the places of words; `voice` whose words a stretch is; `place_of`
the places of codes and coders in the order they are shown in; `noted` the codings whose memos fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from qualcode.project.codebook import marks_of
from qualcode.project.database import Database
from qualcode.project.scope import Chosen
from qualcode.project.segment_stretches import (
    People,
    kept_stretches,
    places_of,
    united_by_document,
    voices,
    wording,
)

if TYPE_CHECKING:
    from qualcode.project.file import ProjectFile

TABLES = (
    "CREATE TEMP TABLE stretch (part INTEGER, coder_id INTEGER, document_id INTEGER, start INTEGER, last INTEGER,"
    " PRIMARY KEY (part, coder_id, document_id, last)) WITHOUT ROWID",
    "CREATE TEMP TABLE hit (document_id INTEGER, start INTEGER, last INTEGER,"
    " PRIMARY KEY (document_id, start)) WITHOUT ROWID",
    "CREATE TEMP TABLE voice (document_id INTEGER, last INTEGER, start INTEGER, place INTEGER,"
    " PRIMARY KEY (document_id, last)) WITHOUT ROWID",
    "CREATE TEMP TABLE place_of (kind TEXT, number INTEGER, place INTEGER, PRIMARY KEY (kind, number)) WITHOUT ROWID",
    "CREATE TEMP TABLE noted (coding_id INTEGER PRIMARY KEY)",
)
NAMES = ("stretch", "hit", "voice", "place_of", "noted")
ANYONE = 0  # in place of a coder, where all coders' codings count together


class SegmentTables:
    """Fills the temporary tables for one query. `check` is called now and then, and may raise to stop."""

    def __init__(self, project: ProjectFile, database: Database, check: Callable[[], None]) -> None:
        self._project, self._database, self._check = project, database, check
        for statement in TABLES:
            database.run(statement)

    def empty(self) -> None:
        """Forget what an earlier query needed."""
        for name in NAMES:
            self._database.run(f"DELETE FROM temp.{name}")

    def add_people(self, part: int, chosen: Chosen) -> None:
        """Add the stretches that the speakers and participants chosen leave in."""
        self._add_stretches(part, ANYONE, kept_stretches(self._project, chosen))

    def add_coded(self, part: int, codes: Iterable[int], seen: str, *, by_coder: bool) -> None:
        """Add where any of some codes lies: one union for all coders, or one for each."""
        coders = [coder.id for coder in self._project.coders.all()] if by_coder else [ANYONE]
        for coder in coders:
            rows = self._database.stream(
                'SELECT document_id, start, "end" FROM coding INDEXED BY coding_place'
                f" WHERE code_id IN ({marks_of(codes)}) AND {seen}"
                f"{f' AND coder_id = {coder}' if by_coder else ''} ORDER BY document_id, start"
            )
            self._add_stretches(part, coder, united_by_document(self._checked(rows)))

    def _add_stretches(self, part: int, coder: int, rows: Iterable[tuple[int, int, int]]) -> None:
        self._database.run_many(
            "INSERT INTO temp.stretch (part, coder_id, document_id, start, last) VALUES (?, ?, ?, ?, ?)",
            ((part, coder, *row) for row in rows),
        )

    def add_words(self, words: str, documents: Iterable[int]) -> None:
        """Add the places of words in documents."""
        pattern = wording(words)
        self._database.run_many(
            "INSERT INTO temp.hit (document_id, start, last) VALUES (?, ?, ?)",
            (
                (document, *place)
                for document, text in self._checked(self._project.tallies.texts(documents), 1)
                for place in places_of(pattern, text)
            ),
        )

    def add_noted(self, text: str) -> None:
        """Add the codings with a memo that holds a text, in any case."""
        wanted = " ".join(text.casefold().split())
        rows = self._database.stream("SELECT coding_id, text FROM memo WHERE coding_id IS NOT NULL")
        self._database.run_many(
            "INSERT OR IGNORE INTO temp.noted VALUES (?)",
            (
                (coding,)
                for coding, memo in self._checked(rows)
                if wanted in " ".join(memo.casefold().split())
            ),
        )

    def add_order(self, kind: str, numbers: Iterable[int]) -> None:
        """Say in which order codes (or coders) come."""
        self._database.run_many(
            "INSERT INTO temp.place_of VALUES (?, ?, ?)",
            ((kind, number, place) for place, number in enumerate(numbers)),
        )

    def add_voices(self, chosen: Chosen) -> list[People]:
        """Add whose words stretches are; return the people in their order, by the names."""
        found = list(voices(self._project, chosen))
        names = {each.id: (each.name.casefold(), each.id) for each in self._project.participants.all()}
        everyone = sorted({people for *_, people in found}, key=lambda each: [names[one] for one in each])
        place = {people: number for number, people in enumerate(everyone)}
        self._database.run_many(
            "INSERT OR IGNORE INTO temp.voice (document_id, start, last, place) VALUES (?, ?, ?, ?)",
            ((document, start, end, place[people]) for document, start, end, people in found),
        )
        return everyone

    def _checked(self, rows: Iterable[Any], every: int = 1000) -> Iterator[Any]:
        for number, row in enumerate(rows):
            if not number % every:
                self._check()
            yield row
