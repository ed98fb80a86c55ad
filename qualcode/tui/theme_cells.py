"""The cells of the theme table as text: numbers at the right of their columns, with bars beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from qualcode.project.codes import join_path, split_path
from qualcode.tui.theme_table import Choice, column_name, sentence

if TYPE_CHECKING:
    from pandas import DataFrame

BAR_CELLS, SMALL_BAR_CELLS, MOST_COLUMNS_WITH_BARS = 20, 6, 16
PAD = "\u00a0"  # an ordinary space is dropped where a cell begins
EIGHTHS = " ▏▎▍▌▋▊▉"
DOWN, UP = " ▼", " ▲"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as text, and the bar beside it."""

    number: str
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table ready to be drawn; `labels` are the codes as the table of the analysis names them.

    `columns` are the names of the columns as they are sorted by, the code's first.
    """

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sentence: str


def shown(frame: DataFrame, choice: Choice) -> Shown:
    """Return a table of the analysis as text; zeros are dots, so that the eye finds what is there."""
    names = [str(name) for name in frame.columns]
    headings = [column_name(choice, name) + _arrow(choice, name) for name in names]
    columns = [
        _cells(frame, choice, name, heading) for name, heading in zip(names[1:], headings[1:], strict=True)
    ]
    return Shown(
        tuple(headings),
        tuple(names),
        tuple(str(label) for label in frame.iloc[:, 0]),
        tuple(zip(*columns, strict=True)) if columns else tuple(() for _ in range(len(frame))),
        sentence(choice, str(frame.attrs.get("left_out", ""))),
    )


def _arrow(choice: Choice, column: str) -> str:
    if choice.sorted_by != column:
        return ""
    return DOWN if choice.descending else UP


def _cells(frame: DataFrame, choice: Choice, column: str, heading: str) -> list[Cell]:
    values = frame[column].tolist()
    numbers = aligned([written(value) for value in values], heading)
    bars = [""] * len(values)
    if choice.by is None and column == choice.bars_on:
        bars = bars_of(values)
    elif choice.by is not None and len(frame.columns) <= MOST_COLUMNS_WITH_BARS:
        bars = bars_of(values, SMALL_BAR_CELLS, greatest=_greatest(frame, column))
    return [Cell(number, bar) for number, bar in zip(numbers, bars, strict=True)]


def _greatest(frame: DataFrame, column: str) -> float:
    """Return the greatest number of all columns that count the same as this one; shares are whole at 1."""
    if frame[column].dtype.kind == "f":
        return 1.0
    alike = [name for name in frame.columns[1:] if frame[name].dtype.kind != "f"]
    return float(frame[alike].to_numpy().max(initial=0))


def aligned(texts: Sequence[str], heading: str) -> list[str]:
    """Return texts set to the right of a column as wide as the widest, or its heading."""
    width = max([cell_len(heading), *(len(text) for text in texts)])
    return [PAD * (width - len(text)) + text for text in texts]


def indented(path: str) -> str:
    """Return the name at the end of a code's path, set in as deep as it lies in the tree."""
    *above, name = split_path(path)
    return PAD * 2 * len(above) + name


def last_names(path: str, cells: int) -> str:
    """Return a code's path, without so many of the first names that it fits into so many cells."""
    names = split_path(path)
    for place in range(len(names)):
        told = join_path(["…", *names[place:]] if place else names)
        if cell_len(told) <= cells:
            return told
    return told


def written(value: Any) -> str:
    """Return a cell as text: whole numbers with thousands separated, shares in per cent, nothing as a dot."""
    if isinstance(value, str):
        return value
    if value != value or value == 0:
        return "·"
    if isinstance(value, float) and abs(value) <= 1:
        return f"{value:.1%}"
    return f"{value:,.0f}"


def bars_of(values: Sequence[float], cells: int = BAR_CELLS, greatest: float | None = None) -> list[str]:
    """Return a bar for each value; the greatest fills all the cells, anything above nothing is seen."""
    greatest = max(values, default=0.0) if greatest is None else greatest
    bars = []
    for value in values:
        eighths = round(value / greatest * cells * 8) if greatest > 0 else 0
        eighths = max(eighths, 1) if value > 0 else 0
        full, rest = divmod(eighths, 8)
        bars.append("█" * full + (EIGHTHS[rest] if rest else ""))
    return bars
