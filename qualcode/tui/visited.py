"""What of a document was read: stretches that were on the screen, put together where they touch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from qualcode.model import Span


class Visited:
    """Stretches in order; none touches another."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans: list[Span] = []
        for start, end in spans:
            self.add(start, end)

    @property
    def spans(self) -> list[Span]:
        """The stretches, in order."""
        return list(self._spans)

    def add(self, start: int, end: int) -> bool:
        """Add a stretch; say whether anything of it is new."""
        if start >= end:
            return False
        first = bisect_left(self._spans, start, key=lambda span: span.end)
        last = bisect_right(self._spans, end, key=lambda span: span.start)
        touched = self._spans[first:last]
        if any(span.start <= start and end <= span.end for span in touched):
            return False
        if touched:
            start, end = min(start, touched[0].start), max(end, touched[-1].end)
        self._spans[first:last] = [Span(start, end)]
        return True
