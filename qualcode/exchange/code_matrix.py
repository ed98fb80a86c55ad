"""What is coded with what, as zeros and ones: a row for each document or segment, a column for each code.

The form that statistics programs take: one row a case, one column a variable. A document without codings is a row of
zeros, a code that nobody applied a column of zeros: not coded is known, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from qualcode.errors import InvalidValue
from qualcode.exchange.attribution import DocumentPlaces
from qualcode.exchange.codings_export import unmistakable
from qualcode.exchange.tables import Cell
from qualcode.model import Code, Document, Scope
from qualcode.project import ProjectFile
from qualcode.project.attribution import Attribution
from qualcode.project.scope import Chosen, choose

DOCUMENT = ("document", "participant")
SEGMENT = ("document", "participant", "speaker", "section", "start", "end", "coder", "text")
LONG = (*DOCUMENT, "code", "coded", "codings")
UNITS = {"document": DOCUMENT, "segment": SEGMENT}

Table = tuple[tuple[str, ...], Iterator[tuple[Cell, ...]]]


class CodeMatrix:
    """The codings of a scope by the things that they are on."""

    def __init__(self, project: ProjectFile, scope: Scope) -> None:
        self._project = project
        self._chosen: Chosen = choose(project, scope)
        self._rule = Attribution(project, self._chosen)
        known = project.codebook.all()
        chosen = self._chosen.codes
        self._codes: list[Code] = [code for code in known if chosen is None or code.id in chosen]
        self._counted = _counted_for(known, self._codes, with_subcodes=scope.with_subcodes)
        self._names = unmistakable((code.id, code.path, code.guid) for code in known)
        self._people = {each.id: each.name for each in project.participants.all()}

    def wide(self, by: str) -> Table:
        """Return headings and rows of `UNITS[by]`, with a 0/1 column for each code in the order of the codebook.

        A segment is a span that one coder coded; its codes are those that he or she put on just that span.
        Raises `InvalidValue` for another unit.
        """
        if by not in UNITS:
            raise InvalidValue(f"A matrix is by {' or by '.join(UNITS)}, not by “{by}”.")
        headings = (*UNITS[by], *(_heading(self._names[code.id], UNITS[by]) for code in self._codes))
        return headings, (self._wide_documents() if by == "document" else self._wide_segments())

    def long(self, by: str = "document") -> Table:
        """Return headings and rows with a row for each document and code: whether coded, and by how many codings.

        Raises `InvalidValue` for another unit: the long form of segments is the table of codings.
        """
        if by != "document":
            raise InvalidValue(
                f"A long table is by document, not by “{by}”: codings export has a row for each coding."
            )
        return LONG, self._long_documents()

    def _wide_documents(self) -> Iterator[tuple[Cell, ...]]:
        for beginning, counts in self._documents():
            yield (*beginning, *(int(counts[code.id] > 0) for code in self._codes))

    def _long_documents(self) -> Iterator[tuple[Cell, ...]]:
        for beginning, counts in self._documents():
            for code in self._codes:
                number = counts[code.id]
                yield (*beginning, self._names[code.id], int(number > 0), number)

    def _documents(self) -> Iterator[tuple[tuple[str, str], Counter[int]]]:
        for document, name, places in self._in_scope():
            whole = places.owners(0, len(places.text))
            if whole is None and self._chosen.by_place:
                continue
            counts: Counter[int] = Counter()
            for _, _, _, code, _, start, end, *_ in self._rows_of(document):
                if places.owners(start, end) is not None:
                    counts.update(self._counted[code])
            yield (name, whole.participants if whole else ""), counts

    def _wide_segments(self) -> Iterator[tuple[Cell, ...]]:
        coders = {coder.id: coder.name for coder in self._project.coders.all()}
        for document, name, places in self._in_scope():
            segments: dict[tuple[int, int, int], set[int]] = {}
            for _, _, _, code, coder, start, end, *_ in self._rows_of(document):
                segments.setdefault((start, end, coder), set()).update(self._counted[code])
            for (start, end, coder), codes in segments.items():
                owners = places.owners(start, end)
                if owners is not None:
                    yield (
                        name, owners.participants, owners.speakers, owners.sections, start, end, coders[coder],
                        places.text[start:end], *(int(code.id in codes) for code in self._codes),
                    )  # fmt: skip

    def _in_scope(self) -> Iterator[tuple[Document, str, DocumentPlaces]]:
        documents = self._project.documents.all()
        names = unmistakable((each.id, each.name, each.guid) for each in documents)
        for document in documents:
            if self._chosen.documents is None or document.id in self._chosen.documents:
                places = DocumentPlaces(self._project, document, self._rule, self._people)
                yield document, names[document.id], places

    def _rows_of(self, document: Document) -> Iterator[tuple[Any, ...]]:
        return self._project.tallies.rows(replace(self._chosen, documents=frozenset((document.id,))))


def unit_in_words(by: str, *, long: bool, with_subcodes: bool) -> str:
    """Return what a row is and what a one means, as sentences."""
    if long:
        unit = (
            "A row for each document and code; coded is 1 where the document has at least one coding of it."
        )
    elif by == "document":
        unit = "A row for each document; 1 where it has at least one coding of the code, else 0."
    else:
        unit = "A row for each span that a coder coded; 1 for the codes that he or she put on just that span, else 0."
    below = " A code counts what is coded with it or with any code under it." if with_subcodes else ""
    return unit + below


def _counted_for(
    known: Sequence[Code], columns: Sequence[Code], *, with_subcodes: bool
) -> dict[int, list[int]]:
    """Return for each code the columns that a coding of it counts for: its own, and those above with subcodes."""
    parents, wanted = {code.id: code.parent_id for code in known}, {code.id for code in columns}
    counted: dict[int, list[int]] = {}
    for code in known:
        line, above = [code.id], parents[code.id] if with_subcodes else None
        while above is not None:
            line.append(above)
            above = parents[above]
        counted[code.id] = [each for each in line if each in wanted]
    return counted


def _heading(path: str, others: Sequence[str]) -> str:
    """A code that is called as one of the other columns is told from it."""
    return f"code {path}" if path in others else path
