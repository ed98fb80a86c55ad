"""From accepted headers to turns: where the words of each begin and end, and at what time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model import TimeMark, Turn
from qualcode.text.head import foot_start
from qualcode.text.headers import Header, leading_time, may_hold_time, time_alone
from qualcode.text.headings import Heading, trimmed
from qualcode.text.newlines import Line
from qualcode.text.rows import Spoken
from qualcode.text.times import inline_marks, seconds
from qualcode.text.words import INVISIBLE

_SAID = re.compile(rf"[^\s{INVISIBLE}]")
_RULE_SIGNS = "-*_=~"
_RULE = re.compile(rf"\n[ \t]*[{_RULE_SIGNS}]{{3,}}\s*\Z")
Times = tuple[float | None, float | None]


@dataclass(slots=True)
class _Marks:
    """The time marks of a text, in order, and which of them stand alone on a line."""

    marks: list[TimeMark]
    alone: list[TimeMark]

    def __post_init__(self) -> None:
        self.starts = {mark.start: mark.end for mark in self.marks}
        self.ends = {mark.end: mark.start for mark in self.marks}

    starts: dict[int, int] = None  # type: ignore[assignment]
    ends: dict[int, int] = None  # type: ignore[assignment]


def build_turns(
    text: str, lines: Sequence[Line], headers: Sequence[Header], headings: Sequence[Heading]
) -> tuple[tuple[Turn, ...], tuple[TimeMark, ...]]:
    """The turns that the headers open, each up to the next header, heading or closing line, and all marks."""
    marks = _marks(text, lines, headers)
    if not headers:
        return (), tuple(marks.marks)
    known = frozenset(header.key for header in headers)
    foot = foot_start(lines, known, headers[0].start, headers[-1].start)
    bounds = sorted({h.start for h in headers} | {h.start for h in headings} | ({foot} if foot else set()))
    ends = dict(zip(bounds, [*bounds[1:], len(text)], strict=True))
    times = _times(text, headers, marks, ends)
    spans = [_spoken(text, header.text_start, ends[header.start], marks) for header in headers]
    turns = tuple(
        [
            Turn(*span, header.label or None, *time)
            for header, span, time in zip(headers, spans, times, strict=True)
            if span is not None
        ]
    )
    return turns, tuple(marks.marks)


def row_turns(text: str, rows: Sequence[Spoken]) -> tuple[tuple[Turn, ...], tuple[TimeMark, ...]]:
    """Turns from rows of cells; a row without a speaker goes on with the turn above."""
    turns: list[Turn] = []
    marks = [TimeMark(*row.mark, row.times[0] or 0.0) for row in rows if row.mark]
    inline = [TimeMark(*mark) for row in rows for mark in inline_marks(text, row.start, row.end)]
    named = any(row.speaker for row in rows)
    for row in rows:
        if row.start >= row.end or not _SAID.search(text, row.start, row.end):
            continue
        if named and not row.speaker and turns:
            before = turns[-1]
            end_time = row.times[1] if row.times[1] is not None else before.end_time
            turns[-1] = Turn(before.start, row.end, before.speaker, before.start_time, end_time)
        else:
            turns.append(Turn(row.start, row.end, row.speaker or None, *row.times))
    return tuple(turns), tuple(sorted(marks + inline, key=lambda mark: mark.start))


def _marks(text: str, lines: Sequence[Line], headers: Sequence[Header]) -> _Marks:
    """All marks: in brackets anywhere, in headers, alone on a line, before a line where that is the habit."""
    if not may_hold_time(text) and not any(header.marks for header in headers):
        return _Marks([], [])
    found = {start: TimeMark(start, end, value) for start, end, value in inline_marks(text)}
    in_header = set()
    for header in headers:
        for start, end, value in header.marks:
            found[start] = TimeMark(start, end, value)
            in_header.add(start)
    alone = []
    habit = _leads(text, lines, headers)
    for line in lines:
        if not may_hold_time(line.text[:40]):
            continue
        mark = time_alone(line.text) if len(line.text) < 60 else None
        start = line.start + len(line.text) - len(line.text.lstrip())
        if mark is not None and start not in in_header:
            alone.append(found.setdefault(start, TimeMark(start, start + len(mark), seconds(mark) or 0.0)))
        elif habit and (span := leading_time(line.text)):
            start, end = line.start + span[0], line.start + span[1]
            found.setdefault(start, TimeMark(start, end, seconds(text[start:end]) or 0.0))
    return _Marks(_apart(found), alone)


def _apart(found: dict[int, TimeMark]) -> list[TimeMark]:
    """In order, without a mark that lies within another."""
    kept: list[TimeMark] = []
    for mark in sorted(found.values(), key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _leads(text: str, lines: Sequence[Line], headers: Sequence[Header]) -> bool:
    """Whether it is the file's habit to begin lines with a time."""
    if headers:
        leading = sum(bool(h.marks) and h.label in text[h.marks[0][1] : h.text_start] for h in headers)
        return leading >= 0.6 * len(headers)
    filled = [line.text for line in lines if not line.blank]
    if not filled or not any(leading_time(line) for line in filled[:5]):
        return False
    return sum(leading_time(line) is not None for line in filled) >= 0.6 * len(filled)


def _times(text: str, headers: Sequence[Header], marks: _Marks, ends: dict[int, int]) -> list[Times]:
    """Each turn's times: from its header, from a line of its own, or from marks at the paragraphs' ends."""
    if any(header.time is not None for header in headers):
        return [(header.time, header.end_time) for header in headers]
    if marks.alone:
        return _times_alone(text, headers, marks)
    if _at_ends(text, marks.marks):
        return _times_at_ends(headers, marks.marks, ends)
    return [(None, None)] * len(headers)


def _times_alone(text: str, headers: Sequence[Header], marks: _Marks) -> list[Times]:
    """A time on its own line holds for all turns up to the next, or for the name that stands just above it."""
    starts = [mark.start for mark in marks.alone]
    below: list[float | None] = []
    for header in headers:
        place = bisect_left(starts, header.text_start)
        near = place < len(starts) and not text[header.text_start : starts[place]].strip()
        below.append(marks.alone[place].seconds if near and not header.rest else None)
    if any(time is not None for time in below):
        return [(time, None) for time in below]
    times: list[Times] = []
    for header in headers:
        place = bisect_left(starts, header.start)
        times.append((marks.alone[place - 1].seconds if place else None, None))
    return times


def _at_ends(text: str, marks: Sequence[TimeMark]) -> bool:
    """Whether the marks say when a paragraph ended, as f4 writes them."""
    written = [mark for mark in marks if mark.start < mark.end]
    last = sum(text[mark.end : mark.end + 2].lstrip(" ")[:1] in ("", "\n") for mark in written)
    first = sum(not text[max(0, mark.start - 2) : mark.start].strip(" ").strip("\n") for mark in written)
    return len(written) > 1 and last >= 0.6 * len(written) > first


def _times_at_ends(headers: Sequence[Header], marks: Sequence[TimeMark], ends: dict[int, int]) -> list[Times]:
    """A turn starts at the mark that ended the turn before it, the first at 0."""
    starts = [mark.start for mark in marks]
    times: list[Times] = []
    before: float | None = 0.0
    for header in headers:
        inside = marks[bisect_left(starts, header.text_start) : bisect_left(starts, ends[header.start])]
        times.append((before, inside[-1].seconds if inside else None))
        before = inside[-1].seconds if inside else None
    return times


def _spoken(text: str, start: int, end: int, marks: _Marks) -> tuple[int, int] | None:
    """The span without white space, time marks and rules at its edges; None when nothing is said."""
    start, end = trimmed(text, start, end)
    if not marks.marks and start < end and text[start].isalnum() and text[end - 1] not in _RULE_SIGNS:
        return start, end  # as most are
    while start < end and marks.starts.get(start, end + 1) <= end:
        start, end = trimmed(text, marks.starts[start], end)
    while start < end:
        if marks.ends.get(end, -1) >= start:
            end = marks.ends[end]
        elif text[end - 1] in _RULE_SIGNS and (rule := _RULE.search(text, max(start, end - 200), end)):
            end = rule.start()
        else:
            break
        start, end = trimmed(text, start, end)
    return (start, end) if _SAID.search(text, start, end) else None
