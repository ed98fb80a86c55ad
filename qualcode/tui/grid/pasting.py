"""A block from a spreadsheet, as a terminal pastes it: cells between tabs, rows between line ends."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from qualcode.errors import InvalidValue
from qualcode.text.wording import counted
from qualcode.tui.grid.sheet import Column, Entry, NewRow

QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')


def block_of(text: str) -> list[list[str]]:
    """Return the rows of a pasted block.

    Spreadsheet programs put quotation marks round a cell with a line end or a tab in it, and double those inside;
    any other quotation mark is a sign of the text.
    """
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        cell, place = _cell(text, place)
        rows[-1].append(cell)
        if place < len(text) and text[place] == "\n":
            rows.append([])
        place += 1
    if len(rows) > 1 and rows[-1] == [""]:
        rows.pop()  # the line end after the last row
    return rows


def _cell(text: str, start: int) -> tuple[str, int]:
    """Return the cell that begins at a place, and where it ends."""
    quoted = QUOTED.match(text, start)
    if quoted and ("\n" in quoted[1] or "\t" in quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    ends = [end for end in (text.find("\t", start), text.find("\n", start)) if end >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def entries_for(
    block: Sequence[Sequence[str]],
    rows: Sequence[Hashable],
    columns: Sequence[Column],
    *,
    adds_rows: bool = False,
) -> list[Entry]:
    """Return what a block puts where: `rows` and `columns` are those from the cursor on.

    With `adds_rows` what goes beyond the last row makes new ones. Raises `InvalidValue` when the block is larger
    than the place.
    """
    _check_room(max(len(cells) for cells in block), len(columns), "column")
    if not adds_rows:
        _check_room(len(block), len(rows), "row")
    there = [*rows, *(NewRow(number) for number in range(len(block) - len(rows)))]
    return [
        Entry(there[down], columns[across].key, cell)
        for down, cells in enumerate(block)
        for across, cell in enumerate(cells)
    ]


def _check_room(needed: int, there: int, noun: str) -> None:
    if needed > there:
        raise InvalidValue(
            f"The block has {counted(needed, noun)}, but only {there} begin at the cursor; nothing was pasted."
        )
