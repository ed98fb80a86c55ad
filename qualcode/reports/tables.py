"""A DataFrame as a file that other programs read: csv, tsv, xlsx, json, Markdown, HTML. The suffix decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import InvalidValue
from qualcode.exchange.places import written_whole
from qualcode.exchange.tables import WRITTEN, write_table
from qualcode.reports import about_beside
from qualcode.text.visible import visible, visible_lines

if TYPE_CHECKING:
    import pandas

SUFFIXES = (".csv", ".tsv", ".json", ".xlsx", ".md", ".html")
STREAMED = (*WRITTEN, ".json")
"""What can be written row by row; Markdown and HTML have to know a whole column before the first row."""
STYLE = (
    "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}caption{text-align:start;padding:.5em 0}"
    "th,td{border:1px solid #ccc;padding:.3em .6em;text-align:start;vertical-align:top;white-space:pre-wrap}"
    "th{background:#eee}td.number{text-align:end;font-variant-numeric:tabular-nums}"
)

Rows = list[list[Any]]


def write_frame(frame: pandas.DataFrame, path: str | Path) -> list[Path]:
    """Write a table to a file of one of `SUFFIXES`; it appears when it is complete and replaces one of its name.

    What the table says about itself (`attrs["about"]`) stands where the format has room for it: below the table in
    .md, as its caption in .html, on a sheet of its own in .xlsx; for .csv, .tsv and .json in a file beside it (see
    `about_beside`). Returns the files written, the table first. In csv and tsv a text that a spreadsheet program
    would take for a formula has an apostrophe before it. Raises `InvalidValue` for another suffix, for a text that
    no cell of .xlsx can hold, and where the file beside it would take the place of another one.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise InvalidValue(f"{path.name} cannot be written: its suffix must be one of {known}.")
    about = str(frame.attrs.get("about", ""))
    beside = suffix in about_beside.SUFFIXES
    if about and beside:
        about_beside.check_about(path)
    _write_content(path, suffix, *content_of(frame), about)
    return [path, *(about_beside.write_about(path, about) if beside else ())]


def write_rows(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]], about: str = ""
) -> tuple[list[Path], int]:
    """Write what `write_frame` writes of the same rows to one of `STREAMED`, holding one row at a time.

    Returns the files written, and how many rows. Raises `InvalidValue` as `write_frame` does.
    """
    beside = path.suffix.lower() in about_beside.SUFFIXES
    if about and beside:
        about_beside.check_about(path)
    if path.suffix.lower() in WRITTEN:
        number = write_table(path, headings, rows, about=about)
    else:
        number = 0
        with written_whole(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
            for number, piece in enumerate(json_pieces(headings, rows)):  # noqa: B007  (the end is none of a row)
                file.write(piece)
    return [path, *(about_beside.write_about(path, about) if beside else ())], number


def _write_content(path: Path, suffix: str, headings: list[str], rows: Rows, about: str) -> None:
    if suffix in WRITTEN:
        write_table(path, headings, rows, about=about)
        return
    if suffix == ".html":
        text = html_page(path.stem, about, as_html(headings, rows))
    elif suffix == ".md":
        text = as_markdown(headings, rows) + markdown_caption(about)
    else:
        text = as_json(headings, rows)
    with written_whole(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")


def content_of(frame: pandas.DataFrame) -> tuple[list[str], Rows]:
    """Return the headings and the rows as plain Python values; what is missing becomes None."""
    values = frame.astype(object).to_numpy(copy=True)
    missing = frame.isna().to_numpy()
    if missing.any():
        values[missing] = None
    return [str(heading) for heading in frame.columns], values.tolist()


def as_json(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return one array of objects, an object a row; dates are written as ISO 8601."""
    return "".join(json_pieces(headings, rows))


def json_pieces(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield the text of `as_json`: a piece a row, and the end."""
    before = "["
    for row in rows:
        alone = json.dumps([dict(zip(headings, row, strict=True))], ensure_ascii=False, indent=1, default=str)
        yield before + alone[1:-2]
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def as_markdown(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table in Markdown in which nothing from a cell is taken for markup of the table."""
    rows = list(rows)
    marks = ["---:" if is_number else "---" for is_number in _number_columns(headings, rows)]
    lines = [[_markdown_cell(heading) for heading in headings], marks]
    lines += [[_markdown_cell(value) for value in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown_caption(about: str) -> str:
    """Return the line below a table in Markdown that says what it counts; nothing where that is not said."""
    return f"\nTable: {_markdown_cell(about)}\n" if about else ""


def as_html(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return the rows of an HTML table; each cell is shown in its own direction of writing."""
    head = "".join(f'<th scope="col" dir="auto">{_html_text(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(_html_cell(value) for value in row)}</tr>\n" for row in rows)
    return f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n"


def html_page(title: str, about: str, table: str) -> str:
    """Return a page that needs nothing but itself, with what the table says about itself above it."""
    caption = f"<caption>{_html_text(about)}</caption>\n" if about else ""
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{_html_text(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<table>\n{caption}{table}</table>\n</body>\n</html>\n"
    )


def _number_columns(headings: Sequence[str], rows: Rows | list[Sequence[Any]]) -> list[bool]:
    return [bool(rows) and all(_is_number(row[place]) for row in rows) for place in range(len(headings))]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _markdown_cell(value: Any) -> str:
    text = _shown(value)
    for sign in "\\|`*_[]#":
        text = text.replace(sign, "\\" + sign)
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return "<br>".join(visible(line) for line in text.split("\n"))


def _html_text(text: str) -> str:
    return escape(visible_lines(text))


def _html_cell(value: Any) -> str:
    if _is_number(value):
        return f'<td class="number">{value}</td>'
    return f'<td dir="auto">{_html_text(_shown(value))}</td>'
