"""Tables from .xlsx, cell by cell as text. The file is read directly, without openpyxl, which drops a part of Excel's
escapes (`_x005F_`) and shows a formula without a stored result as an empty cell.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualcode.errors import ImportRefused, ReadingError
from qualcode.exchange.shown_numbers import NumberFormats
from qualcode.exchange.tables import TableStream
from qualcode.readers.archive import Archive, attribute, local_name

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
MOST_COLUMNS = 16_384


def unescaped(text: str) -> str:
    """Return what a text in an .xlsx means; the inverse of `excel_writing.escaped`."""
    if "_x" not in text:
        return text
    text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Halves of a character, written one by one, make a character again; a lonely half is no text.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def open_excel(path: Path, sheet: str | None = None) -> TableStream:
    """Open a sheet of a workbook (None: the first). Raises `ReadingError`, `ImportRefused`."""
    try:
        archive = Archive(path.read_bytes(), path.name)
    except OSError as wrong:
        raise ReadingError(f"{path.name} cannot be opened: {wrong.strerror or wrong}.") from wrong
    if "xl/workbook.xml" not in archive.members:
        raise ReadingError(f"{path.name} is no Excel workbook: save it again as .xlsx.")
    workbook = archive.xml("xl/workbook.xml")
    sheets = _sheets(archive, workbook)
    name = chosen_sheet(path.name, list(sheets), sheet)
    since_1904 = any(
        local_name(element) == "workbookPr" and attribute(element, "date1904") in ("1", "true")
        for element in workbook
    )
    rows = _Sheet(archive, path.name, sheets[name], NumberFormats(_styles(archive), since_1904)).rows()
    headings = next(rows, (0, []))[1]
    notes = other_sheets(list(sheets), name, sheet)
    return TableStream(path.name, tuple(headings), rows, notes=notes, sheets=tuple(sheets))


def chosen_sheet(file: str, sheets: list[str], wanted: str | None) -> str:
    """Return the sheet to read; raises `ImportRefused` when there is none of that name."""
    if not sheets:
        raise ReadingError(f"{file} has no sheet to read.")
    if wanted is None:
        return sheets[0]
    for name in sheets:
        if name.casefold() == wanted.casefold():
            return name
    raise ImportRefused(f"{file} has no sheet “{wanted}”; its sheets are: {', '.join(sheets)}.")


def other_sheets(sheets: list[str], name: str, wanted: str | None) -> tuple[str, ...]:
    """Return a note when sheets were left unread without being asked."""
    others = [other for other in sheets if other != name]
    if wanted or not others:
        return ()
    return (f"Only the sheet “{name}” was read, not {', '.join(f'“{other}”' for other in others)}.",)


def _sheets(archive: Archive, workbook: Any) -> dict[str, str]:
    """Return the names of the sheets and the members they are in; charts have none."""
    targets: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in archive.members:
        for relation in archive.xml("xl/_rels/workbook.xml.rels"):
            if (attribute(relation, "Type") or "").endswith("/worksheet"):
                target = posixpath.normpath(posixpath.join("xl", attribute(relation, "Target") or ""))
                targets[attribute(relation, "Id") or ""] = target.removeprefix("/")
    sheets: dict[str, str] = {}
    for element in workbook.iter():
        if local_name(element) == "sheet":
            relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            if targets.get(relation) in archive.members:
                sheets[unescaped(attribute(element, "name") or "")] = targets[relation]
    return sheets


def _styles(archive: Archive) -> Any:
    return archive.xml("xl/styles.xml") if "xl/styles.xml" in archive.members else None


def _shared_strings(archive: Archive) -> list[str]:
    member = "xl/sharedStrings.xml"
    if member not in archive.members:
        return []
    return [_text_of(item) for item in archive.xml(member) if local_name(item) == "si"]


def _text_of(item: Any) -> str:
    """Return the text of a shared or inline string: its runs joined, without phonetic readings."""
    parts: list[str] = []
    for child in item:
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(run.text or "" for run in child if local_name(run) == "t")
    return unescaped("".join(parts))


class _Sheet:
    """Reads one sheet."""

    def __init__(self, archive: Archive, file: str, member: str, formats: NumberFormats) -> None:
        self._file = file
        self._data = archive.read(member)
        if b"<!DOCTYPE" in self._data:
            raise ReadingError(f"{member} in {file} declares a DOCTYPE, which no table needs; save it again.")
        self._member = member
        self._strings = _shared_strings(archive)
        self._formats = formats

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (row number, cells); all rows are as wide as the first, unless they hold more."""
        from lxml import etree

        width, number = 0, 0
        try:
            for _, element in etree.iterparse(
                io.BytesIO(self._data), tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False
            ):
                number = int(element.get("r") or number + 1)
                cells = self._cells(element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
                if any(cells):
                    width = width or len(cells)
                    yield number, cells + [""] * (width - len(cells))
        except (etree.XMLSyntaxError, ValueError, IndexError) as wrong:
            raise ReadingError(
                f"{self._file} is damaged: {self._member} in it cannot be read; save it again from the program"
                " that made it."
            ) from wrong

    def _cells(self, row: Any) -> list[str]:
        cells: list[str] = []
        for element in row:
            if local_name(element) != "c":
                continue
            place = self._place(element.get("r"), len(cells))
            cells.extend([""] * (place - len(cells)))
            cells.append(self._shown(element))
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def _place(self, reference: str | None, following: int) -> int:
        """Return the place of a cell in its row, from 0."""
        match = REFERENCE.fullmatch(reference or "")
        if not match:
            return following
        place = 0
        for letter in match[1]:
            place = place * 26 + ord(letter) - 64
        if place > MOST_COLUMNS or place - 1 < following:
            raise ValueError(reference)
        return place - 1

    def _shown(self, cell: Any) -> str:
        """Return what a cell shows; raises `ReadingError` for a formula that was never calculated."""
        parts = {local_name(child): child for child in cell}
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _normal(_text_of(parts["is"])) if "is" in parts else ""
        value = parts["v"].text if "v" in parts else None
        if value is None:
            if "f" in parts and kind != "str":
                raise ReadingError(
                    f"{self._file}: cell {cell.get('r')} holds a formula without a result; open and save it in"
                    " Excel or LibreOffice first."
                )
            return ""
        if kind == "s":
            return _normal(self._strings[int(value)])
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind == "n":
            return self._formats.shown(value, int(cell.get("s") or 0))
        if kind == "d":
            return str(value).removesuffix("T00:00:00").replace("T", " ")
        return _normal(unescaped(value))


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
