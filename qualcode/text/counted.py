"""Which stretches of a document count: the words spoken, or all of it where no turns are known."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model import Transcript, Turn
from qualcode.text.words import count_words_in


def counted_spans(text: str, turns: Sequence[Turn]) -> list[tuple[int, int]]:
    """Return the spans whose words count: the turns, else the whole text."""
    if turns:
        return [(turn.start, turn.end) for turn in turns]
    return [(0, len(text))]


def words_of(transcript: Transcript) -> int:
    """Return how many words of a transcript count: those spoken, without time marks and layout."""
    unspoken = [(mark.start, mark.end) for mark in transcript.time_marks]
    unspoken += [(span.start, span.end) for span in transcript.layout]
    return count_words_in(transcript.text, counted_spans(transcript.text, transcript.turns), unspoken)


def spoken_text(text: str, start: int, end: int, unspoken: Sequence[tuple[int, int]]) -> str:
    """Return the words of a stretch without the time marks and layout inside it (ordered spans).

    White space left on both sides of a cut is kept once, so that no two words run together.
    """
    pieces = []
    for mark_start, mark_end in unspoken:
        if start <= mark_start and mark_end <= end:
            pieces.append(text[start:mark_start])
            start = mark_end
            while start < end and text[start].isspace() and (not pieces[-1] or pieces[-1][-1].isspace()):
                start += 1
    pieces.append(text[start:end])
    return "".join(pieces)
