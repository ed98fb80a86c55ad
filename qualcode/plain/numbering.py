"""Numbers for things that are chosen by number: once told, a number keeps its thing as long as the program runs."""

from __future__ import annotations

from collections.abc import Iterable


class Numbering:
    """Gives row numbers of the file (codes, documents) the numbers 1, 2, 3 … in the order of their telling.

    A thing that comes later gets the next number, one that goes leaves its number empty: what was heard
    a minute ago is never another thing now, whatever another program did.
    """

    def __init__(self) -> None:
        self._number_of: dict[int, int] = {}
        self._row_of: dict[int, int] = {}

    def take_up(self, rows: Iterable[int]) -> None:
        """Give numbers to those that have none, in this order."""
        for row in rows:
            if row not in self._number_of:
                number = len(self._number_of) + 1
                self._number_of[row], self._row_of[number] = number, row

    def number(self, row: int) -> int:
        """Return the number of a row, a new one if need be."""
        self.take_up([row])
        return self._number_of[row]

    def row(self, number: int) -> int | None:
        """Return the row of a number; None for one that was never given."""
        return self._row_of.get(number)
