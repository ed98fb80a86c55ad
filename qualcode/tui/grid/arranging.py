"""Sorting and filtering the rows of a grid."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualcode.tui.grid.sheet import SheetRow

NUMBER = re.compile(r"(\d+)")
Key = tuple[tuple[int, int, str], ...]


def natural(text: str) -> Key:
    """Return a key by which P2 comes before P10, and capitals do not matter."""
    pieces = NUMBER.split(text.casefold())
    return tuple(
        (0, int(piece), "") if place % 2 and piece.isdecimal() else (1, 0, piece)
        for place, piece in enumerate(pieces)
        if piece
    )


def by_number(text: str) -> tuple[int, Decimal, str]:
    """Return a key by the number a text is (or ends with, as `▸ 12`); what is none comes last."""
    try:
        return 0, Decimal(text.split()[-1].replace(",", "")), ""
    except (InvalidOperation, IndexError):
        return 1, Decimal(0), text


def sorted_rows(
    rows: Sequence[SheetRow], place: int, order: Callable[[str], Any], *, descending: bool
) -> list[SheetRow]:
    """Return rows by the text at one place; the empty ones come last either way, equal ones keep their order."""
    empty = [row for row in rows if not row.cells[place].strip()]
    filled = [row for row in rows if row.cells[place].strip()]
    return [*sorted(filled, key=lambda row: order(row.cells[place]), reverse=descending), *empty]


def matching(rows: Iterable[SheetRow], typed: str) -> list[SheetRow]:
    """Return the rows in which every word typed stands, in whatever cell and capitals."""
    words = typed.casefold().split()
    if not words:
        return list(rows)
    found = []
    for row in rows:
        text = "\n".join(row.cells).casefold()
        if all(word in text for word in words):
            found.append(row)
    return found


def in_order(rows: Sequence[SheetRow], keys: Sequence[Hashable]) -> list[SheetRow]:
    """Return rows in an order of keys; those that are new come last, keys without a row are passed over."""
    by_key = {row.key: row for row in rows}
    known = set(keys)
    there = [by_key[key] for key in keys if key in by_key]
    return [*there, *(row for row in rows if row.key not in known)]
