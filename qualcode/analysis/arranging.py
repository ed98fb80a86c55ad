"""The rows of a finished table in another order, or without those of which nothing is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

CODE = "code"


def without_zero_rows(table: pandas.DataFrame) -> pandas.DataFrame:
    """Return the rows that count something in any column; the first column names the rows."""
    return _again(table, table[(table.iloc[:, 1:] != 0).any(axis=1)])


def sorted_rows(table: pandas.DataFrame, column: str, *, descending: bool = True) -> pandas.DataFrame:
    """Return the rows sorted by a column, those that are alike in the order they had; names in any case."""
    keys = table[column].str.casefold() if column == CODE else table[column]
    order = keys.sort_values(ascending=not descending, kind="stable").index
    return _again(table, table.loc[order])


def _again(table: pandas.DataFrame, rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return rows numbered from 0, with what the table says about itself."""
    result = rows.reset_index(drop=True)
    result.attrs.update(table.attrs)
    return result
