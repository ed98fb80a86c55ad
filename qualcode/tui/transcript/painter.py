"""Text of a row and the marks on it → stretches of one style each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.segment import Segment

from qualcode.model import Span
from qualcode.tui.transcript.cells import is_plain, stops
from qualcode.tui.transcript.records import CodingMark
from qualcode.tui.transcript.styles import Coded, Kind, State, StyleBook


@dataclass(frozen=True, slots=True)
class Layers:
    """What lies on the text of a row, as offsets into the document; spans may reach beyond the row."""

    codings: Sequence[CodingMark] = ()
    states: Sequence[tuple[Span, State]] = ()
    kinds: Sequence[tuple[Span, Kind]] = field(default=())


def paint(text: str, start: int, layers: Layers, book: StyleBook, kind: Kind = Kind.SPEECH) -> list[Segment]:
    """Return the segments of a row that shows `text`, which begins at `start` in the document."""
    snapped = _snapped(text, start, layers)
    segments = []
    for left, right in _stretches(start, start + len(text), snapped):
        coded, state, here = _on(left, right, snapped, kind)
        segments.append(Segment(text[left - start : right - start], book.text(here, coded, state)))
    return segments


def _stretches(start: int, end: int, layers: Layers) -> Iterator[tuple[int, int]]:
    """Cut a row wherever a mark begins or ends in it."""
    edges = {start, end}
    for span in _spans(layers):
        edges.update(edge for edge in (span.start, span.end) if start < edge < end)
    ordered = sorted(edges)
    return pairwise(ordered)


def _spans(layers: Layers) -> Iterable[Span | CodingMark]:
    yield from layers.codings
    for span, _ in layers.states:
        yield span
    for span, _ in layers.kinds:
        yield span


def _on(start: int, end: int, layers: Layers, kind: Kind) -> tuple[Coded, State, Kind]:
    """Return what lies on all of `[start, end)`."""
    coded = sorted((c.code_id, c.dimmed) for c in layers.codings if c.start <= start and c.end >= end)
    state = State.NONE
    for span, holds in layers.states:
        if span.start <= start and span.end >= end:
            state |= holds
    for span, other in layers.kinds:
        if span.start <= start and span.end >= end:
            kind = other
    return tuple(coded), state, kind


def _snapped(text: str, start: int, layers: Layers) -> Layers:
    """Widen every mark to whole stops: a character as it is seen has one style."""
    if is_plain(text):
        return layers
    row = stops(text)
    starts = [start + stop.start for stop in row]
    ends = [start + stop.end for stop in row]

    def widen(left: int, right: int) -> tuple[int, int]:
        if right <= start or left >= start + len(text):
            return left, right
        first = bisect_right(starts, left) - 1
        last = bisect_left(ends, right)
        return (starts[first] if first >= 0 else left, ends[last] if last < len(ends) else right)

    return Layers(
        [CodingMark(c.id, *widen(c.start, c.end), c.code_id, c.coder, c.dimmed) for c in layers.codings],
        [(Span(*widen(span.start, span.end)), state) for span, state in layers.states],
        [(Span(*widen(span.start, span.end)), kind) for span, kind in layers.kinds],
    )
