"""Sheets written row by row: a frozen heading row with filters, widths, and texts that go on where a cell ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from qualcode.reports.cells import PIECE, Styles, pieces_of

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
LONGEST_NAME = 31
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
POINTS_PER_LINE, TALLEST_ROW = 15, 405
MOST_HEADING_LINES = 5
WIDEST_PAGE = 500  # characters of column width; beyond that a page would be too small to read
HEAT = ("FFFFFF", "F4A261")

Make = Callable[[Any], Any]


class Book:
    """A workbook in the making, with one set of styles."""

    def __init__(self) -> None:
        self.workbook = Workbook(write_only=True)
        self.styles = Styles(self.workbook.create_sheet("Styles"))
        self.workbook.remove(self.workbook["Styles"])
        self.continued: list[str] = []

    def sheet(
        self,
        name: str,
        headings: Sequence[str],
        widths: Sequence[float],
        *,
        make: Mapping[int, Make] | None = None,
        continued: int = 0,
        frozen: str = "B2",
        numbers_from: int | None = None,
        is_listing: bool = False,
    ) -> Sheet:
        """Begin a sheet of that name, made fit for a sheet's name.

        `make` turns the values of some columns (by place) into cells. `continued` is how many columns there must
        be at the right for what is longer than a cell. What is above and left of the cell `frozen` stays in view.
        From the column `numbers_from` on there are numbers. In a listing texts are broken into lines.
        """
        usual = self.styles.listed if is_listing else self.styles.plain
        make = make or {}
        makers = [make.get(place, usual) for place in range(len(headings))]
        return Sheet(self, name, headings, widths, makers, continued, frozen, numbers_from, is_listing)

    def free_name(self, name: str) -> str:
        """Return a name that a sheet may have, and that none has."""
        taken = {title.casefold() for title in self.workbook.sheetnames} | {"history"}  # reserved by Excel
        base = NOT_IN_A_NAME.sub(" ", name).strip().strip("'").strip() or "Sheet"
        candidate, number = shortened(base), 1
        while candidate.casefold() in taken:
            number += 1
            candidate = shortened(base, f" ({number})")
        return candidate


class Sheet:
    """One table on one sheet, or on several where it has more rows than a sheet may have."""

    def __init__(
        self,
        book: Book,
        name: str,
        headings: Sequence[str],
        widths: Sequence[float],
        make: Sequence[Make],
        continued: int,
        frozen: str,
        numbers_from: int | None,
        is_listing: bool,
    ) -> None:
        self._book, self._name, self._widths, self._frozen = book, name, widths, frozen
        self._make, self._is_listing = make, is_listing
        self._continued = min(continued, MOST_COLUMNS - len(headings))
        more = ["continued", *(f"continued ({number})" for number in range(2, self._continued + 1))]
        self._headings = [*headings, *more[: self._continued]]
        self._numbers_from = len(self._headings) if numbers_from is None else numbers_from
        self._begin()

    def _begin(self) -> None:
        self.worksheet: Any = self._book.workbook.create_sheet(self._book.free_name(self._name))
        self.worksheet._values_to_row = self._book.styles.row
        self.rows = 0
        for place, width in enumerate(self._widths, start=1):
            self.worksheet.column_dimensions[get_column_letter(place)].width = width
        self.worksheet.freeze_panes = self._frozen
        self._prepare_printing()
        lines = max(map(lines_of, self._headings, self._widths), default=1)
        self.worksheet.row_dimensions[1].height = POINTS_PER_LINE * min(max(lines, 2), MOST_HEADING_LINES)
        self.worksheet.append(
            [
                self._book.styles.heading(heading, over_numbers=place >= self._numbers_from)
                for place, heading in enumerate(self._headings)
            ]
        )
        if self._continued:
            self._book.continued.append(self.worksheet.title)

    def _prepare_printing(self) -> None:
        self.worksheet.page_setup.orientation = "landscape"
        self.worksheet.print_title_rows = "1:1"
        if sum(self._widths) <= WIDEST_PAGE:
            self.worksheet.page_setup.fitToHeight = 0  # as many pages as it takes
            self.worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        else:
            self.worksheet.print_title_cols = "A:A"

    def append(self, row: Sequence[Any]) -> None:
        """Write a row."""
        if self.rows == MOST_ROWS - 1:
            self.finish()
            self._begin()
        self.rows += 1
        if self._is_listing:
            self.worksheet.row_dimensions[self.rows + 1].height = self._height(row)
        self.worksheet.append(self._in_pieces(row) if self._continued else self._made(row))

    def _height(self, row: Sequence[Any]) -> float:
        """Return the height that a row's texts need; programs do not find it when they open a file."""
        lines = max(lines_of(value, width) for value, width in zip(row, self._widths, strict=True))
        return min(lines * POINTS_PER_LINE, TALLEST_ROW)

    def _made(self, row: Sequence[Any]) -> list[Any]:
        return [make(value) for make, value in zip(self._make, row, strict=True)]

    def _in_pieces(self, row: Sequence[Any]) -> list[Any]:
        """Return the cells of a row; what is longer than a cell goes on at the right."""
        split = [pieces_of(value) if isinstance(value, str) else [value] for value in row]
        rest: list[str] = [piece for pieces in split for piece in pieces[1:]]
        missing = len(rest) - self._continued
        if missing > 0:
            rest[self._continued - 1 :] = [f"[{missing + 1} more cells do not fit on a sheet]"]
        return self._made([pieces[0] for pieces in split]) + [
            self._book.styles.plain(piece) for piece in rest
        ]

    def extend(self, rows: Iterable[Sequence[Any]]) -> Sheet:
        """Write rows, and finish."""
        for row in rows:
            self.append(row)
        return self.finish()

    def finish(self) -> Sheet:
        """Set what depends on the number of rows."""
        last = get_column_letter(len(self._headings))
        self.worksheet.auto_filter.ref = f"A1:{last}{self.rows + 1}"
        return self

    def heat(self, first: int, last: int) -> Sheet:
        """Colour the numbers of columns `first` to `last` (from 1) from white, nothing, to the largest."""
        if self.rows and first <= last:
            place = f"{get_column_letter(first)}2:{get_column_letter(last)}{self.rows + 1}"
            rule: Any = ColorScaleRule  # openpyxl leaves it without types
            self.worksheet.conditional_formatting.add(
                place,
                rule(start_type="num", start_value=0, start_color=HEAT[0], end_type="max", end_color=HEAT[1]),
            )
        return self


def lines_of(value: Any, width: float) -> int:
    """Return about how many lines a text takes in a column of that width."""
    if not isinstance(value, str):
        return 1
    return sum(1 + int(len(line) / max(width - 1, 1)) for line in value[:PIECE].split("\n"))


def shortened(name: str, ending: str = "") -> str:
    """Return a name cut to what a sheet's name may have, counted as Excel counts, with an ending."""
    while len((name + ending).encode("utf-16-le")) // 2 > LONGEST_NAME:
        name = name[:-1]
    return (name.rstrip() + ending).strip("'")
