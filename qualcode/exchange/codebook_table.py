"""The rows of a codebook file: csv, tsv, xlsx and ods tables, json with the same columns, REFI-QDA codebooks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualcode.errors import ImportRefused, InvalidValue, ReadingError
from qualcode.exchange.columns import places_of
from qualcode.exchange.delimited import open_text
from qualcode.exchange.refusal import BadRows
from qualcode.exchange.tables import read_table
from qualcode.project.attributes import FALSE, TRUE
from qualcode.project.codes import checked_colour, checked_name, split_path
from qualcode.project.guids import is_guid, normal_guid

TEXT_FIELDS = ("definition", "when to use", "when not to use", "example")
COLUMNS = ("guid", "code", "colour", *TEXT_FIELDS, "retired")
KNOWN = {
    "code": ("code", "path"),
    "name": ("name",),
    "parent": ("parent",),
    "guid": ("guid",),
    "colour": ("colour", "color"),
    "definition": ("definition", "description"),
    "when to use": ("when to use",),
    "when not to use": ("when not to use",),
    "example": ("example", "examples"),
    "retired": ("retired",),
}


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code as a file tells it. `above` holds the names above it, or `parent` what the parent is called.

    `fields` holds what the row says (colour, texts, retired as `yes` or `no`); an empty cell says nothing.
    """

    line: int
    name: str
    above: tuple[str, ...] = ()
    parent: str = ""
    guid: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodebookTable:
    """What a codebook file holds, and the columns in it that mean nothing here."""

    name: str
    rows: tuple[CodeRow, ...]
    text_columns: tuple[str, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_codebook(path: Path) -> CodebookTable:
    """Read a codebook file; raises `ReadingError`, and `ImportRefused` with the rows that do not fit."""
    if path.suffix.lower() == ".qdc":
        from qualcode.exchange.foreign.refi_codebook import read_refi_codebook

        return read_refi_codebook(path)
    if path.suffix.lower() == ".json":
        headings, lines, cells, notes = _json_table(path)
    else:
        table = read_table(path)
        headings, notes = table.headings, table.notes
        lines, cells = list(table.lines), [list(row) for row in table.rows]
    places, unknown = places_of(path.name, headings, KNOWN)
    if headings and "code" not in places and "name" not in places:
        raise ImportRefused(f"{path.name} has no column “code” (a path) or “name”; nothing was imported.")
    bad = BadRows()
    rows: list[CodeRow] = []
    for line, row in zip(lines, cells, strict=True):
        said = {field: row[place] for field, place in places.items() if row[place].strip()}
        try:
            rows.append(code_row(line, said))
        except InvalidValue as error:
            bad.add(line, str(error).rstrip("."))
    bad.refuse(path.name)
    texts = tuple(field for field in TEXT_FIELDS if field in places)
    return CodebookTable(path.name, tuple(rows), texts, unknown, notes)


def code_row(line: int, said: Mapping[str, str]) -> CodeRow:
    """Return the code that a row tells of; raises `InvalidValue` for what is no name, colour, GUID or yes/no."""
    above: tuple[str, ...] = ()
    if "code" in said:
        *over, name = split_path(" ".join(said["code"].split("\n")))
        above = tuple(over)
    elif "name" in said:
        name = checked_name(said["name"])
    else:
        raise InvalidValue("has no code")
    guid = normal_guid(said["guid"]) if "guid" in said else None
    if guid is not None and not is_guid(guid):
        raise InvalidValue(f"“{said['guid']}” is no GUID")
    fields = {column: said[column] for column in TEXT_FIELDS if column in said}
    if "colour" in said:
        fields["colour"] = checked_colour(said["colour"])
    if "retired" in said:
        fields["retired"] = yes_or_no(said["retired"])
    return CodeRow(line, name, above, "" if above else said.get("parent", "").strip(), guid, fields)


def yes_or_no(text: str) -> str:
    """Return `yes` or `no`; raises `InvalidValue`."""
    folded = text.strip().casefold()
    if folded in TRUE or folded in ("x", "retired"):
        return "yes"
    if folded in FALSE:
        return "no"
    raise InvalidValue(f"“{text}” under retired is neither yes nor no")


def _json_table(path: Path) -> tuple[tuple[str, ...], list[int], list[list[str]], tuple[str, ...]]:
    """Read an array of objects as a table; the headings are all keys, in the order of their first appearance."""
    file, _, warning = open_text(path)
    with file:
        text = file.read()
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        place = f" (line {wrong.lineno})" if isinstance(wrong, json.JSONDecodeError) else ""
        raise ReadingError(f"{path.name} is no well-formed JSON{place}; export it again.") from wrong
    if isinstance(content, dict):
        content = content.get("codes")
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise ReadingError(f"{path.name} holds no list of codes; it should be an array of objects.")
    headings = tuple(dict.fromkeys(key for entry in content for key in entry))
    cells = [[_json_cell(path.name, entry.get(key)) for key in headings] for entry in content]
    return headings, list(range(1, len(cells) + 1)), cells, (warning,) if warning else ()


def _json_cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | dict):
        raise ReadingError(f"{name} holds a list or an object where a text should be.")
    text = str(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as half:
        raise ReadingError(f"{name} holds half a character; export it again.") from half
    return text.replace("\r\n", "\n").replace("\r", "\n")
