"""A table for people: aligned, in colour, and as wide as the terminal allows. Pure text in, pure text out."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from qualcode.project.guids import GUID
from qualcode.text.visible import visible

GAP = "  "
NARROWEST, NARROWEST_CODE = 14, 24
SHARE = "share"  # columns whose heading begins so hold parts of 1, shown in per cent
GUID_GROUPS = (8, 13, 18, 23, 36)
RIGID = re.compile(rf"{GUID.pattern}|\d{{4}}-\d\d-\d\d.*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is drawn. A rigid one (numbers, GUIDs, moments) is never cut; a path is cut at its front."""

    heading: str
    texts: list[str]
    numeric: bool
    rigid: bool

    @property
    def natural(self) -> int:
        """The cells it would like to have."""
        return max(cells(text) for text in [self.heading, *self.texts])

    @property
    def least(self) -> int:
        """The cells without which it cannot be read."""
        return (
            self.natural if self.rigid else min(self.natural, NARROWEST_CODE if self.is_code else NARROWEST)
        )

    @property
    def is_code(self) -> bool:
        """Whether it holds paths of codes, of which the end tells most."""
        return self.heading == "code"

    def cell(self, number: int, width: int) -> str:
        """Return the cell of a row, cut and padded to a width."""
        return padded(cut(self.texts[number], width, at_front=self.is_code), width, self.numeric)


def terminal_table(headings: Sequence[str], rows: Sequence[Sequence[Any]], width: int | None = None) -> str:
    """Return a table as text. `width` is in cells; by default the terminal's, and unlimited in a pipe.

    On a terminal long texts are cut with an ellipsis, GUIDs to what tells them apart, and a table that
    is still too wide goes on below itself, its first column repeated.
    """
    if width is None and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
    columns = [
        column_of(heading, [row[place] for row in rows], short=width is not None)
        for place, heading in enumerate(headings)
    ]
    return "\n".join(drawn(block, len(rows), width) for block in blocks_within(columns, width))


def column_of(heading: str, values: Sequence[Any], *, short: bool) -> Column:
    """Return a column of values; `short` cuts GUIDs."""
    told = share_text if heading.startswith(SHARE) else cell_text
    heading = visible(heading)
    texts = [told(value) for value in values]
    numeric = is_numeric(values)
    rigid = numeric or (any(texts) and all(RIGID.fullmatch(text) for text in texts if text))
    return Column(heading, short_guids(texts) if short else texts, numeric=numeric, rigid=rigid)


def blocks_within(columns: Sequence[Column], width: int | None) -> list[list[Column]]:
    """Return which columns stand side by side; the first one is in every block."""
    first, *others = columns
    blocks, used = [[first]], first.least
    for column in others:
        used += len(GAP) + column.least
        if width is not None and used > width and len(blocks[-1]) > 1:
            blocks.append([first])
            used = first.least + len(GAP) + column.least
        blocks[-1].append(column)
    return blocks


def drawn(columns: Sequence[Column], rows: int, width: int | None) -> str:
    """Return columns side by side, a line for the headings and one for each row."""
    widths = fitted([column.natural for column in columns], [column.least for column in columns], width)
    pairs = list(zip(columns, widths, strict=True))
    heading = GAP.join(
        padded(cut(column.heading, wanted), wanted, column.numeric) for column, wanted in pairs
    )
    lines = [styled(heading.rstrip())]
    lines += [
        GAP.join(column.cell(number, wanted) for column, wanted in pairs).rstrip() for number in range(rows)
    ]
    return "".join(f"{line}\n" for line in lines)


def fitted(natural: Sequence[int], least: Sequence[int], width: int | None) -> list[int]:
    """Return the widths of columns that fit side by side: the widest give way first, down to their least."""
    widths = list(natural)
    if width is None:
        return widths
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room:
        loose = [place for place, wanted in enumerate(widths) if wanted > least[place]]
        if not loose:
            break
        widest = max(loose, key=lambda place: widths[place])
        rival = max((widths[place] for place in loose if widths[place] < widths[widest]), default=0)
        excess = sum(widths) - room
        widths[widest] = max(widths[widest] - excess, rival, least[widest])
        if widths[widest] == rival and excess > 0:
            widths[widest] = max(rival - 1, least[widest])
    return widths


def padded(text: str, width: int, right: bool) -> str:
    """Return a text with spaces to a width, before it where it is a number."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def styled(heading: str) -> str:
    """Return the line of headings as it looks on a terminal that can do more than letters."""
    return click.style(heading, bold=True, underline=True) if sys.stdout.isatty() else heading


def cell_text(value: Any) -> str:
    """Return a value as one line of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return "" if value != value else f"{value:.10g}"
    return visible(" ⏎ ".join(str(value).splitlines())) if isinstance(value, str) else str(value)


def share_text(value: Any) -> str:
    """Return a part of 1 in per cent."""
    return "" if value is None or value != value else f"{value:.1%}"


def is_numeric(values: Sequence[Any]) -> bool:
    """Return whether a column holds numbers and nothing else."""
    present = [value for value in values if value is not None]
    return bool(present) and all(
        not isinstance(value, (str, bool)) and hasattr(value, "__float__") for value in present
    )


def short_guids(column: list[str]) -> list[str]:
    """Cut GUIDs to the groups that tell them apart; other columns stay as they are."""
    if not column or not all(GUID.fullmatch(text) for text in column):
        return column
    for length in GUID_GROUPS:
        if len({text[:length] for text in column}) == len(set(column)):
            return [text[:length] for text in column]
    return column


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for wide letters, none for marks on others."""
    if text.isascii():
        return len(text)
    return sum(cell_width(character) for character in text)


def cell_width(character: str) -> int:
    """Return the cells of one character."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int, *, at_front: bool = False) -> str:
    """Return a text that takes at most `width` cells, with an ellipsis where something is missing."""
    if cells(text) <= width:
        return text
    taken, used = [], 0
    for character in reversed(text) if at_front else text:
        used += cell_width(character)
        if used > width - 1:
            break
        taken.append(character)
    if at_front:
        return "…" + "".join(reversed(taken)).lstrip()
    return "".join(taken).rstrip() + "…"
