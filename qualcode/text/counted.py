"""Which stretches of a document count: the words spoken, or all of it where no turns are known."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model import Turn


def counted_spans(text: str, turns: Sequence[Turn]) -> list[tuple[int, int]]:
    """Return the spans whose words count: the turns, else the whole text."""
    if turns:
        return [(turn.start, turn.end) for turn in turns]
    return [(0, len(text))]
