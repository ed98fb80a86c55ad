"""Which text of a transcript is heading, not speech: the speaker labels and time marks before each turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.model import Span, TimeMark, Turn

_LINE_BEFORE = re.compile(r"([^\n]*\S[^\n]*)\n\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a turn: its label `[start, end)`, the turn's number (from 1), speaker and time."""

    start: int
    end: int
    number: int
    speaker: str | None
    seconds: float | None


def turn_headings(text: str, turns: Sequence[Turn], marks: Iterable[TimeMark]) -> list[Heading]:
    """Return a heading for every turn, in order; one without a label is empty and stands at the turn's start.

    `seconds` is the time to show beside the label: None where it is written in the label itself.
    """
    written = [Span(mark.start, mark.end) for mark in marks if mark.end > mark.start]
    found, end_before, mark = [], 0, 0
    for number, turn in enumerate(turns, 1):
        gap = []
        while mark < len(written) and written[mark].end <= turn.start:
            gap += [written[mark]] if written[mark].start >= end_before else []
            mark += 1
        start, end = (
            _label(text, end_before, turn.start, gap) if end_before < turn.start else (turn.start,) * 2
        )
        timed = any(span.start >= start for span in gap)
        found.append(Heading(start, end, number, turn.speaker, None if timed else turn.start_time))
        end_before = turn.end
    return found


def _label(text: str, gap_start: int, turn_start: int, marks: Sequence[Span]) -> tuple[int, int]:
    """Return the label's span: the last line written before the turn, and lines of time marks above it."""
    gap = text[gap_start:turn_start]
    end = len(gap.rstrip())
    if not end:
        return turn_start, turn_start
    start = gap.rfind("\n", 0, end) + 1
    while marks and (above := _line_before(gap, start)) and _is_time(gap_start, above, marks):
        start = above.start(1)
    written = end - len(gap[start:end].lstrip())
    return gap_start + written, gap_start + end


def _line_before(gap: str, start: int) -> re.Match[str] | None:
    return _LINE_BEFORE.search(gap, gap.rfind("\n", 0, max(0, start - 1)) + 1, start)


def _is_time(gap_start: int, line: re.Match[str], marks: Sequence[Span]) -> bool:
    stripped = line[1].strip()
    start = gap_start + line.start(1) + line[1].index(stripped)
    return any(mark.start <= start and start + len(stripped) <= mark.end for mark in marks)
