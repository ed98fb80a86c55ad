"""Where the reader is and what she has selected: a cursor that is a unit of text, and a selection that grows
and shrinks at one end. No screen is needed.
"""

from __future__ import annotations

from qualcode.model import Span
from qualcode.tui.transcript.units import Unit, Units


class Selection:
    """The cursor, and the selection with its two ends: the `head` moves, the `anchor` stays.

    `cursor` is a sentence, or after a step by words or characters one of these. An action without a selection
    acts on the cursor: `target` is what it acts on.
    """

    def __init__(self, units: Units) -> None:
        self.units = units
        self.cursor = units.holding(Unit.SENTENCE, 0) or Span(0, 0)
        self.unit = Unit.SENTENCE
        self.ends: tuple[int, int] | None = None  # anchor, head

    @property
    def span(self) -> Span | None:
        """The selection; None while nothing is selected."""
        return Span(min(self.ends), max(self.ends)) if self.ends else None

    @property
    def target(self) -> Span:
        """What an action acts on: the selection, else the cursor."""
        return self.span or self.cursor

    @property
    def edge(self) -> Span | None:
        """The character at the end of the selection that moves."""
        if self.ends is None:
            return None
        anchor, head = self.ends
        if head > anchor:
            return self.units.ending_after(Unit.CHARACTER, head - 1)
        return self.units.ending_after(Unit.CHARACTER, head)

    def place(self, offset: int, unit: Unit = Unit.SENTENCE) -> None:
        """Put the cursor on the unit at `offset` and select nothing."""
        self.ends = None
        self._stand(unit, offset)

    def move(self, unit: Unit, step: int) -> None:
        """Move the cursor to the next (`step` > 0) or previous unit and select nothing.

        A unit smaller than the cursor begins with the first in it, backwards with the last. By turns the cursor
        goes to the first sentence of one.
        """
        units, start, self.ends = self.units, self.cursor.start, None
        if unit.value < self.unit.value:
            inner = (
                units.starting_after(unit, start - 1)
                if step > 0
                else units.ending_before(unit, self.cursor.end + 1)
            )
            target = inner if inner and start <= inner.start < self.cursor.end else None
        else:
            target = None
        target = target or (
            units.starting_after(unit, start) if step > 0 else units.starting_before(unit, start)
        )
        if target is not None:
            self._stand(min(unit, Unit.SENTENCE, key=lambda one: one.value), target.start)

    def extend(self, unit: Unit, step: int) -> None:
        """Move the head by a unit. When nothing would be left, what is left turns round and grows the other way."""
        anchor, head = self.ends or (self.cursor.start, self.cursor.end)
        forwards = head >= anchor
        if forwards == (step > 0):
            head = self._outwards(unit, head, forwards)
        else:
            inner = self._inwards(unit, head, forwards)
            if inner is not None and (inner > anchor if forwards else inner < anchor):
                head = inner
            else:
                anchor, head = head, self._outwards(unit, anchor, not forwards)
        self._select(anchor, head)

    def move_end(self, unit: Unit, step: int) -> bool:
        """Move the head by a unit, but neither to the anchor nor past it; say whether it moved."""
        if self.ends is None:
            return False
        anchor, head = self.ends
        forwards = head > anchor
        if forwards == (step > 0):
            moved: int | None = self._outwards(unit, head, forwards)
        else:
            moved = self._inwards(unit, head, forwards)
        if moved is None or moved in (head, anchor) or (moved > anchor) != forwards:
            return False
        self._select(anchor, moved)
        return True

    def extend_to(self, offset: int) -> None:
        """Move the head to `offset`."""
        anchor = self.ends[0] if self.ends else self.cursor.start
        if self.ends is None and offset < anchor:
            anchor = self.cursor.end
        self._select(anchor, offset)

    def select(self, unit: Unit) -> None:
        """Select the whole unit at the cursor, which stays."""
        span = self.units.holding(unit, self.cursor.start)
        if span is not None:
            self.ends = (span.start, span.end)

    def set(self, start: int, end: int, head_at_start: bool = False) -> None:
        """Select `[start, end)`; nothing if that is empty."""
        self._select(*((end, start) if head_at_start else (start, end)))

    def swap_ends(self) -> None:
        """Let the other end be the one that moves; without a selection, select the cursor first."""
        anchor, head = self.ends or (self.cursor.start, self.cursor.end)
        self._select(head, anchor)

    def clear(self) -> None:
        """Select nothing; the cursor stays."""
        self.ends = None

    def refresh_units(self) -> None:
        """Stand on the unit that is now where the cursor was: the sentences have changed."""
        self._stand(self.unit, self.cursor.start)

    def _outwards(self, unit: Unit, offset: int, forwards: bool) -> int:
        if forwards:
            span = self.units.ending_after(unit, offset)
            return span.end if span else offset
        span = self.units.starting_before(unit, offset)
        return span.start if span else offset

    def _inwards(self, unit: Unit, offset: int, forwards: bool) -> int | None:
        if forwards:
            span = self.units.ending_before(unit, offset)
            return span.end if span else None
        span = self.units.starting_after(unit, offset)
        return span.start if span else None

    def _select(self, anchor: int, head: int) -> None:
        if anchor == head:
            self.ends = None
            return
        self.ends = (anchor, head)
        self._stand(Unit.SENTENCE, head - 1 if head > anchor else head)

    def _stand(self, unit: Unit, offset: int) -> None:
        span = self.units.holding(unit, offset)
        if span is not None:
            self.cursor, self.unit = span, unit
