"""Lines of text broken into rows of a given width, and a count of rows that stays cheap for long texts.

A row breaks behind a space, on either side of a wide character (but not before closing punctuation), behind a
zero width space, and where none of these is at hand, between two clusters. The space at which a row breaks may
hang beyond the width, so that every character belongs to exactly one row.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len

from qualcode.text.graphemes import clusters
from qualcode.tui.transcript.cells import estimated_cells, is_plain
from qualcode.tui.transcript.pieces import Pieces

HANGING_CELLS = 1
NEVER_FIRST = frozenset("、。，．！？：；」』】〕）〉》’”…ー々ゝゞっゃゅょッャュョ｡､｣)]}!?,.;:»")
_BREAKS_AFTER = frozenset(" \u200b\u3000\u1680\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a")


def wrap_plain(text: str, width: int) -> list[int]:
    """Return where the rows of `text` begin, if each of its characters takes one cell."""
    breaks, start, length = [0], 0, len(text)
    while length - start > width:
        space = text.rfind(" ", start, start + width + HANGING_CELLS)
        start = space + 1 if space >= 0 else start + width
        if start >= length:
            break
        breaks.append(start)
    return breaks


def wrap(text: str, width: int) -> list[int]:
    """Return where the rows of `text` begin."""
    if is_plain(text):
        return wrap_plain(text, width)
    breaks, filled, chance, since_chance = [0], 0, 0, 0
    wide_before = False
    for start, end in clusters(text):
        cluster = text[start:end]
        cells = cell_len(cluster)
        if start and (cells > 1 or wide_before) and cluster[0] not in NEVER_FIRST:
            chance, since_chance = start, 0
        hangs = cluster == " " and filled + cells <= width + HANGING_CELLS
        if filled + cells > width and not hangs and start > breaks[-1]:
            if chance > breaks[-1]:
                filled = since_chance
                breaks.append(chance)
            else:
                filled = 0
                breaks.append(start)
        if filled + cells > width and not hangs and start > breaks[-1]:
            filled = 0
            breaks.append(start)
        filled += cells
        since_chance += cells
        wide_before = cells > 1
        if cluster[-1] in _BREAKS_AFTER:
            chance, since_chance, wide_before = end, 0, False
    return breaks


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the screen: `[start, end)` of the text, the piece it belongs to and its place in it.

    `lead` counts, from 0, the rows above a piece that hold no text; it is None for a row of text.
    """

    piece: int
    start: int
    end: int
    is_first: bool
    lead: int | None = None


class WrapIndex:
    """How many rows each piece takes, and which row is where.

    Pieces of plain characters are counted exactly at once. For others the count is an estimate until they come
    near the view and `settle` wraps them. There are no rows until `set_width` is called.
    """

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self.width = 0
        self._cells = _measure(pieces)
        self._tops = [0]

    def set_width(self, width: int) -> None:
        """Wrap to `width` cells from now on."""
        width = max(2, width)
        if width == self.width:
            return
        self.width = width
        self._breaks: dict[int, list[int]] = {}
        self._counts = self._first_counts()
        self._add_up()

    @property
    def total(self) -> int:
        """Rows in all."""
        return self._tops[-1]

    def breaks(self, piece: int) -> list[int]:
        """Return where the rows of a piece begin, counted from its start."""
        if (known := self._breaks.get(piece)) is None:
            known = self._breaks[piece] = wrap(self.pieces.text(piece), self.width)
        return known

    def row(self, number: int) -> Row | None:
        """Return row `number` (from 0); None past the end. Its piece should be settled."""
        if not 0 <= number < self.total:
            return None
        piece = bisect_right(self._tops, number) - 1
        place, lead = number - self._tops[piece], self.pieces.leads[piece]
        start, end = self.pieces.starts[piece], self.pieces.ends[piece]
        if place < lead:
            return Row(piece, start, start, False, place)
        breaks = self.breaks(piece)
        place = min(place - lead, len(breaks) - 1)
        if place + 1 < len(breaks):
            end = start + breaks[place + 1]
        return Row(piece, start + breaks[place], end, place == 0)

    def rows_of(self, piece: int) -> range:
        """Return the numbers of the rows of text of a piece."""
        self._correct([piece])
        return range(self._tops[piece] + self.pieces.leads[piece], self._tops[piece + 1])

    def row_of(self, offset: int) -> int:
        """Return the number of the row that shows `offset`."""
        piece = self.pieces.at(offset)
        place = bisect_right(self.breaks(piece), offset - self.pieces.starts[piece]) - 1
        return self.rows_of(piece).start + max(0, place)

    def number_of(self, row: Row) -> int:
        """Return the number a row has now, or the row that shows its first character after a change of width."""
        if row.lead is not None:
            return self.rows_of(row.piece).start - self.pieces.leads[row.piece] + row.lead
        place = bisect_right(self.breaks(row.piece), row.start - self.pieces.starts[row.piece]) - 1
        return self.rows_of(row.piece).start + place

    def settle(self, top: int, height: int) -> int:
        """Count exactly from `height` rows above row `top` to `2 * height` below; return that row's new number."""
        top = max(0, min(top, self.total - 1))
        anchor = bisect_right(self._tops, top) - 1
        place = top - self._tops[anchor]
        self._correct(self._around(anchor, height))
        return self._tops[anchor] + min(place, self._counts[anchor] - 1)

    def _around(self, anchor: int, height: int) -> list[int]:
        """Return the pieces that a screen and its neighbours show, each wrapped."""
        touched = []
        for step, rows in ((1, 2 * height), (-1, height)):
            piece = anchor if step > 0 else anchor - 1
            while rows > 0 and 0 <= piece < len(self.pieces):
                touched.append(piece)
                rows -= len(self.breaks(piece)) if self._cells[piece] else self._counts[piece]
                piece += step
        return touched

    def _correct(self, pieces: list[int]) -> None:
        wrong = False
        for piece in pieces:
            if self._cells[piece]:  # of the others the count was exact from the start
                exact = len(self.breaks(piece)) + self.pieces.leads[piece]
                wrong = wrong or exact != self._counts[piece]
                self._counts[piece] = exact
        if wrong:
            self._add_up()

    def _first_counts(self) -> list[int]:
        """Return the rows of every piece, with those without text above it: in one loop, for there are very many."""
        pieces, width, counts = self.pieces, self.width, []
        columns = zip(pieces.starts, pieces.ends, pieces.leads, self._cells, strict=True)
        for piece, (start, end, lead, cells) in enumerate(columns):
            if cells:
                rows = -(-cells // width)
            elif end - start <= width:
                rows = 1
            else:
                self._breaks[piece] = breaks = wrap_plain(pieces.shown[start:end], width)
                rows = len(breaks)
            counts.append(lead + rows)
        return counts

    def _add_up(self) -> None:
        self._tops = [0, *accumulate(self._counts)]


def _measure(pieces: Pieces) -> list[int]:
    """Return the cells of every piece, about; 0 where all characters are plain."""
    if is_plain(pieces.shown.replace("\n", "")):
        return [0] * len(pieces)
    shown, bounds = pieces.shown, zip(pieces.starts, pieces.ends, strict=True)
    return [
        0 if is_plain(shown, start, end) else estimated_cells(shown[start:end]) or 1 for start, end in bounds
    ]
