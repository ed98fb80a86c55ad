"""Line numbers of a text, from 1: the same in the margin of a transcript, on cards, in tables and in exports."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins; a text without line breaks is one line."""
    starts = [0]
    while found := text.find("\n", starts[-1]) + 1:
        starts.append(found)
    return starts


def line_of(starts: Sequence[int], offset: int) -> int:
    """Return the number of the line that holds `offset`; a line break belongs to the line it ends."""
    return bisect_right(starts, offset)
