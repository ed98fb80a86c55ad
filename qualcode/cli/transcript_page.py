"""A transcript as a page of text: line numbers, numbers of turns, lanes of the codings, and their names beside it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from qualcode.cli.terminal_table import cells
from qualcode.model import Section
from qualcode.text.visible import visible

PAGE_WIDTH = 100  # cells, where no terminal says otherwise
NARROWEST_TEXT = 30
MOST_LANES = 8
NUMBERS_WIDTH = 11  # line, turn, and the spaces behind them


@dataclass(frozen=True, slots=True)
class MarginCoding:
    """A coding as the margin shows it: where it is and what stands beside it."""

    start: int
    end: int
    label: str


def page(
    text: str,
    turn_starts: Sequence[int],
    codings: Sequence[MarginCoding],
    sections: Sequence[Section] = (),
    width: int | None = None,
) -> str:
    """Return the page; `width` in cells is that of the terminal, 100 in a pipe.

    A lane has `┌` where a coding begins, `│` where it goes on, `└` where it ends and `[` where it does both.
    Codings beyond eight side by side have no lane, but their names stand there as well.
    """
    if width is None:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PAGE_WIDTH
    lanes = assign_lanes(codings)
    number_of_lanes = min(max(lanes, default=-1) + 1, MOST_LANES)
    longest = max((cells(visible(coding.label)) for coding in codings), default=-1)
    margin = NUMBERS_WIDTH + number_of_lanes + 1
    text_width = max(NARROWEST_TEXT, width - margin - min(longest + 1, width // 3))
    turns = {start: number for number, start in enumerate(turn_starts, start=1)}
    placed = list(zip(lanes, codings, strict=True))
    lines: list[str] = []
    for row in rows_of(text, text_width):
        lines += [f"{'':{margin}}§ {visible(each.name)}" for each in sections if row.holds(each.start)]
        here = [(lane, each) for lane, each in placed if row.touches(each)]
        turn = next((turns[place] for place in range(row.start, row.end) if place in turns), "")
        drawn = lane_marks(row, here, number_of_lanes)
        first = f"{row.number or '':>5} {turn:>4} {drawn} {visible(text[row.start : row.end]).rstrip()}"
        following = f"{'':{NUMBERS_WIDTH}}{continued(drawn)} "
        labels = [visible(each.label) for _, each in here if row.holds(each.start)]
        lines += beside(first, following, labels, margin + text_width)
    return "".join(f"{line}\n" for line in lines)


def beside(first: str, following: str, labels: Sequence[str], column: int) -> Iterator[str]:
    """Yield a line and what follows it, with a label at `column` on each."""
    for line, label in zip_longest([first], labels or [""], fillvalue=None):
        text = following if line is None else line
        yield f"{text}{' ' * (column + 1 - cells(text))}{label}".rstrip()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page; `number` is the number of the text's line that begins here, or 0."""

    number: int
    start: int
    end: int
    next: int

    def touches(self, coding: MarginCoding) -> bool:
        """Return whether some of a coding is on this row."""
        return coding.start < self.next and coding.end > self.start

    def holds(self, offset: int) -> bool:
        """Return whether a character is on this row (its line end belongs to it)."""
        return self.start <= offset < self.next


def rows_of(text: str, width: int) -> Iterator[Row]:
    """Yield the rows of a text wrapped at spaces, at most `width` cells each."""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        place, first = start, number
        while True:
            stop = wrapped_end(text, place, end, width)
            following = stop if stop < end else end + 1
            yield Row(first, place, stop, following)
            place, first = stop, 0
            if stop >= end:
                break
        start = end + 1


def wrapped_end(text: str, start: int, end: int, width: int) -> int:
    """Return where a row that begins at `start` ends: behind the last space that fits, else where it is full."""
    used, after_space = 0, 0
    for place in range(start, end):
        used += cells(visible(text[place]))
        if used > width and text[place] != " ":
            return after_space or max(place, start + 1)
        if text[place] == " ":
            after_space = place + 1
    return end


def assign_lanes(codings: Sequence[MarginCoding]) -> list[int]:
    """Return a lane for each coding (sorted by start), so that those in one lane do not overlap."""
    ends: list[int] = []
    lanes = []
    for coding in codings:
        lane = next((lane for lane, end in enumerate(ends) if end <= coding.start), len(ends))
        ends[lane : lane + 1] = [coding.end]
        lanes.append(lane)
    return lanes


def lane_marks(row: Row, here: Sequence[tuple[int, MarginCoding]], number: int) -> str:
    """Return the lanes of a row."""
    marks = [" "] * number
    for lane, coding in here:
        if lane < number:
            begins, ends = row.holds(coding.start), coding.end <= row.next
            mark = "[" if begins and ends else "┌" if begins else "└" if ends else "│"
            marks[lane] = mark if marks[lane] == " " else "["
    return "".join(marks)


def continued(drawn: str) -> str:
    """Return lanes as they look on a row that only goes on with names."""
    return drawn.translate({ord("┌"): "│", ord("["): " ", ord("└"): " "})
