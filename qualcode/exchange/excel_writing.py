"""Tables to .xlsx: texts are strings and never formulas, control characters travel as Excel writes them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from qualcode.errors import InvalidValue
from qualcode.exchange.places import written_whole
from qualcode.exchange.tables import Cell

LONGEST_CELL = 32_767  # characters in UTF-16, as Excel counts them
MOST_ROWS = 1_048_576
NARROWEST_COLUMN, WIDEST_COLUMN = 12, 60
ABOUT, ABOUT_WIDTH = "About", 100
NOT_IN_A_TITLE = dict.fromkeys(map(ord, "[]:*?/\\"), "_")
# What XML 1.0 cannot hold, a carriage return (which XML turns into a line feed), and what looks like the escape itself.
TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """Return a text as Excel writes it: `_xHHHH_` for what XML cannot hold (ECMA-376, 22.9.2.19 ST_Xstring)."""
    return TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def write_excel(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    shortened: Collection[str] = (),
    about: str = "",
) -> int:
    """Write a sheet with a frozen heading row and a filter; return the number of rows.

    What the table says about itself is on a second sheet, so that the first one is nothing but the table.
    Raises `InvalidValue` when a text or the table is too long for Excel.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(path.stem[:31].translate(NOT_IN_A_TITLE) or "Table")
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, start=1):
        width = min(max(NARROWEST_COLUMN, len(heading) + 4), WIDEST_COLUMN)
        sheet.column_dimensions[get_column_letter(place)].width = width
    cell_of = _cell_maker(sheet, path.name, shortened)
    number = 0
    try:
        sheet.append([cell_of(heading, heading, Font(bold=True)) for heading in headings])
        for number, row in enumerate(rows, start=1):
            if number >= MOST_ROWS:
                raise InvalidValue(
                    f"{path.name} would have more than the {MOST_ROWS:,} rows of a sheet: write a .csv."
                )
            sheet.append([cell_of(value, heading) for value, heading in zip(row, headings, strict=True)])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{number + 1}"
        if about:
            _add_about(workbook, about, path.name)
        with written_whole(path) as draft:
            workbook.save(draft)
    except BaseException:
        with suppress(Exception):
            workbook.save(io.BytesIO())  # only so does openpyxl let go of its temporary files
        raise
    return number


def _add_about(workbook: Any, about: str, file: str) -> None:
    sheet = workbook.create_sheet(ABOUT)
    sheet.column_dimensions["A"].width = ABOUT_WIDTH
    sheet.append([_cell_maker(sheet, file, (ABOUT,))(about, ABOUT)])


def _cell_maker(sheet: Any, file: str, shortened: Collection[str]) -> Callable[..., Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    top = Alignment(vertical="top", wrap_text=True)

    def cell_of(value: Cell, heading: str, font: Any = None) -> Any:
        if not isinstance(value, str):
            return value
        if not value:
            return None
        cell: Any = WriteOnlyCell(sheet)
        # Set beneath openpyxl's own checks, which would make formulas of some texts and refuse others.
        cell._value, cell.data_type = escaped(fitting(value, heading, shortened, file)), "s"
        cell.alignment = top
        if font:
            cell.font = font
        return cell

    return cell_of


def fitting(text: str, heading: str, shortened: Collection[str], name: str) -> str:
    """Return a text that a cell can hold; raises `InvalidValue` when it is too long and may not be shortened."""
    # An escape takes seven places of the file, but Excel counts the character that it stands for.
    if len(text) * 2 <= LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    if heading not in shortened:
        raise InvalidValue(
            f"A text under “{heading}” has {len(text):,} characters, and a cell of {name} holds {LONGEST_CELL:,}:"
            " write a .csv instead."
        )
    return text.encode("utf-16-le")[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"
