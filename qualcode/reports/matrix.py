"""The matrix of codes in a file, with what a row is and which filters held."""

from __future__ import annotations

from pathlib import Path

from qualcode.analysis.describe import filters_in_words
from qualcode.errors import InvalidValue
from qualcode.exchange.code_matrix import CodeMatrix, unit_in_words
from qualcode.model import Scope
from qualcode.project import ProjectFile
from qualcode.reports.tables import STREAMED, write_rows

MOST_COLUMNS = 16_384  # of a sheet in Excel


def write_matrix(
    project: ProjectFile, path: str | Path, scope: Scope, *, by: str, long: bool, remark: str = ""
) -> int:
    """Write the matrix of a scope to a file of one of `STREAMED`, row by row, and return the number of rows.

    Raises `InvalidValue` for another suffix or unit, and for more codes than a sheet has columns.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in STREAMED:
        raise InvalidValue(f"{path.name} cannot be written: its suffix must be one of {' '.join(STREAMED)}.")
    with project.tallies.snapshot():
        matrix = CodeMatrix(project, scope)
        headings, rows = matrix.long(by) if long else matrix.wide(by)
        if suffix == ".xlsx" and len(headings) > MOST_COLUMNS:
            raise InvalidValue(
                f"{path.name} would have more than the {MOST_COLUMNS:,} columns of a sheet: write a .csv, or --long."
            )
        unit = unit_in_words(by, long=long, with_subcodes=scope.with_subcodes)
        told = " ".join(part for part in (unit, filters_in_words(scope), remark) if part)
        return write_rows(path, headings, rows, told)[1]
