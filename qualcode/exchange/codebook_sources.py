"""Where a codebook may come from: a file, another project, or the state of a project at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.errors import ProjectError
from qualcode.exchange.codebook_plan import plan_of
from qualcode.exchange.codebook_table import TEXT_FIELDS, CodebookTable, CodeRow, read_codebook
from qualcode.model import Code
from qualcode.project import ProjectFile
from qualcode.project.codes import join_path
from qualcode.project.opening import check_header
from qualcode.project.schema import SCHEMA_VERSION

PROJECT_SUFFIX = ".qualcode"


def codebook_in(path: Path) -> CodebookTable:
    """Read the codebook of a file, or of another project, which is opened for reading only.

    Raises `ReadingError`, `ImportRefused`; `ProjectError` for a project that cannot be opened.
    """
    if path.suffix.lower() != PROJECT_SUFFIX:
        return read_codebook(path)
    if check_header(path) < SCHEMA_VERSION:  # to open it would bring it up to date, and it is another's
        raise ProjectError(
            f"{path.name} was made by an older version of qualcode; open it once in this one, which keeps a copy."
        )
    with ProjectFile.open(path, read_only=True) as project:
        return table_of(path.name, project.codebook.all())


def table_of(name: str, codes: Sequence[Code]) -> CodebookTable:
    """Return codes (each after its parent) as the rows of a file, with GUIDs; a text that is empty says nothing."""
    guids = {code.id: code.guid for code in codes}
    rows = (_row(line, code, guids) for line, code in enumerate(codes, start=1))
    return CodebookTable(name, tuple(rows), TEXT_FIELDS)


def _row(line: int, code: Code, guids: dict[int, str]) -> CodeRow:
    texts = {field: getattr(code, field.replace(" ", "_")) for field in TEXT_FIELDS}
    fields = {field: text for field, text in texts.items() if text}
    fields |= {"colour": code.colour, "retired": "yes" if code.retired else "no"}
    parent = "" if code.parent_id is None else guids[code.parent_id]
    return CodeRow(line, code.name, (), parent, code.guid, {k: v for k, v in fields.items() if v})


def exactly(table: CodebookTable) -> CodebookTable:
    """Return a codebook in which an empty text says that the text is empty, as far as it has a column for it."""
    nothing = dict.fromkeys(table.text_columns, "")
    return replace(table, rows=tuple(replace(row, fields=nothing | dict(row.fields)) for row in table.rows))


def codes_of(table: CodebookTable) -> list[Code]:
    """Return the codes that a codebook tells of, each after its parent; a colour that it does not tell is empty."""
    coloured = {line for line, row in _by_line(table) if "colour" in row.fields}
    plan = plan_of((), table)
    lines = {difference.guid: difference.line for difference in plan.differences}
    ids: dict[str | None, int] = {}
    names: dict[str | None, tuple[str, ...]] = {None: ()}
    codes = []
    for number, record in enumerate(plan.records, start=1):
        ids[record.guid] = number
        path = names[record.guid] = (*names[record.parent_guid], record.name)
        codes.append(
            Code(
                number, record.guid, record.name, join_path(path), ids.get(record.parent_guid), len(path) - 1,
                record.colour if lines[record.guid] in coloured else "", record.definition, record.when_to_use,
                record.when_not_to_use, record.example, record.retired,
            )
        )  # fmt: skip
    return codes


def _by_line(table: CodebookTable) -> Iterator[tuple[int, CodeRow]]:
    return ((row.line, row) for row in table.rows)
