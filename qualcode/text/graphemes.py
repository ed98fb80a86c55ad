"""Where one character as a reader sees it ends and the next begins: extended grapheme clusters (UAX 29).

The rules need what stands before a place, so each question starts at a nearby offset that is a boundary for
certain: after a line break, or between two characters that never join with a neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

_CLUSTER = regex.compile(r"\X")
_NEVER_JOINS = regex.compile(r"\p{GCB=Other}|\n")
LONGEST_LOOK_BACK = 512
"""How far a certain boundary is looked for; a cluster longer than this is cut there."""


def clusters(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the grapheme clusters of `text[start:end]`; `start` must be a boundary."""
    for found in _CLUSTER.finditer(text, start, len(text) if end is None else end):
        yield found.span()


def certain_boundary(text: str, offset: int) -> int:
    """Return the last offset up to `offset` that is a cluster boundary whatever surrounds it."""
    lowest = max(0, offset - LONGEST_LOOK_BACK)
    place = min(offset, len(text) - 1)
    while place > lowest:
        before, here = text[place - 1], text[place]
        if before == "\n" or (_NEVER_JOINS.match(before) and _NEVER_JOINS.match(here)):
            return place
        place -= 1
    return max(0, lowest)


def cluster_at(text: str, offset: int) -> tuple[int, int]:
    """Return the span of the cluster that holds the character at `offset`; empty at the end of the text."""
    if offset >= len(text):
        return len(text), len(text)
    for start, end in clusters(text, certain_boundary(text, offset)):
        if end > offset:
            return start, end
    raise AssertionError("the clusters of a text cover it")  # pragma: no cover


def is_boundary(text: str, offset: int) -> bool:
    """Say whether `offset` lies between two clusters (the ends of the text do)."""
    return offset <= 0 or offset >= len(text) or cluster_at(text, offset)[0] == offset


def snap_outwards(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen `[start, end)` so that it cuts no cluster."""
    if start < len(text):
        start = cluster_at(text, start)[0]
    if not is_boundary(text, end):
        end = cluster_at(text, end)[1]
    return start, end
