"""The documents of a scope laid one behind the other on one line, so that spans of all can be reckoned at once.

Every document is cut into *stretches*: its turns and what lies between them (labels, time marks, headings). A
document without turns is one stretch. Words are counted in turns, or in the whole of a document without turns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.spans import Integers, Links, linked, numbers
from qualcode.model import Document, Participant
from qualcode.project import ProjectFile
from qualcode.project.scope import Chosen
from qualcode.text.words import word_spans

Flags = NDArray[np.bool_]
NOBODY = 0  # no speaker has this row number


@dataclass(frozen=True, slots=True)
class Stretches:
    """Turns (`is_turn`) and what lies between them, in order and without gaps inside a document.

    `document` is the document's place in the corpus, `speaker` a row number; `counted` are those whose words
    count; `participants` links each to places in `Corpus.participants`; `kept` are those that a scope leaves in.
    """

    start: Integers
    end: Integers
    document: Integers
    speaker: Integers
    is_turn: Flags
    counted: Flags
    participants: Links
    kept: Flags


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents in scope; `begin` is where each begins on the common line, and no two touch."""

    documents: tuple[Document, ...]
    row: Integers
    begin: Integers
    participants: tuple[Participant, ...]
    stretches: Stretches

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
    participants = tuple(project.participants.all())
    stretches = _stretches(project, chosen, row, begin, length, participants)
    return Corpus(documents, row, begin, participants, stretches)


def _stretches(
    project: ProjectFile,
    chosen: Chosen,
    row: Integers,
    begin: Integers,
    length: Integers,
    participants: Sequence[Participant],
) -> Stretches:
    of, turn_start, turn_end, turn_speaker = numbers(project.tallies.turns(), 4)
    inside = np.isin(of, row)
    place = np.searchsorted(row, of[inside])
    turn_start, turn_end = turn_start[inside] + begin[place], turn_end[inside] + begin[place]
    edges = np.unique(np.concatenate((begin, begin + length, turn_start, turn_end)))
    start, end = edges[:-1], edges[1:]
    document = np.searchsorted(begin, start, side="right") - 1
    within = start < (begin + length)[document]  # not the empty place behind a document
    start, end, document = start[within], end[within], document[within]
    turn = np.searchsorted(turn_start, start, side="right") - 1
    is_turn = (
        (turn >= 0) & (turn_end[turn] > start) if len(turn_end) else np.zeros(len(start), dtype=np.bool_)
    )
    speaker = np.where(is_turn, turn_speaker[inside][turn], NOBODY) if len(turn_end) else np.zeros_like(start)
    has_turns = np.isin(np.arange(len(row)), place)
    links = _participants(project, chosen, row, document, speaker, participants)
    kept = _kept(chosen, speaker, links)
    counted = is_turn | ~has_turns[document]
    return Stretches(start, end, document, speaker, is_turn, counted, links, kept)


def _participants(
    project: ProjectFile,
    chosen: Chosen,
    row: Integers,
    document: Integers,
    speaker: Integers,
    participants: Sequence[Participant],
) -> Links:
    """Link stretches to participants: by their speaker, or where a document has no linked speaker as a whole."""
    place = {
        each.id: number
        for number, each in enumerate(participants)
        if chosen.participants is None or each.id in chosen.participants
    }
    speakers = [each for each in project.documents.speakers() if each.participant_id is not None]
    by_speaker = {each.id: place[each.participant_id] for each in speakers if each.participant_id in place}
    own = np.array([by_speaker.get(number, -1) for number in speaker.tolist()], dtype=np.int64)
    spoken = np.flatnonzero(own >= 0)
    with_speaker = {each.document_id for each in speakers}
    whole = [
        (number, place[participant])
        for number, participant in project.participants.document_links()
        if number not in with_speaker and participant in place
    ]
    linked_row, target = numbers(whole, 2)
    inside = np.isin(linked_row, row)
    documents = linked(np.searchsorted(row, linked_row[inside]), target[inside], len(row))
    stretch, participant = documents.of(document)
    return linked(
        np.concatenate((spoken, stretch)), np.concatenate((own[spoken], participant)), len(document)
    )


def _kept(chosen: Chosen, speaker: Integers, participants: Links) -> Flags:
    """Return which stretches the speakers and participants of a scope leave in."""
    kept = np.ones(len(speaker), dtype=np.bool_)
    if chosen.speakers is not None:
        kept &= np.isin(speaker, sorted(chosen.speakers))
    if chosen.excluded_speakers:
        kept &= ~np.isin(speaker, sorted(chosen.excluded_speakers))
    if chosen.participants is not None:
        kept &= participants.number(np.arange(len(speaker))) > 0
    return kept


def counted_words(project: ProjectFile, corpus: Corpus) -> tuple[Integers, Integers]:
    """Return start and end of every counted word of the corpus, in order."""
    marks = _by_document(project.tallies.time_marks())
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
