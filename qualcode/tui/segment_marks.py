"""Which rows of a long list are marked: a byte a row, so that marking a million takes no time and no room."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import compress


class Marks:
    """The marks of a list of so many rows."""

    def __init__(self, rows: int = 0) -> None:
        self._flags = bytearray(rows)

    def __len__(self) -> int:
        """Return how many rows are marked."""
        return self._flags.count(1)

    def __contains__(self, row: int) -> bool:
        """Whether a row is marked."""
        return bool(self._flags[row])

    def toggle(self, row: int) -> None:
        """Mark a row, or take its mark away."""
        self._flags[row] ^= 1

    def put(self, first: int, last: int, marked: bool = True) -> None:
        """Mark the rows from the first to the last one, both with them, or take their marks away."""
        low, high = sorted((first, last))
        self._flags[low : high + 1] = bytes([marked]) * (high + 1 - low)

    def put_all(self, marked: bool = True) -> None:
        """Mark all rows, or none."""
        self._flags = bytearray(bytes([marked])) * len(self._flags)

    def of(self, ids: Sequence[int]) -> array[int]:
        """Return the row numbers (in the project) of what is marked; `ids` are those of all rows."""
        return array("q", compress(ids, self._flags))

    def carried(self, before: Sequence[int], now: Sequence[int]) -> Marks:
        """Return the marks for another list: what was marked and is there still, is marked."""
        marks = Marks(len(now))
        if not len(self):
            return marks
        marked = set(compress(before, self._flags))
        marks._flags = bytearray(number in marked for number in now)
        return marks
