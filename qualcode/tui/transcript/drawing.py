"""Rows of a page → strips, each drawn once and kept until something on it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from qualcode.model import Span
from qualcode.tui.transcript.margin import SPARE_ROWS, fitted, lane_segments, name_segments, number_segments
from qualcode.tui.transcript.page import Page
from qualcode.tui.transcript.painter import Layers, paint
from qualcode.tui.transcript.records import CodingMark
from qualcode.tui.transcript.span_columns import SpanColumns
from qualcode.tui.transcript.styles import Kind, State, StyleBook
from qualcode.tui.transcript.wrapping import Row

STRIPS_KEPT = 400
"""A few screens; a strip is a dozen objects, and each slows down the collection of garbage."""
CURSOR_MARK, CURSOR_GOES_ON, SELECTION_MARK = "▸", "▏", "┃"


@dataclass(slots=True)
class Marked:
    """What is marked at the moment, besides the codings."""

    cursor: Span = field(default_factory=lambda: Span(0, 0))
    selection: Span | None = None
    edge: Span | None = None
    focused: CodingMark | None = None
    hits: SpanColumns = field(default_factory=SpanColumns)
    current_hit: Span | None = None
    asides: frozenset[str] = frozenset()  # speakers whose turns are set back


class Drawing:
    """Draws the rows of a page."""

    def __init__(self, page: Page, book: StyleBook, marked: Marked | None = None) -> None:
        self.page = page
        self.book = book
        self.marked = marked or Marked()
        self.forget()

    def forget(self) -> None:
        """Draw everything anew: the width, the theme or the look of a code has changed."""
        self._strips: dict[int, dict[int, Strip]] = {}
        self._names: dict[int, dict[int, list[CodingMark]]] = {}
        self._kept = 0

    def touch(self, spans: Iterable[Span]) -> None:
        """Draw the pieces of these spans anew."""
        for span in spans:
            pieces = self.page.pieces
            first, last = pieces.at(span.start), pieces.at(max(span.start, span.end - 1)) + SPARE_ROWS
            if last - first > len(self._strips):
                self.forget()
                return
            for piece in range(first, last + 1):
                self._strips.pop(piece, None)
                self._names.pop(piece, None)

    def strip(self, row_number: int) -> Strip:
        """Return a row as it is drawn; an empty one past the end of the document."""
        row = self.page.wraps.row(row_number)
        if row is None:
            return Strip.blank(self.page.width, self.book.plain)
        if self._kept > STRIPS_KEPT:
            self.forget()
        key = row.start if row.lead is None else -1 - row.lead
        drawn = self._strips.setdefault(row.piece, {})
        if key not in drawn:
            self._kept += 1
            drawn[key] = self._draw(row)
        return drawn[key]

    def _draw(self, row: Row) -> Strip:
        page, book = self.page, self.book
        focused = self.marked.focused.id if self.marked.focused else None
        numbered = page.pieces.opens_line[row.piece] and row.is_first and row.end > row.start
        heading = page.pieces.headings.get(row.piece) if row.is_first else None
        segments = [
            *name_segments(self._names_at(row), page.columns, book, focused),
            *lane_segments(page.lane_marks(row, focused), page.columns, book),
            *number_segments(
                page.pieces.lines[row.piece] if numbered else None,
                heading.number if heading else None,
                page.columns,
                book,
            ),
            self._mark(row),
            *(self._text(row) if row.lead is None else self._lead(row)),
        ]
        length = sum(segment.cell_length for segment in segments)
        if length < page.width:
            segments.append(Segment(" " * (page.width - length), book.plain))
        strip = Strip(Segment.simplify(segments), max(length, page.width))
        return strip if length <= page.width else strip.crop(0, page.width)

    def _names_at(self, row: Row) -> list[CodingMark]:
        if not self.page.columns.names:
            return []
        piece, place = self.page.name_place(row)
        if piece not in self._names:
            self._names[piece] = self.page.names_in(piece)
        return self._names[piece].get(place, [])

    def _mark(self, row: Row) -> Segment:
        """Return the sign before the text: what is selected, and where the cursor is, without colour."""
        selection, cursor, sign = self.marked.selection, self.marked.cursor, ""
        if row.lead is None and selection and selection.start < row.end and selection.end > row.start:
            sign = SELECTION_MARK
        elif row.lead is None and cursor.start < row.end and cursor.end > row.start:
            sign = CURSOR_MARK if cursor.start >= row.start else CURSOR_GOES_ON
        return Segment(sign, self.book.text(Kind.LABEL)) if sign else Segment(" ", self.book.plain)

    def _text(self, row: Row) -> Iterator[Segment]:
        page = self.page
        shown = page.pieces.shown[row.start : row.end]
        heading = page.heading_at(row.start)
        aside = heading is not None and heading.speaker in self.marked.asides
        layers = self._layers(row, Span(heading.start, heading.end) if heading else None)
        goes_on = row.end < page.pieces.ends[row.piece]
        written = (
            shown.rstrip(" ") if goes_on else shown
        )  # the space where a row breaks is not worth a colour
        yield from paint(written, row.start, layers, self.book, Kind.ASIDE if aside else Kind.SPEECH)
        if heading and row.is_first and page.pieces.headings.get(row.piece) is heading:
            yield from self._clock(heading.seconds, cell_len(shown))

    def _layers(self, row: Row, label: Span | None) -> Layers:
        marked, start, end = self.marked, row.start, row.end
        states = [
            (marked.cursor, State.CURSOR),
            (marked.selection, State.SELECTED),
            (marked.edge, State.EDGE),
            (marked.current_hit, State.HIT | State.HIT_NOW),
        ]
        if marked.focused:
            states.append((Span(marked.focused.start, marked.focused.end), State.FOCUSED))
        states += [(hit, State.HIT) for hit in marked.hits.overlapping(start, end)]
        marks = self.page.codings.overlapping(start, end)
        states += [(Span(mark.start, mark.end), State.NOTED) for mark in marks if mark.is_memo]
        kinds = [(label, Kind.LABEL)] if label else []
        kinds += [(time, Kind.TIME) for time in self.page.times_in(start, end)]
        return Layers(
            [mark for mark in marks if not mark.is_memo],
            [(span, state) for span, state in states if span and span.start < end and span.end > start],
            kinds,
        )

    def _lead(self, row: Row) -> Iterator[Segment]:
        """Yield a row without text: empty, or a section's name."""
        titles = self.page.pieces.titles.get(row.piece, [])
        place = (row.lead or 0) - (self.page.pieces.leads[row.piece] - len(titles))
        if place >= 0:
            width = self.page.columns.text
            title = f"── {titles[place]} "
            rule = "─" * max(0, width - cell_len(title))
            yield Segment(fitted(title + rule, width), self.book.text(Kind.TITLE))

    def _clock(self, seconds: float | None, filled: int) -> Iterator[Segment]:
        """Yield the time of a turn at the right end of the text column, if there is room."""
        if seconds is None:
            return
        minutes, second = divmod(int(seconds), 60)
        clock = f"{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}"
        room = self.page.columns.text - filled - len(clock)
        if room > 1:
            yield Segment(" " * room, self.book.plain)
            yield Segment(clock, self.book.text(Kind.TIME))
