"""The theme table as the screen shows it: what was chosen, the numbers as text with bars, and the sentence below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

if TYPE_CHECKING:
    from pandas import DataFrame

    from qualcode.api import Project

COUNTS = ("codings", "documents", "participants", "words")
GROUPINGS = ("document", "participant", "coder", "speaker", "section")
BAR_CELLS = 20
PAD = "\u00a0"  # an ordinary space is dropped where a cell begins
EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the table shows."""

    by: str | None = None
    count: str = "codings"
    with_subcodes: bool = False

    @property
    def title(self) -> str:
        """The table in a few words; the name of its file too."""
        by = f" by {self.by}" if self.by else ""
        below = ", with sub-codes" if self.with_subcodes else ""
        return f"themes{by}, {self.count}{below}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A table ready to be drawn: the first column is the code's path; `sentence` says what is counted."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sentence: str


def frame_of(project: Project, choice: Choice) -> DataFrame:
    """Count what was chosen."""
    return project.frequency(
        by=choice.by, count=choice.count if choice.by else None, with_subcodes=choice.with_subcodes
    )


def shown(frame: DataFrame, choice: Choice) -> Shown:
    """Return a table of the analysis as text; zeros are dots, so that the eye finds what is there."""
    headings = [
        "code",
        *(str(name).replace("_", " ") if choice.by is None else str(name) for name in frame.columns[1:]),
    ]
    rows = [[written(value) for value in values] for values in frame.itertuples(index=False, name=None)]
    if choice.by is None:
        bars = bars_of([float(value) for value in frame[choice.count]])
        place = headings.index(choice.count) + 1
        headings.insert(place, "")
        for row, bar in zip(rows, bars, strict=True):
            row.insert(place, bar)
    return Shown(*aligned(headings, rows), sentence(choice, frame))


def aligned(
    headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return headings and rows with the numbers at the right of their columns; codes and bars stay at the left."""
    widths = [
        max([cell_len(heading), *(len(row[place]) for row in rows)]) if heading and place else 0
        for place, heading in enumerate(headings)
    ]

    def right(cells: Sequence[str]) -> tuple[str, ...]:
        return tuple(PAD * (width - cell_len(cell)) + cell for cell, width in zip(cells, widths, strict=True))

    return right(headings), tuple(right(row) for row in rows)


def sentence(choice: Choice, frame: DataFrame) -> str:
    """Return in words what the table counts."""
    from qualcode.analysis.describe import UNITS

    if choice.by:
        counted = f"Counted: {UNITS[choice.count]}, by {choice.by}."
    else:
        counted = f"The bars count {UNITS[choice.count]}; share of words: of all words in scope."
    below = (
        "A code counts what is coded with it or with any code under it, nothing twice."
        if choice.with_subcodes
        else "Parents without their sub-codes."
    )
    about = str(frame.attrs.get("about", ""))
    scope = "Everything in the project." if "Everything in the project." in about or not about else about
    return f"{counted} {below} {scope}"


def written(value: Any) -> str:
    """Return a cell as text: whole numbers with thousands separated, shares in per cent, nothing as a dot."""
    if isinstance(value, str):
        return value
    if value != value or value == 0:
        return "·"
    if isinstance(value, float) and abs(value) <= 1:
        return f"{value:.1%}"
    return f"{value:,.0f}"


def bars_of(values: Sequence[float], cells: int = BAR_CELLS) -> list[str]:
    """Return a bar for each value; the greatest fills all the cells, anything above nothing is seen."""
    greatest = max(values, default=0.0)
    bars = []
    for value in values:
        eighths = round(value / greatest * cells * 8) if greatest > 0 else 0
        eighths = max(eighths, 1) if value > 0 else 0
        full, rest = divmod(eighths, 8)
        bars.append("█" * full + (EIGHTHS[rest] if rest else ""))
    return bars
