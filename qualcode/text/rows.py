"""Rows of cells that are a transcript: time, speaker and words in columns of a table or between tabs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.text.labels import clean_label, is_role, normal_form, possible
from qualcode.text.lexicon import COLUMN_HEADINGS
from qualcode.text.newlines import Line
from qualcode.text.times import CLOCK, time_range

Cell = tuple[int, int]
Row = tuple[Cell, ...]

_TIME_FIRST = re.compile(rf"\W*{CLOCK}(?:\W+{CLOCK})?\W*\t")
_TIME_CELL = re.compile(rf"\W*{CLOCK}(?:\W+{CLOCK})?\W*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; None where there is none."""

    text: int
    speaker: int | None
    time: int | None
    first_row: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """One row's share of a transcript; an empty speaker goes on from the row above."""

    start: int
    end: int
    speaker: str
    times: tuple[float | None, float | None]
    mark: Cell | None
    extent: int  # characters of the whole row


def tab_rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of a text whose lines nearly all have the same number of tabs; empty when it is none."""
    filled = [line for line in lines if not line.blank]
    counts = Counter(line.text.count("\t") for line in filled)
    if len(filled) < 3 or not counts:
        return []
    tabs, often = counts.most_common(1)[0]
    if not 1 <= tabs <= 7 or often < 0.8 * len(filled):
        return []
    if tabs == 1 and sum(bool(_TIME_FIRST.match(line.text)) for line in filled) < 0.6 * len(filled):
        return []
    return [_cells(line) for line in filled if line.text.count("\t") == tabs]


def spoken_rows(text: str, rows: Sequence[Row]) -> list[Spoken]:
    """The rows as talk, headings left out; empty when no column holds speakers or times beside words."""
    columns = _columns(text, rows)
    if columns is None:
        return []
    found = []
    for row in rows[columns.first_row :]:
        if len(row) <= columns.text:
            continue
        start, end = row[columns.text]
        speaker = clean_label(text[slice(*row[columns.speaker])]) if columns.speaker is not None else ""
        mark = (
            row[columns.time]
            if columns.time is not None and row[columns.time][0] < row[columns.time][1]
            else None
        )
        times = time_range(text[slice(*mark)]) if mark else (None, None)
        found.append(Spoken(start, end, speaker, times, mark, row[-1][1] - row[0][0]))
    return found


def _cells(line: Line) -> Row:
    cells, place = [], line.start
    for piece in line.text.split("\t"):
        left = len(piece) - len(piece.lstrip())
        cells.append((place + left, place + max(left, len(piece.rstrip()))))
        place += len(piece) + 1
    return tuple(cells)


def _columns(text: str, rows: Sequence[Row]) -> Columns | None:
    width = min((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        return None
    table = [[text[start:end].strip() for start, end in row[:width]] for row in rows]
    first = int(sum(normal_form(cell) in COLUMN_HEADINGS for cell in table[0]) * 2 >= width)
    body = table[first:]
    if len(body) < 2:
        return None
    columns = [[row[place] for row in body] for place in range(width)]
    words = max(range(width), key=lambda place: sum(map(len, columns[place])))
    time = next((p for p in range(width) if p != words and _are_times(columns[p])), None)
    others = [p for p in range(width) if p not in (words, time)]
    speaker = next((p for p in others if _are_speakers(columns[p], bool(first), time is not None)), None)
    if speaker is None and time is None:
        return None
    return Columns(words, speaker, time, first)


def _are_times(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(_TIME_CELL.fullmatch(cell)) for cell in filled) >= 0.7 * len(filled)


def _are_speakers(cells: list[str], headed: bool, timed: bool) -> bool:
    """Few different short labels that come back; two are enough where a heading or times stand beside them."""
    filled = [clean_label(cell) for cell in cells if cell]
    if not filled or not cells[0] or sum(map(possible, filled)) < len(filled):
        return False
    different = len(set(map(normal_form, filled)))
    if headed or timed:
        return different < len(filled) or different <= 3
    return 2 <= different <= len(filled) / 2 or (different < len(filled) and any(map(is_role, filled)))
