"""The one definition of a word, used by everything that counts.

A word is a longest run of characters that are not white space. Time marks count as white space, and a run
made only of invisible direction marks (or a byte order mark) is no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

INVISIBLE = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # for use inside a character class
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_RUN = re.compile(r"\S+")
_RARE_SPACES = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f"  # of ASCII, beside the space and the line end

Marks = Sequence[tuple[int, int]]


def count_words(text: str, start: int = 0, end: int | None = None, marks: Marks = ()) -> int:
    """How many words stand in `[start, end)`; a word cut by the edge counts as one.

    `marks` are the `(start, end)` spans of time marks, in any order; empty ones separate nothing.
    """
    total = 0
    for left, right in _pieces(len(text), start, end, marks):
        piece = text[left:right]
        if not piece.isascii() and _INVISIBLE.search(piece):
            piece = _INVISIBLE.sub("", piece)
        total += len(piece.split())
    return total


def count_words_in(text: str, spans: Sequence[tuple[int, int]], marks: Marks = ()) -> int:
    """How many words stand in several spans, each counted as `count_words` does; goes over the marks once."""
    text = _blanked(text, marks) if marks else text
    if not text.isascii() and _INVISIBLE.search(text):
        return sum(count_words(text, start, end) for start, end in spans)
    if _singly_spaced(text):
        return _words_by_spaces(text, spans)
    return sum(len(text[start:end].split()) for start, end in spans)


def _singly_spaced(text: str) -> bool:
    """Whether all white space within lines is single spaces, as in most texts that were typed."""
    return text.isascii() and "  " not in text and not any(sign in text for sign in _RARE_SPACES)


def _words_by_spaces(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """How many words stand in spans of a singly spaced text: on one line, one more than its spaces.

    Half the time of splitting, which makes a string of every word.
    """
    count, find = text.count, text.find
    total = 0
    for start, end in spans:
        if start < end and text[start] > " " < text[end - 1] and find("\n", start, end) < 0:
            total += count(" ", start, end) + 1
        else:
            total += len(text[start:end].split())
    return total


def word_spans(text: str, start: int = 0, end: int | None = None, marks: Marks = ()) -> list[tuple[int, int]]:
    """The `(start, end)` of each word in `[start, end)`, in order; as many as `count_words` counts."""
    spans: list[tuple[int, int]] = []
    within = (max(start, 0), len(text) if end is None else end)
    check = not text.isascii() and _INVISIBLE.search(text, *within) is not None
    for left, right in _pieces(len(text), start, end, marks):
        found = [match.span() for match in _RUN.finditer(text, left, right)]
        if check:
            found = [span for span in found if _INVISIBLE.sub("", text[span[0] : span[1]])]
        spans += found
    return spans


def _blanked(text: str, marks: Marks) -> str:
    """The text with spaces in place of the marks, so that all offsets stay."""
    pieces, place = [], 0
    for start, end in sorted(marks):
        if end > max(start, place):
            start = max(start, place)
            pieces += [text[place:start], " " * (end - start)]
            place = end
    return "".join([*pieces, text[place:]])


def _pieces(length: int, start: int, end: int | None, marks: Marks) -> Iterator[tuple[int, int]]:
    """The stretches of `[start, end)` that lie between the marks."""
    left = max(start, 0)
    right = length if end is None else min(end, length)
    for mark_start, mark_end in sorted(marks):
        if mark_end <= left or mark_end <= mark_start:
            continue
        if mark_start >= right:
            break
        if mark_start > left:
            yield left, mark_start
        left = mark_end
    if left < right:
        yield left, right
