"""Tables as they leave the command line: for people on a terminal, for programs in a pipe, or into a file."""

from __future__ import annotations

import csv
import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click

from qualcode.cli.session import Session
from qualcode.cli.terminal_table import terminal_table
from qualcode.errors import InvalidValue
from qualcode.text.visible import visible, visible_lines
from qualcode.text.wording import counted

FORMATS = ("table", "csv", "tsv", "json", "md")
FILE_FORMATS = (".csv", ".tsv", ".json", ".xlsx", ".md", ".html")

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Output:
    """Where a table goes: a format on stdout, or a file whose suffix decides."""

    format: str = "table"
    file: Path | None = None


def with_output(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--format` and `-o`, and hand them to it as `output`."""

    @click.option(
        "--format", "output_format", type=click.Choice(FORMATS), default="table", help="How to print."
    )
    @click.option(
        "-o",
        "--output",
        "output_file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write to a file instead: .csv .tsv .json .xlsx .md .html",
    )
    @functools.wraps(function)
    def run(*args: Any, output_format: str, output_file: Path | None, **options: Any) -> None:
        function(*args, output=Output(output_format, output_file), **options)

    return run


def refuse_to_write_over(output: Output, *read: Path) -> None:
    """Raise `InvalidValue` when a table would be written over a file that the command reads."""
    for path in read:
        if output.file and output.file.exists() and path.exists() and output.file.samefile(path):
            raise InvalidValue(f"{path} is what is read here; write to another file with -o.")


def show_table(
    session: Session,
    headings: Sequence[str],
    rows: Iterable[Row],
    output: Output,
    *,
    people: Sequence[str] | None = None,
    empty: str = "",
) -> None:
    """Print rows, or write them to a file.

    `people` are the columns that a person needs (None: all); `empty` is what they are told when there are no rows.
    """
    headings, kept = distinct(headings), [tuple(row) for row in rows]
    if output.file:
        write_file(headings, kept, output.file)
        session.say(f"Wrote {counted(len(kept), 'row')} to {output.file}.")
    elif output.format == "table" and not kept:
        session.say(empty or "Nothing to show.")
    elif output.format == "table":
        chosen = [place for place, heading in enumerate(headings) if people is None or heading in people]
        narrow = [[row[place] for place in chosen] for row in kept]
        print_text(terminal_table([headings[place] for place in chosen], narrow))
    else:
        print_data(TEXTS[output.format](headings, kept))


def stream_table(headings: Sequence[str], rows: Iterable[Row], output_format: str) -> None:
    """Print what `show_table` prints for programs in one of `STREAMED`, holding one row at a time."""
    rows = iter(rows)
    first = list(islice(rows, 1))  # what is refused is refused before anything is printed
    for piece in STREAMED[output_format](headings, chain(first, rows)):
        print_data(piece)


def print_text(text: str) -> None:
    """Print a text for people, and leave its colours out where they do not belong."""
    click.echo(text, nl=False)


def print_data(text: str) -> None:
    """Print a text for programs exactly as it is; on a terminal, what would steer that becomes visible.

    Not by `click.echo`, which takes escape sequences out of whatever goes into a pipe.
    """
    sys.stdout.write(visible_lines(text) if sys.stdout.isatty() else text)


def write_file(headings: Sequence[str], rows: Sequence[Row], path: Path) -> None:
    """Write a table to a file; raises `InvalidValue` for a suffix that is none of a table."""
    if path.suffix.lower() not in FILE_FORMATS:
        known = " ".join(FILE_FORMATS)
        raise InvalidValue(f"{path.name} cannot be written: its suffix must be one of {known}.")
    import pandas

    from qualcode.reports.tables import write_frame

    exact = path.suffix.lower() == ".json"
    values = [list(row) if exact else [plain(value) for value in row] for row in rows]
    write_frame(pandas.DataFrame(values, columns=list(headings), dtype=object), path)


def as_csv(headings: Sequence[str], rows: Iterable[Row], delimiter: str = ",") -> str:
    """Return a table as csv, a line a row; as in files, a text that a spreadsheet would calculate is guarded."""
    return "".join(csv_pieces(headings, rows, delimiter))


def csv_pieces(headings: Sequence[str], rows: Iterable[Row], delimiter: str = ",") -> Iterator[str]:
    """Yield the text of `as_csv`, a piece a row."""
    from qualcode.exchange.delimited import safe_cell

    lines: list[str] = []
    # The writer quotes a carriage return in a cell only where it ends its own lines with one.
    collector = SimpleNamespace(write=lambda line: lines.append(line.removesuffix("\r\n") + "\n"))
    writer = csv.writer(collector, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([safe_cell(heading) for heading in headings])
    for row in rows:
        # A whole number is what it is; a matrix of codes and documents has hundreds of thousands.
        writer.writerow([value if type(value) is int else safe_cell(plain(value)) for value in row])
        yield lines.pop(0)
    yield "".join(lines)


def as_tsv(headings: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a table with tabulators between its values."""
    return as_csv(headings, rows, delimiter="\t")


def as_markdown(headings: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a table in Markdown."""
    from qualcode.reports.tables import as_markdown

    return as_markdown(headings, [[plain(value) for value in row] for row in rows])


def as_json(headings: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a table as one array of objects, an object a row, with numbers and truth as they are."""
    from qualcode.reports.tables import as_json

    return as_json(headings, rows)


def plain(value: Any) -> Any:
    """Return what stands in a csv for a value: nothing for None, yes or empty for truth."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return value


def distinct(headings: Sequence[str]) -> list[str]:
    """Return headings that differ, so that no column hides another; a repeated one gets a number."""
    used: dict[str, int] = {}
    result = []
    for heading in headings:
        used[heading] = used.get(heading, 0) + 1
        result.append(heading if used[heading] == 1 else f"{heading} ({used[heading]})")
    return result


def tsv_pieces(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the text of `as_tsv`, a piece a row."""
    return csv_pieces(headings, rows, delimiter="\t")


def json_pieces(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the text of `as_json`, a piece a row."""
    from qualcode.reports.tables import json_pieces

    return json_pieces(headings, rows)


STREAMED = {"csv": csv_pieces, "tsv": tsv_pieces, "json": json_pieces}
TEXTS = {"csv": as_csv, "tsv": as_tsv, "json": as_json, "md": as_markdown}


def show_record(
    session: Session, record: dict[str, Any], output: Output, *, people: dict[str, Any] | None = None
) -> None:
    """Show one thing: a line per property for people (`people` holds their spelling), one row for programs."""
    if output.file or output.format != "table":
        show_table(session, list(record), [list(record.values())], output)
        return
    shown = {name.replace("_", " "): value for name, value in (people or record).items()}
    width = max(len(name) for name in shown)
    lines = (f"{name:<{width}}  {visible(told(value))}\n" for name, value in shown.items())
    print_text("".join(lines))


def told(value: Any) -> str:
    """Return a value as it stands in a sentence: whole numbers with their thousands apart."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return f"{value:,}" if is_number else str(plain(value))
