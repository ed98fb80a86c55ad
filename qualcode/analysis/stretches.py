"""Documents cut into stretches: the turns, and what lies between them (labels, time marks, headings).

A document without turns is one stretch. Words are counted in turns, or in the whole of a document without turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.spans import Integers, Links, linked, numbers
from qualcode.model import Participant
from qualcode.project import ProjectFile
from qualcode.project.scope import Chosen

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


def cut_documents(
    project: ProjectFile,
    chosen: Chosen,
    row: Integers,
    begin: Integers,
    length: Integers,
    participants: Sequence[Participant],
) -> Stretches:
    """Return the stretches of documents given by row number, begin on the common line, and length."""
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
    # The turn before the first one (-1) is the empty one appended here.
    is_turn = np.append(turn_end, 0)[turn] > start
    speaker = np.where(is_turn, np.append(turn_speaker[inside], NOBODY)[turn], NOBODY)
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
