"""Segments found by a filter: their row numbers in order, over a connection of its own that can be stopped.

A million row numbers take eight megabytes; what a card shows is read when it is drawn. So the list can be walked,
marked and exported from either end at once, and stays what it was while others work.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from qualcode.errors import QualcodeError
from qualcode.project import opening
from qualcode.project.codebook import marks_of
from qualcode.project.file import ProjectFile
from qualcode.project.segment_query import Grouping, Order, SegmentFilter, SegmentQuery
from qualcode.project.segment_select import (
    GROUPS,
    HOLDS_WORDS,
    NO_PLACE,
    Select,
    lies_on,
    needs_voices,
    order_of,
)
from qualcode.project.segment_stretches import chosen_people
from qualcode.project.segment_tables import ANYONE, SegmentTables

FIRST_ROWS = 200
PEOPLE = 0  # the part of the stretches that speakers and participants leave in


class Stopped(QualcodeError):
    """The search was stopped, because another one is wanted."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, from row `start` on; `key` is a code, document or coder, or the participants."""

    key: tuple[int, ...]
    start: int


@dataclass(slots=True)
class Found:
    """Row numbers of codings in their order; `is_whole` is False for the first of them only."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    groups: list[Group] = field(default_factory=list)
    is_whole: bool = True


class SegmentSearch:
    """Searches the codings of a project file. Use it in one thread; `stop` may be called from any."""

    def __init__(self, path: Path, coder: str) -> None:
        self._database = opening.connect(path)
        self._project = ProjectFile(self._database, coder, read_only=True)
        self._is_stopped = False
        self._tables = SegmentTables(self._project, self._database, self._check)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.connection.close()

    def stop(self) -> None:
        """End a search that is under way in another thread; it raises `Stopped` there."""
        self._is_stopped = True
        self._database.connection.interrupt()

    def find(self, query: SegmentQuery) -> Found:
        """Return all that a query finds. Raises `Stopped`, and what names that are not there raise."""
        *_, found = self.search(query)
        return found

    def search(self, query: SegmentQuery) -> Iterator[Found]:
        """Yield the first rows that a query finds and then, where there are more, all of them.

        All is read from one state of the file. Raises as `find` does.
        """
        try:
            with self._database.snapshot():
                self._tables.empty()
                select, keys = self._prepare(query)
                first = self._rows(select, keys, FIRST_ROWS)
                yield first
                if not first.is_whole:
                    yield self._rows(select, keys, None)
        except sqlite3.OperationalError as error:
            if self._is_stopped:
                raise Stopped("The search was stopped.") from error
            raise

    def _rows(self, select: Select, keys: Sequence[tuple[int, ...]], limit: int | None) -> Found:
        self._check()
        found = Found()
        last: int | None = None
        grouped = select.key != "0"
        for coding, place in self._database.stream(select.sql(limit)):
            if grouped and place != last:
                last = place
                key = (place,) if not keys else () if place == NO_PLACE else keys[place]
                found.groups.append(Group(key, len(found.ids)))
            found.ids.append(coding)
        found.is_whole = limit is None or len(found.ids) < limit
        return found

    def _check(self) -> None:
        if self._is_stopped:
            raise Stopped("The search was stopped.")

    # -- preparing

    def _prepare(self, query: SegmentQuery) -> tuple[Select, list[tuple[int, ...]]]:
        """Return the statement, and what the places of groups stand for (nothing: themselves)."""
        filter, seen = query.filter, seen_by(query.seen_by)
        select = Select([seen] if query.seen_by is not None else [])
        chosen = chosen_people(self._project, filter)
        if chosen.documents is not None:
            select.conditions.append(f"coding.document_id IN ({marks_of(sorted(chosen.documents))})")
        if filter.coders:
            select.conditions.append(f"coding.coder_id IN ({marks_of(filter.coders)})")
        select.conditions += self._code_conditions(filter, seen)
        if chosen.by_place:
            self._tables.add_people(PEOPLE, chosen)
            select.conditions.append(lies_on(PEOPLE, str(ANYONE)))
        select.conditions += self._text_conditions(filter, chosen.documents)
        keys = self._order(query, select)
        if needs_voices(query):
            people = self._tables.add_voices(chosen)
            keys = people if query.grouping is Grouping.PARTICIPANT else keys
        return select, keys

    def _code_conditions(self, filter: SegmentFilter, seen: str) -> Iterator[str]:
        """Yield the conditions on a coding's code and on what overlaps it."""
        own = [self._with_subcodes([code], filter) for code in filter.all_of]
        if base := self._with_subcodes(filter.any_of, filter) or frozenset[int]().union(*own):
            yield f"coding.code_id IN ({marks_of(sorted(base))})"
        elif filter.any_of or filter.all_of:
            yield "0"
        coder = "coding.coder_id" if filter.same_coder else str(ANYONE)
        for part, codes in enumerate(own, PEOPLE + 1):
            self._tables.add_coded(part, sorted(codes), seen, by_coder=filter.same_coder)
            yield lies_on(part, coder)
        if without := self._with_subcodes(filter.none_of, filter):
            part = PEOPLE + 1 + len(own)
            self._tables.add_coded(part, sorted(without), seen, by_coder=filter.same_coder)
            yield f"NOT {lies_on(part, coder)}"

    def _with_subcodes(self, codes: Sequence[int], filter: SegmentFilter) -> frozenset[int]:
        """Return codes that are there still, with those under them if the filter says so."""
        there = {code.id: code for code in self._project.codebook.all()}
        chosen = [there[code] for code in codes if code in there]
        if not filter.with_subcodes:
            return frozenset(code.id for code in chosen)
        return frozenset(below.id for code in chosen for below in self._project.codebook.subtree(code))

    def _text_conditions(self, filter: SegmentFilter, documents: frozenset[int] | None) -> Iterator[str]:
        """Yield the conditions on memos and on the words of a segment."""
        if filter.memo.strip():
            self._tables.add_noted(filter.memo)
            yield "coding.id IN (SELECT coding_id FROM temp.noted)"
        if filter.with_memo is not None:
            there = "IN" if filter.with_memo else "NOT IN"
            yield f"coding.id {there} (SELECT coding_id FROM memo WHERE coding_id IS NOT NULL)"
        if filter.words.strip():
            everywhere = [document.id for document in self._project.documents.all()]
            self._tables.add_words(filter.words, everywhere if documents is None else sorted(documents))
            yield HOLDS_WORDS

    def _order(self, query: SegmentQuery, select: Select) -> list[tuple[int, ...]]:
        """Say in the statement what is sorted and grouped by; return what the places of groups stand for."""
        keys: list[tuple[int, ...]] = []
        select.order = order_of(query)
        select.by_row = query.order is Order.DATE
        select.key = GROUPS.get(query.grouping, "0")
        if query.order is Order.CODE or query.grouping is Grouping.CODE:
            codes = [code.id for code in self._project.codebook.all()]
            self._tables.add_order("code", codes)
            if query.grouping is Grouping.CODE:
                keys = [(code,) for code in codes]
        if query.grouping is Grouping.CODER:
            coders = sorted(self._project.coders.all(), key=lambda each: (each.name.casefold(), each.id))
            self._tables.add_order("coder", [each.id for each in coders])
            keys = [(each.id,) for each in coders]
        return keys


def seen_by(coder: int | None) -> str:
    """Return the condition on codings that a blind coder may know of; everything for None."""
    if coder is None:
        return "1"
    complete = f"SELECT document_id FROM reading WHERE coder_id = {int(coder)} AND state = 'complete'"
    return f"(coder_id = {int(coder)} OR document_id IN ({complete}))"
