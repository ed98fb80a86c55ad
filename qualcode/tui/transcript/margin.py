"""What stands left of the text: names of codes, lanes, line and turn numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from qualcode.model import Span
from qualcode.tui.transcript.columns import Columns
from qualcode.tui.transcript.records import CodingMark
from qualcode.tui.transcript.styles import Kind, StyleBook
from qualcode.tui.visible import visible


@dataclass(frozen=True, slots=True)
class LaneMark:
    """A coding in its lane on one row; `opens` and `closes` say whether it begins and ends there."""

    coding: CodingMark
    lane: int
    opens: bool
    closes: bool
    focused: bool = False


MEMO_SIGN = "✎"
SPARE_ROWS = 2
"""Rows without text below a piece that may take names it has no room for."""


def place_names(
    rows: Sequence[Span], codings: Sequence[CodingMark], spare: int = 0
) -> dict[int, list[CodingMark]]:
    """Return, per row of a piece, the codings named there: one a row, from the row it begins in downwards.

    Those that find no row of their own, nor one of the `spare` rows below, share the last one.
    """
    named: dict[int, list[CodingMark]] = {}
    free = 0
    for coding in codings:
        first = next((number for number, row in enumerate(rows) if row.start <= coding.start < row.end), None)
        if first is None:
            continue
        place = min(max(first, free), len(rows) + spare - 1)
        named.setdefault(place, []).append(coding)
        free = place + 1
    return named


def fitted(text: str, cells: int) -> str:
    """Return `text` in exactly so many cells, cut with … or filled with spaces."""
    if cell_len(text) > cells:
        text = set_cell_size(text, cells - 1).rstrip() + "…"
    return set_cell_size(text, cells)


def name_segments(
    codings: Sequence[CodingMark], columns: Columns, book: StyleBook, focused: int | None
) -> Iterator[Segment]:
    """Yield the name column of a row."""
    if not columns.names:
        return
    if not codings:
        yield Segment(" " * columns.names, book.plain)
        return
    first = next((coding for coding in codings if coding.id == focused), codings[0])
    others = f" +{len(codings) - 1}" if len(codings) > 1 else ""
    look = book.looks.get(first.code_id)
    name = fitted(visible(look.label) if look else "", columns.names - 1 - len(others))
    yield Segment(name, book.margin(first.code_id, first.dimmed, first.id == focused))
    yield Segment(others + " ", book.text(Kind.NUMBER))


def lane_segments(marks: Sequence[LaneMark], columns: Columns, book: StyleBook) -> Iterator[Segment]:
    """Yield the lanes of a row, and how many codings found none."""
    by_lane = {mark.lane: mark for mark in reversed(marks)}
    for lane in range(columns.lanes):
        mark = by_lane.get(lane)
        if mark is None:
            yield Segment(" ", book.plain)
        else:
            coding = mark.coding
            yield Segment(
                _glyph(mark, columns, book), book.margin(coding.code_id, coding.dimmed, mark.focused)
            )
    beyond = sum(mark.lane >= columns.lanes for mark in marks)
    yield Segment(fitted(f"+{beyond}" if beyond else "", columns.surplus), book.text(Kind.NUMBER))


def _glyph(mark: LaneMark, columns: Columns, book: StyleBook) -> str:
    if mark.coding.is_memo:
        return MEMO_SIGN
    if columns.letters:
        look = book.looks.get(mark.coding.code_id)
        letter = visible(look.name.strip())[:1].upper() if look else ""
        return letter if cell_len(letter) == 1 else "•"
    if mark.opens:
        return "[" if mark.closes else "┌"
    if mark.closes:
        return "└"
    return "┆" if mark.coding.dimmed else "│"


def number_segments(
    line: int | None, turn: int | None, columns: Columns, book: StyleBook
) -> Iterator[Segment]:
    """Yield the line number and the turn number of a row, each empty where it has none."""
    style = book.text(Kind.NUMBER)
    if columns.line_numbers:
        yield Segment(f"{line or '':>{columns.line_numbers}}", style)
    if columns.turn_numbers:
        yield Segment(f"{turn or '':>{columns.turn_numbers}}", book.text(Kind.LABEL) if turn else style)
