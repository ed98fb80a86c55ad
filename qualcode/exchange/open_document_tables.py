"""Tables from OpenDocument spreadsheets (.ods), cell by cell as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualcode.errors import ReadingError
from qualcode.exchange.excel_reading import chosen_sheet, other_sheets
from qualcode.exchange.tables import TableStream
from qualcode.readers.archive import Archive, attribute, local_name

MOST_COLUMNS = 16_384
MOST_SPACES = 10_000
_SPACE = re.compile(r"[ \t\r\n]+")
LEFT_OUT = frozenset(["annotation", "tracked-changes", "ruby-text"])


def open_ods(path: Path, sheet: str | None = None) -> TableStream:
    """Open a sheet of a spreadsheet (None: the first). Raises `ReadingError`, `ImportRefused`."""
    try:
        archive = Archive(path.read_bytes(), path.name)
    except OSError as wrong:
        raise ReadingError(f"{path.name} cannot be opened: {wrong.strerror or wrong}.") from wrong
    if "content.xml" not in archive.members:
        raise ReadingError(f"{path.name} is no OpenDocument spreadsheet: it has no content.xml.")
    spreadsheet = next((e for e in archive.xml("content.xml").iter() if local_name(e) == "spreadsheet"), None)
    if spreadsheet is None:
        raise ReadingError(f"{path.name} is no OpenDocument spreadsheet: save it as .ods.")
    sheets = {
        attribute(element, "name") or "": element for element in spreadsheet if local_name(element) == "table"
    }
    name = chosen_sheet(path.name, list(sheets), sheet)
    rows = _rows(sheets[name], path.name)
    headings = next(rows, (0, []))[1]
    notes = other_sheets(list(sheets), name, sheet)
    return TableStream(path.name, tuple(headings), rows, notes=notes, sheets=tuple(sheets))


def _rows(sheet: Any, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells), rows that are written once for many included; all as wide as the first."""
    number, width = 1, 0
    for row in _row_elements(sheet):
        repeated = _times(row, "number-rows-repeated")
        cells = _cells(row, file)
        if cells:
            width = width or len(cells)
            for offset in range(repeated):
                yield number + offset, cells + [""] * (width - len(cells))
        number += repeated


def _row_elements(parent: Any) -> Iterator[Any]:
    for child in parent:
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _row_elements(child)


def _times(element: Any, name: str) -> int:
    text = attribute(element, name) or "1"
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 1


def _cells(row: Any, file: str) -> list[str]:
    cells: list[str] = []
    gap = 0
    for cell in row:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        text, repeated = _shown(cell), _times(cell, "number-columns-repeated")
        if not text:
            gap += repeated
            continue
        if len(cells) + gap + repeated > MOST_COLUMNS:
            raise ReadingError(f"{file} has more than {MOST_COLUMNS:,} columns: that is no table of a study.")
        cells += [""] * gap + [text] * repeated
        gap = 0
    return cells


def _shown(cell: Any) -> str:
    """Return what a cell shows; dates in ISO, numbers with a point where the display has a comma."""
    text = "\n".join(_text(child) for child in cell if local_name(child) == "p")
    kind = attribute(cell, "value-type")
    if kind == "string":
        return attribute(cell, "string-value") or text
    if kind == "date":
        value = attribute(cell, "date-value") or text
        return value.removesuffix("T00:00:00").replace("T", " ")
    if kind in ("float", "currency"):
        digits = text.lstrip("+-")
        return text if digits.replace(".", "", 1).isdecimal() else attribute(cell, "value") or text
    return text


def _text(element: Any) -> str:
    """Return the text of a paragraph; runs of white space in the file stand for one space each."""
    parts = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        name = local_name(child)
        if name == "s":
            parts.append(" " * min(_times(child, "c"), MOST_SPACES))
        elif name == "tab":
            parts.append("\t")
        elif name == "line-break":
            parts.append("\n")
        elif name and name not in LEFT_OUT:
            parts.append(_text(child))
        parts.append(_SPACE.sub(" ", child.tail or ""))
    return "".join(parts)
