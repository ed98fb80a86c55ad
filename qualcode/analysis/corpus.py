"""The documents of a scope laid one behind the other on one line, so that spans of all can be reckoned at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from qualcode.analysis.spans import Integers, numbers
from qualcode.analysis.stretches import Stretches, cut_documents
from qualcode.model import Document, Participant
from qualcode.project import ProjectFile
from qualcode.project.scope import Chosen
from qualcode.text.words import word_spans


@dataclass(frozen=True)
class Corpus:
    """The documents in scope, with row numbers, lengths, and where each begins on the common line."""

    project: ProjectFile
    chosen: Chosen
    documents: tuple[Document, ...]
    row: Integers
    begin: Integers
    length: Integers

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """The participants of the project, in its order."""
        return tuple(self.project.participants.all())

    @cached_property
    def stretches(self) -> Stretches:
        """The turns of the documents and what lies between them."""
        return cut_documents(self.project, self.chosen, self.row, self.begin, self.length, self.participants)

    @cached_property
    def words(self) -> tuple[Integers, Integers]:
        """Start and end of every counted word, in order."""
        return counted_words(self)

    def place_of(self, document_rows: Integers) -> Integers:
        """Return the places in the corpus of documents given by their row numbers."""
        return np.searchsorted(self.row, document_rows).astype(np.int64)


def lay_out(project: ProjectFile, chosen: Chosen) -> Corpus:
    """Return the corpus of a scope."""
    documents = tuple(
        document
        for document in project.documents.all()
        if chosen.documents is None or document.id in chosen.documents
    )
    row = np.array([document.id for document in documents], dtype=np.int64)
    length = np.array([document.characters for document in documents], dtype=np.int64)
    # One empty place between documents keeps spans of neighbours from touching.
    begin = np.cumsum(length + 1) - (length + 1)
    return Corpus(project, chosen, documents, row, begin, length)


def counted_words(corpus: Corpus) -> tuple[Integers, Integers]:
    """Return start and end of every counted word of the corpus, in order."""
    project = corpus.project
    marks = _by_document(project.tallies.unspoken())
    stretches = corpus.stretches
    starts: list[Integers] = []
    ends: list[Integers] = []
    bounds = np.searchsorted(stretches.document, np.arange(len(corpus.documents) + 1))
    for place, (number, text) in enumerate(project.tallies.texts(each.id for each in corpus.documents)):
        own = slice(bounds[place], bounds[place + 1])
        offset = corpus.begin[place]
        counted = stretches.counted[own]
        places = zip(
            (stretches.start[own][counted] - offset).tolist(),
            (stretches.end[own][counted] - offset).tolist(),
            strict=True,
        )
        found = numbers(_words_in(text, places, marks.get(number, [])), 2)
        starts.append(found[0] + offset)
        ends.append(found[1] + offset)
    if not starts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate(starts), np.concatenate(ends)


def _words_in(
    text: str, places: Iterator[tuple[int, int]], marks: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the words of the places; marks are in order, and each place is shown only those that concern it."""
    mark_ends = [end for _, end in marks]
    for start, end in places:
        near = marks[bisect_left(mark_ends, start) :] if marks else []
        near = near[: bisect_left(near, (end, 0))]
        yield from word_spans(text, start, end, near)


def _by_document(rows: Iterator[tuple[Any, ...]]) -> dict[int, list[tuple[int, int]]]:
    return {
        document: [(start, end) for _, start, end in group]
        for document, group in groupby(rows, itemgetter(0))
    }
