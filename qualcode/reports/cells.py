"""Values as cells of a workbook: texts stay texts and stay whole, colours stay readable.

A text that begins like a formula or an error value, or holds characters that XML cannot, is set past openpyxl's own
checks, which would make a formula of the one and refuse the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from datetime import date
from typing import Any

from qualcode.exchange.excel_writing import LONGEST_CELL, TO_ESCAPE, escaped

PIECE = 16_000  # Excel counts UTF-16 units, of which a character has at most two
KINDS = {str: "s", int: "n", float: "n"}
FONT, FONT_SIZE = "Calibri", 11  # what cells without a style have
LIKE_A_FORMULA = ("=", "+", "-", "@")
SPECIAL = re.compile(rf"^[=+\-@#]|{TO_ESCAPE.pattern}")
EARLIEST_DATE = date(1900, 3, 1)  # spreadsheets disagree on the days before
READABLE_BLACK = 0.179  # the luminance at which black and white have the same contrast (WCAG 2.2)


class Styles:
    """Makes styled cells for one workbook; each look is set up once and shared."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._looks: dict[str, Any] = {}
        self._labels: dict[tuple[str, str], Any] = {}

    def plain(self, value: Any) -> Any:
        """Return a value so that `append` writes it as it is; most values are returned themselves."""
        if isinstance(value, str):
            return self._text(value) if len(value) > PIECE or SPECIAL.search(value) else value or None
        if isinstance(value, date) and date(value.year, value.month, value.day) < EARLIEST_DATE:
            return value.isoformat()
        return value

    def _text(self, text: str) -> Any:
        look = self._look("kept as text") if text.startswith(LIKE_A_FORMULA) else None
        return self._cell(written(text), look)

    def row(self, values: Iterable[Any], number: int) -> Iterator[Any]:
        """Yield the cells of a row made of plain values and of cells, as openpyxl's write-only sheets do.

        Theirs looks at every value again for what it could mean; here that is known, which on a long sheet pays
        for reading what it holds.
        """
        from openpyxl.cell import Cell, WriteOnlyCell

        shared: Any = WriteOnlyCell(self._sheet)
        for column, value in enumerate(values, start=1):
            if value is None:
                continue
            kind = KINDS.get(type(value))
            if kind:
                cell = shared
                cell._value, cell.data_type = value, kind
            elif isinstance(value, Cell):
                cell = value
            else:
                cell = WriteOnlyCell(self._sheet, value)
            cell.column, cell.row = column, number
            yield cell

    def heading(self, text: str, *, over_numbers: bool = False) -> Any:
        """Return a cell of a heading row; over numbers it is set to the right, as they are."""
        return self._cell(written(text), self._look("heading over numbers" if over_numbers else "heading"))

    def listed(self, value: Any) -> Any:
        """Return a value at the top of its cell; a text is broken into lines there."""
        if isinstance(value, str):
            look = "wrapped, kept as text" if value.startswith(LIKE_A_FORMULA) else "wrapped"
            return self._cell(written(value), self._look(look)) if value else None
        return self.number(value, "General") if isinstance(value, int | float) else self.plain(value)

    def number(self, value: float | None, number_format: str) -> Any:
        """Return a number in a number format."""
        return None if value is None else self._cell(value, self._look(number_format), "n")

    def coloured(self, text: str, colour: str) -> Any:
        """Return a text on a colour (`#rrggbb`), black or white, whichever can be read; made once and shared."""
        if (text, colour) not in self._labels:
            self._labels[text, colour] = self._cell(written(text), self._look(colour))
        return self._labels[text, colour]

    def _cell(self, value: Any, look: Any, data_type: str = "s") -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell: Any = WriteOnlyCell(self._sheet)
        cell._value, cell.data_type = value, data_type
        if look is not None:
            cell._style = look
        return cell

    def _look(self, name: str) -> Any:
        if name not in self._looks:
            from openpyxl.cell import WriteOnlyCell

            cell: Any = WriteOnlyCell(self._sheet)
            if name in ("wrapped", "wrapped, kept as text", "kept as text"):
                cell.quotePrefix = "kept" in name  # editing the cell does not make a formula of it either
                if "wrapped" in name:
                    _as_wrapped(cell)
            elif name.startswith("heading"):
                _as_heading(cell, "right" if "numbers" in name else None)
            elif name.startswith("#") and len(name) == 7:
                _as_coloured(cell, name)
            else:
                _as_number(cell, name)
            self._looks[name] = copy(cell._style)
        return self._looks[name]


def _as_heading(cell: Any, side: str | None) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name=FONT, size=FONT_SIZE, bold=True)
    cell.fill = PatternFill("solid", fgColor="E7E9ED")
    cell.border = Border(bottom=Side("thin", color="8A8F98"))
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)


def _as_wrapped(cell: Any) -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _as_number(cell: Any, number_format: str) -> None:
    from openpyxl.styles import Alignment

    cell.number_format = number_format
    cell.alignment = Alignment(vertical="top")


def _as_coloured(cell: Any, colour: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.alignment = Alignment(vertical="top")
    cell.fill = PatternFill("solid", fgColor=colour[1:].upper())
    cell.font = Font(name=FONT, size=FONT_SIZE, color=readable_on(colour)[1:])


def readable_on(colour: str) -> str:
    """Return black or white, whichever has more contrast on a colour (relative luminance of WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if luminance > READABLE_BLACK else "#FFFFFF"


def written(text: str) -> str:
    """Return a text as it stands in the file; one that is longer than a cell may be is cut, and says so."""
    first, *rest = pieces_of(text)
    if rest:
        first += f" [… {len(text) - len(first):,} more characters do not fit into a cell]"
    return escaped(first)


def pieces_of(text: str) -> list[str]:
    """Return a text in pieces that a cell can hold each; joined they are the text."""
    if len(text) <= PIECE or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return [text]
    return [text[place : place + PIECE] for place in range(0, len(text), PIECE)]


def extra_pieces(row: Sequence[Any]) -> int:
    """Return how many cells more than its own a row needs for its texts."""
    return sum(len(pieces_of(value)) - 1 for value in row if isinstance(value, str) and len(value) > PIECE)
