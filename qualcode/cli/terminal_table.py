"""A table for people: aligned, in colour, and as wide as the terminal allows. Pure text in, pure text out."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

from qualcode.text.visible import visible

GAP = "  "
NARROWEST = 8
LONGEST_CELL = 200
SHARE = "share"  # columns whose heading begins so hold parts of 1, shown in per cent
GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
GUID_GROUPS = (8, 13, 18, 23, 36)


def terminal_table(headings: Sequence[str], rows: Sequence[Sequence[Any]], width: int | None = None) -> str:
    """Return a table as text. `width` is in cells; by default the terminal's, and unlimited in a pipe.

    On a terminal long cells are cut with an ellipsis, GUIDs to what tells them apart, and a table that
    is still too wide goes on below itself, its first column repeated.
    """
    if width is None and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
    columns = [
        [share_text(row[place]) if heading.startswith(SHARE) else cell_text(row[place]) for row in rows]
        for place, heading in enumerate(headings)
    ]
    if width is not None:
        columns = [short_guids(column) for column in columns]
    numeric = [is_numeric([row[place] for row in rows]) for place in range(len(headings))]
    natural = [
        max(cells(text) for text in [heading, *column])
        for heading, column in zip(headings, columns, strict=True)
    ]
    blocks = [list(range(len(headings)))] if width is None else blocks_within(natural, columns, width)
    parts = []
    for block in blocks:
        widths = fitted([natural[place] for place in block], width)
        lines = [styled(line([headings[place] for place in block], widths, [numeric[p] for p in block]))]
        for number in range(len(rows)):
            texts = [columns[place][number] for place in block]
            lines.append(line(texts, widths, [numeric[place] for place in block]))
        parts.append("".join(f"{text}\n" for text in lines))
    return "\n".join(parts)


def blocks_within(natural: Sequence[int], columns: Sequence[Sequence[str]], width: int) -> list[list[int]]:
    """Return which columns stand side by side; the first one is in every block."""
    least = [min(wanted, NARROWEST) for wanted in natural]
    blocks, used = [[0]], least[0]
    for place in range(1, len(natural)):
        # Columns that cannot be cut to a few letters and still be read keep their whole width.
        wanted = natural[place] if any(GUID.match(text) for text in columns[place][:1]) else least[place]
        if used + len(GAP) + wanted > width and len(blocks[-1]) > 1:
            blocks.append([0])
            used = least[0]
        blocks[-1].append(place)
        used += len(GAP) + wanted
    return blocks


def fitted(natural: Sequence[int], width: int | None) -> list[int]:
    """Return the widths of columns that fit side by side: the widest give way first."""
    widths = [min(wanted, LONGEST_CELL) if width else wanted for wanted in natural]
    if width is None:
        return widths
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widest = max(widths)
        others = [each for each in widths if each < widest]
        many = len(widths) - len(others)
        next_widest = max([*others, NARROWEST])
        excess = sum(widths) - room
        cut = max(next_widest, widest - -(-excess // many))
        widths = [min(each, cut) for each in widths]
    return widths


def line(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    """Return one line of the table, numbers at the right of their column."""
    parts = []
    for text, wanted, is_right in zip(texts, widths, right, strict=True):
        text = cut(text, wanted)
        space = " " * (wanted - cells(text))
        parts.append(space + text if is_right else text + space)
    return GAP.join(parts).rstrip()


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


def cut(text: str, width: int) -> str:
    """Return a text that takes at most `width` cells, with an ellipsis where something is missing."""
    if cells(text) <= width:
        return text
    taken, used = [], 0
    for character in text:
        used += cell_width(character)
        if used > width - 1:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"
