"""Where the cells of a grid stand: the first column holds still, the others scroll sideways below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len

from qualcode.tui.grid.sheet import Column, SheetRow
from qualcode.tui.visible import visible

MARK = 2
"""Cells at the left in which it is seen whether a row is marked."""
PADDING = 2
WIDEST, NARROWEST = 28, 4


@dataclass(frozen=True, slots=True)
class Placing:
    """The widths of the columns, with their padding, and where each begins behind the first."""

    widths: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()

    @property
    def still(self) -> int:
        """The cells that do not scroll: the mark and the first column."""
        return MARK + (self.widths[0] if self.widths else 0)

    @property
    def total(self) -> int:
        """All cells from left to right."""
        return MARK + sum(self.widths)

    def left_of(self, column: int, scrolled: int) -> int:
        """Return the screen column in which a grid column begins, scrolled so far."""
        return MARK if column == 0 else self.still + self.starts[column] - scrolled

    def at(self, x: int, scrolled: int) -> int | None:
        """Return the grid column in a screen column; None in the marks and behind the last."""
        if x < MARK:
            return None
        if x < self.still:
            return 0
        x += scrolled - self.still
        for column in range(1, len(self.widths)):
            if self.starts[column] <= x < self.starts[column] + self.widths[column]:
                return column
        return None

    def scrolled_to(self, column: int, scrolled: int, width: int) -> int:
        """Return how far to scroll sideways so that a column is seen in `width` cells, moving no more than needed."""
        if column == 0 or not self.widths:
            return scrolled
        start, end = self.starts[column], self.starts[column] + self.widths[column]
        room = max(1, width - self.still)
        return min(start, max(scrolled, end - room))


def place(columns: Sequence[Column], rows: Sequence[SheetRow], width: int) -> Placing:
    """Return the placing of columns on a screen of so many cells: each as wide as its longest text, within limits."""
    widths = []
    for number, column in enumerate(columns):
        longest = max((length(row.cells[number]) for row in rows), default=0)
        widest = max(12, min(WIDEST + 4, width // 3)) if number == 0 else WIDEST
        widths.append(PADDING + min(widest, max(NARROWEST, longest, length(column.heading))))
    starts = [0, *accumulate(widths[1:], initial=0)][: len(widths)]
    return Placing(tuple(widths), tuple(starts))


def length(text: str) -> int:
    """Return the cells a text takes on the screen."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(visible(text))
