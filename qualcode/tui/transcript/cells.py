"""Offsets in a row of text ↔ cells of the terminal: one function each way.

Widths are Rich's, taken cluster by cluster. A cluster without width (a zero width space, a stray mark) belongs
to the stop before it, so that every stop has cells of its own and offset → cell → offset leads back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

from qualcode.text.graphemes import clusters

PLAIN_CHARACTERS = (
    " -~\xa0-\xa8\xaa-\xac\xaf-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u203b\u2400-\u2421\ufffd"
)
"""A character class: each takes one cell and is a cluster of its own, whatever stands beside it."""

_PLAIN = re.compile(f"[{PLAIN_CHARACTERS}]*")


class _Widths(dict[str, int]):
    """Cells of a character, remembered."""

    def __missing__(self, character: str) -> int:
        width = self[character] = get_character_cell_size(character)
        return width


_width_of = _Widths().__getitem__


class Stop(NamedTuple):
    """A place the cursor can stand on: characters `[start, end)` of a row, shown from `cell` on."""

    start: int
    end: int
    cell: int
    cells: int


def is_plain(text: str, start: int = 0, end: int | None = None) -> bool:
    """Say whether every character of `text[start:end]` is one cluster and one cell wide."""
    return _PLAIN.fullmatch(text, start, len(text) if end is None else end) is not None


def estimated_cells(text: str) -> int:
    """Return about how wide `text` is: exact but for joined emoji."""
    return sum(map(_width_of, text))


def stops(text: str) -> list[Stop]:
    """Return the stops of a row; together they cover it."""
    found: list[Stop] = []
    cell = pending = 0
    for start, end in clusters(text):
        cells = cell_len(text[start:end])
        if cells:
            found.append(Stop(pending, end, cell, cells))
        elif found:
            found[-1] = found[-1]._replace(end=end)
        pending = end if found else pending
        cell += cells
    return found or ([Stop(0, len(text), 0, 0)] if text else [])


def cell_of(text: str, offset: int) -> int:
    """Return the cell at which the stop with the character at `offset` of a row begins."""
    if is_plain(text):
        return offset
    row = stops(text)
    if offset >= len(text):
        return row[-1].cell + row[-1].cells if row else 0
    return row[bisect_right(row, offset, key=lambda stop: stop.start) - 1].cell


def offset_at(text: str, cell: int) -> int:
    """Return the offset of the stop that is shown at `cell` of a row; past the end, the row's length.

    A row that takes no cells at all begins everywhere.
    """
    if is_plain(text):
        return min(max(cell, 0), len(text))
    row = stops(text)
    width = row[-1].cell + row[-1].cells
    if cell >= width:
        return len(text) if width else 0
    return row[max(0, bisect_right(row, cell, key=lambda stop: stop.cell) - 1)].start
