"""Which coding another one can be joined with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.model import Coding, Turn


def neighbour(coding: Coding, others: Iterable[Coding], text: str, turns: Sequence[Turn]) -> Coding | None:
    """Return the nearest coding of the same code and coder that may be joined with this one, None without one.

    It overlaps or touches it; or nothing but white space lies between, or both are in one turn. Among those that
    overlap or touch the longest goes first; among those as near, the later one.
    """
    same = (
        each
        for each in others
        if each.id != coding.id
        and (each.document_id, each.code_id, each.coder_id)
        == (coding.document_id, coding.code_id, coding.coder_id)
    )
    near = [each for each in same if _may_be_joined(coding, each, text, turns)]
    return min(
        near, key=lambda each: (_gap(coding, each), -_length_if_near(coding, each), -each.start), default=None
    )


def _gap(one: Coding, other: Coding) -> int:
    """Return the characters between two codings; 0 where they overlap or touch."""
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def _length_if_near(one: Coding, other: Coding) -> int:
    return 0 if _gap(one, other) else other.end - other.start


def _may_be_joined(one: Coding, other: Coding, text: str, turns: Sequence[Turn]) -> bool:
    left, right = min(one.end, other.end), max(one.start, other.start)
    if left >= right or not text[left:right].strip():
        return True
    start, end = min(one.start, other.start), max(one.end, other.end)
    return any(turn.start <= start and end <= turn.end for turn in turns)
