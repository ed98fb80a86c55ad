"""Disjoint spans in order, as two columns of numbers: a long text has tens of thousands of sentences."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from qualcode.model import Span


class SpanColumns:
    """Spans, none of which overlaps or precedes the one before it. Answers are None where there is no such span."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts, self._ends = array("q"), array("q")
        for start, end in spans:
            self.append(start, end)

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def append(self, start: int, end: int) -> None:
        """Add a span behind the others."""
        self._starts.append(start)
        self._ends.append(end)

    def at(self, place: int) -> Span | None:
        """Return a span by its place, from 0."""
        return Span(self._starts[place], self._ends[place]) if 0 <= place < len(self._starts) else None

    def ending_after(self, offset: int) -> Span | None:
        """Return the first span that ends after `offset`: the one that holds it, or the next."""
        return self.at(bisect_right(self._ends, offset))

    def ending_before(self, offset: int) -> Span | None:
        """Return the last span that ends before `offset`."""
        return self.at(bisect_left(self._ends, offset) - 1)

    def starting_after(self, offset: int) -> Span | None:
        """Return the first span that starts after `offset`."""
        return self.at(bisect_right(self._starts, offset))

    def starting_before(self, offset: int) -> Span | None:
        """Return the last span that starts before `offset`."""
        return self.at(bisect_left(self._starts, offset) - 1)

    def overlapping(self, start: int, end: int) -> list[Span]:
        """Return the spans that share a character with `[start, end)`."""
        here = slice(bisect_right(self._ends, start), bisect_left(self._starts, end))
        return list(map(Span, self._starts[here], self._ends[here]))

    def places_after(self, offset: int) -> range:
        """Return the places of the spans that start after `offset`."""
        return range(bisect_right(self._starts, offset), len(self._starts))
