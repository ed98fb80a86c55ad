"""Comma, semicolon and tab separated tables: the encoding and the separator are recognised, cells come in safely.

A cell that begins with `= + - @`, a tab or a carriage return would be a formula for a spreadsheet program. It is
written with an apostrophe before it, and so is one that begins with apostrophes and then such a sign; reading takes
exactly one apostrophe off. So every text comes back as it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from qualcode.errors import ImportRefused, InvalidValue, ReadingError
from qualcode.exchange.places import written_whole
from qualcode.exchange.tables import Cell, TableStream
from qualcode.readers.encodings import decode_bytes

FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"''*[=+\-@\t\r]")
LIKELY_FORMULA = frozenset("'=+-@\t\r")
SEPARATORS = {".tsv": "\t"}
CANDIDATES = (",", ";", "\t", "|")
SAMPLE_CHARACTERS = 1_000_000
SAMPLE_ROWS = 200
LONGEST_CELL = 2**31 - 1  # what a C long holds on every system
CHUNK = 1 << 20


def open_delimited(path: Path, encoding: str | None = None, delimiter: str | None = None) -> TableStream:
    """Open a csv or tsv file, streamed; raises `ReadingError` where it is no text or its quotes do not close."""
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise InvalidValue(f"The separator “{delimiter}” is none; it is one character, such as , or ;")
    file, used, warning = open_text(path, encoding)
    try:
        sample = file.read(SAMPLE_CHARACTERS)
        announced = re.match(r"sep=(.)\r?\n", sample)  # how Excel is told the separator
        file.seek(0)
        if announced:
            file.readline()
        separator = delimiter or (announced and announced[1]) or SEPARATORS.get(path.suffix.lower())
        rows = _rows(file, path.name, separator or separator_of(sample), 1 if announced else 0)
        headings = next(rows, (0, []))[1]
    except BaseException as error:
        file.close()
        if isinstance(error, UnicodeDecodeError):
            raise _misread(path.name, error) from error
        raise
    return TableStream(path.name, tuple(headings), rows, used, (warning,) if warning else ())


def open_text(path: Path, encoding: str | None = None) -> tuple[IO[str], str, str | None]:
    """Open a text file with its encoding recognised; return it with the encoding's name and a warning, if any.

    A file in UTF-8 is streamed; for others the whole is looked at once.
    """
    try:
        if encoding is None and is_utf8(path):
            return path.open(encoding="utf-8-sig", newline=""), "utf-8", None
        data = path.read_bytes()
    except OSError as wrong:
        raise ReadingError(f"{path.name} cannot be opened: {wrong.strerror or wrong}.") from wrong
    text, used, warning = decode_bytes(data, encoding, None, path.name)
    return io.StringIO(text, newline=""), used, warning


def is_utf8(path: Path) -> bool:
    """Whether a file is UTF-8 throughout, without NUL; raises `ReadingError` for an empty one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    empty = True
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                empty = empty and not chunk.strip()
                if b"\0" in chunk:
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    if empty:
        raise ReadingError(f"{path.name} is empty: there is nothing to import.")
    return True


def separator_of(sample: str) -> str:
    """Return the separator with which most rows of a sample have as many cells as the first, and these are most."""
    best = (0.0, 1, 0)
    chosen = CANDIDATES[0]
    for order, candidate in enumerate(CANDIDATES):
        widths = _widths(sample, candidate)
        if widths and widths[0] > 1:
            score = (sum(width == widths[0] for width in widths) / len(widths), widths[0], -order)
            if score > best:
                best, chosen = score, candidate
    return chosen


def _widths(sample: str, separator: str) -> list[int]:
    """Return the number of cells of each row of the sample; the last row, which may be cut, does not count."""
    csv.field_size_limit(LONGEST_CELL)
    widths: list[int] = []
    for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
        if cells:
            widths.append(len(cells))
        if len(widths) > SAMPLE_ROWS:
            break
    return widths[:-1] if len(widths) > 2 else widths


def _rows(file: IO[str], name: str, separator: str, line: int) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    with closing(file):
        reader = csv.reader(file, delimiter=separator, strict=True)
        skipped, line = line, line + 1
        try:
            for cells in reader:
                if any(cells):
                    yield line, [plain_cell(cell) for cell in cells]
                line = reader.line_num + skipped + 1
        except csv.Error as wrong:
            raise ImportRefused(
                f"{name}, line {line}: the quotation marks around a cell do not match ({wrong});"
                " save the table again from the program that made it."
            ) from wrong
        except UnicodeDecodeError as wrong:
            raise _misread(name, wrong) from wrong


def _misread(name: str, wrong: UnicodeDecodeError) -> ReadingError:
    return ReadingError(f"{name} is not {wrong.encoding}: name its encoding with --encoding.")


def plain_cell(cell: str) -> str:
    """Return a cell as it was meant: without the apostrophe that guards it, and with `\\n` line ends."""
    if cell[:1] == "'" and GUARDED.match(cell):
        cell = cell[1:]
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell


def safe_cell(cell: Cell) -> Cell:
    """Return a text so that no spreadsheet program takes it for a formula; numbers stay as they are."""
    if isinstance(cell, str) and cell[:1] in LIKELY_FORMULA and FORMULA.match(cell):
        return "'" + cell
    return cell


def write_delimited(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a csv or tsv file in UTF-8 (with a byte order mark, by which Excel knows it); return the rows."""
    separator = SEPARATORS.get(path.suffix.lower(), ",")
    number = 0
    with written_whole(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer: Any = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        writer.writerow([safe_cell(heading) for heading in headings])
        for row in rows:
            number += 1
            writer.writerow([safe_cell(cell) for cell in row])
    return number
