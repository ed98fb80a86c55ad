"""Tables in files: csv, tsv, xlsx and ods come in as text cells; csv, tsv and xlsx go out.

What goes in comes out: numbers and dates as they are shown, texts untouched but for line ends, which become `\\n`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import ImportRefused, ReadingError
from qualcode.exchange.refusal import BadRows
from qualcode.text.wording import counted

READ = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
WRITTEN = (".csv", ".tsv", ".xlsx")

Cell = str | int | float | None


@dataclass(slots=True)
class TableStream:
    """A table that is read row by row: (line on which the row begins, cells). Rows without any text are left out."""

    name: str
    headings: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()  # all sheets of a spreadsheet, the one that is read among them

    def fitting_rows(self, bad: BadRows) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows with as many cells as there are headings; the others go to `bad`."""
        width = len(self.headings)
        for line, cells in self.rows:
            if len(cells) == width:
                yield line, cells
            elif len(cells) > width and not any(cells[width:]):
                yield line, cells[:width]
            else:
                bad.add(line, f"has {counted(len(cells), 'cell')}, but the heading has {width}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in memory: each row has as many cells as there are headings; `lines` tell where the rows begin."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


def open_table(
    path: str | Path, *, encoding: str | None = None, sheet: str | None = None, delimiter: str | None = None
) -> TableStream:
    """Open a table by its suffix: .csv, .tsv (or .txt), .xlsx, .ods.

    `delimiter` is for text tables (None: recognised), `sheet` for spreadsheets (None: the first).
    Raises `ReadingError`, and `ImportRefused` for headings that are missing or stand twice.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from qualcode.exchange.excel_reading import open_excel

        stream = open_excel(path, sheet)
    elif suffix == ".ods":
        from qualcode.exchange.open_document_tables import open_ods

        stream = open_ods(path, sheet)
    elif suffix in READ:
        from qualcode.exchange.delimited import open_delimited

        stream = open_delimited(path, encoding, delimiter)
    else:
        known = ", ".join(READ)
        raise ReadingError(f"{path.name} is no table that can be read; tables are {known} files.")
    stream.headings = checked_headings(path.name, stream.headings)
    return stream


def read_table(
    path: str | Path, *, encoding: str | None = None, sheet: str | None = None, delimiter: str | None = None
) -> Table:
    """Read a whole table; raises `ImportRefused` when a row has more or fewer cells than the heading."""
    stream = open_table(path, encoding=encoding, sheet=sheet, delimiter=delimiter)
    bad = BadRows()
    rows = list(stream.fitting_rows(bad))
    bad.refuse(stream.name)
    return Table(
        stream.name,
        stream.headings,
        tuple(tuple(cells) for _, cells in rows),
        tuple(line for line, _ in rows),
        stream.encoding,
        stream.notes,
        stream.sheets,
    )


def write_table(
    path: str | Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    shortened: Collection[str] = (),
    about: str = "",
) -> int:
    """Write a table to a .csv, .tsv or .xlsx file and return its number of rows; the file appears when complete.

    Texts stay texts: see `delimited.safe_cell` for csv and tsv. Numbers are written as numbers. Columns named in
    `shortened` are cut where a cell of .xlsx cannot hold them; elsewhere that raises `InvalidValue`.
    `about`, what the table says about itself, is a second sheet of .xlsx; a csv has no place for it.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from qualcode.exchange.excel_writing import write_excel

        return write_excel(path, headings, rows, shortened, about)
    if suffix in (".csv", ".tsv"):
        from qualcode.exchange.delimited import write_delimited

        return write_delimited(path, headings, rows)
    raise ReadingError(f"{path.name} cannot be written: tables are {', '.join(WRITTEN)} files.")


def checked_headings(name: str, headings: Sequence[str]) -> tuple[str, ...]:
    """Return headings without surrounding space; one that is empty is named by its place.

    Raises `ImportRefused` when there are none, or two of one name.
    """
    kept = [" ".join(heading.split()) for heading in headings]
    while kept and not kept[-1]:
        kept.pop()
    if not kept:
        raise ImportRefused(f"{name} has no headings in its first row; nothing was imported.")
    kept = [heading or f"column {place}" for place, heading in enumerate(kept, start=1)]
    twice = [heading for place, heading in enumerate(kept) if heading in kept[:place]]
    if twice:
        raise ImportRefused(f"{name} has two columns called “{twice[0]}”; rename one of them.")
    return tuple(kept)
