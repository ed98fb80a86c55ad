"""How much of a document is coded, or read: characters of what was said, covered by at least one coding or stretch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualcode.model import Coding, Span, Turn
from qualcode.text.headings import trimmed


def covered_share(text: str, turns: Sequence[Turn], codings: Iterable[Coding | Span]) -> float:
    """Return covered / said, 0–1; what is said is the turns, or the written lines where there are none."""
    said = [(each.start, each.end) for each in turns or written_lines(text, 0, len(text))]
    total = sum(end - start for start, end in said)
    if not total:
        return 0.0
    covered = place = 0
    for start, end in union(codings):
        while place < len(said) and said[place][1] <= start:
            place += 1
        at = place
        while at < len(said) and said[at][0] < end:
            covered += min(end, said[at][1]) - max(start, said[at][0])
            at += 1
    return covered / total


def written_lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines of a stretch on which something is written, without the white space at their edges."""
    while start < end:
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        left, right = trimmed(text, start, line_end)
        if left < right:
            yield Span(left, right)
        start = line_end + 1


def union(codings: Iterable[Coding | Span]) -> list[tuple[int, int]]:
    """Return the stretches covered by any coding, in order, without overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((coding.start, coding.end) for coding in codings):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
