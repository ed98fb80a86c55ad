"""A transcript laid out for a width, with its codings: what is where. It knows no widget and draws nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from qualcode.model import Section, Span, TimeMark, Turn
from qualcode.tui.transcript.cells import cell_of, offset_at
from qualcode.tui.transcript.columns import DEFAULT_MEASURE, share_out
from qualcode.tui.transcript.headings import Heading, turn_headings
from qualcode.tui.transcript.lanes import Lanes
from qualcode.tui.transcript.margin import SPARE_ROWS, LaneMark, place_names
from qualcode.tui.transcript.pieces import cut_pieces
from qualcode.tui.transcript.records import CodingMark
from qualcode.tui.transcript.span_index import SpanIndex
from qualcode.tui.transcript.wrapping import Row, WrapIndex


class Page:
    """A document on its way to the screen. Rows are counted from 0 at the top of the document.

    There are no rows before `set_width` has been called.
    """

    def __init__(
        self,
        text: str,
        turns: Sequence[Turn] = (),
        sections: Sequence[Section] = (),
        time_marks: Sequence[TimeMark] = (),
        *,
        numbered: bool = True,
    ) -> None:
        self.text = text
        self.turns = turns
        self.headings = turn_headings(text, turns, time_marks)
        self.pieces = cut_pieces(text, self.headings, sections)
        self._times = [Span(mark.start, mark.end) for mark in time_marks if mark.end > mark.start]
        self._turn_ends = [turn.end for turn in turns]
        self._line_count = self.pieces.lines[-1] if numbered else 0
        self.wraps = WrapIndex(self.pieces)
        self.width = 0
        self.columns = share_out(0, self._line_count, len(turns))
        self.set_codings(())

    def set_width(self, width: int, measure: int = DEFAULT_MEASURE) -> None:
        """Lay the page out for `width` cells, with at most `measure` of them for the text."""
        self.width = width
        self.columns = share_out(width, self._line_count, len(self.turns), measure)
        self.wraps.set_width(self.columns.text)

    def set_codings(self, codings: Iterable[CodingMark]) -> None:
        """Show these codings, and no others."""
        self.codings = SpanIndex(codings)
        self.lanes = Lanes(self.text, self.codings)

    def add_coding(self, coding: CodingMark) -> list[Span]:
        """Show one more coding (or the one with its id anew); return the spans that look different now."""
        changed = self.remove_coding(coding.id)
        self.codings.add(coding)
        self.lanes.add(coding)
        return [*changed, Span(coding.start, coding.end)]

    def remove_coding(self, coding_id: int) -> list[Span]:
        """Stop showing a coding; return the spans that look different now."""
        coding = self.codings.remove(coding_id)
        if coding is None:
            return []
        moved = self.lanes.remove(coding)
        return [Span(one.start, one.end) for one in (coding, *moved)]

    def rows_of(self, span: Span) -> range:
        """Return the rows that show a span, with the rows without text above its first piece."""
        first = self.wraps.row_of(span.start)
        last = self.wraps.row_of(max(span.start, span.end - 1))
        piece = self.pieces.at(span.start)
        if first == self.wraps.rows_of(piece).start:
            first -= self.pieces.leads[piece]
        return range(first, last + 1)

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return the row and the cell of the view at which `offset` is shown."""
        number = self.wraps.row_of(offset)
        row = self.wraps.row(number)
        if row is None:  # pragma: no cover - every offset has its row
            return 0, self.columns.text_from
        shown = self.pieces.shown[row.start : row.end]
        return number, self.columns.text_from + cell_of(shown, min(offset, row.end) - row.start)

    def offset_at(self, row_number: int, x: int) -> int | None:
        """Return the offset shown at cell `x` of the view in a row; None in a row without text.

        Left of the text it is the row's first; right of it the last, or the line break behind the line.
        """
        row = self.wraps.row(row_number)
        if row is None or row.lead is not None:
            return None
        offset = row.start + offset_at(self.pieces.shown[row.start : row.end], x - self.columns.text_from)
        goes_on = offset == row.end and row.end < self.pieces.ends[row.piece]
        return offset - 1 if goes_on else offset

    def coding_at(self, row_number: int, x: int) -> CodingMark | None:
        """Return the coding whose name or lane is at cell `x` of the view in a row."""
        row = self.wraps.row(row_number)
        if row is None:
            return None
        if x < self.columns.names:
            piece, place = self.name_place(row)
            named = self.names_in(piece).get(place)
            return named[0] if named else None
        lane = x - self.columns.lanes_from
        found = (mark for mark in self.lane_marks(row) if mark.lane == lane < self.columns.lanes)
        return next((mark.coding for mark in found), None)

    def lane_marks(self, row: Row, focused: int | None = None) -> list[LaneMark]:
        """Return the codings of a row in their lanes."""
        if row.lead is None:
            start, end = row.start, self._reach(row)
        else:  # above a piece: what goes on from the piece before
            start, end = row.start - 1, row.start + 1
        codings = self.codings.overlapping(max(0, start), end)
        if row.lead is not None:
            codings = [coding for coding in codings if coding.start < row.start < coding.end]
        return [
            LaneMark(
                coding,
                self.lanes[coding.id],
                opens=row.lead is None and coding.start >= start,
                closes=row.lead is None and coding.end <= end,
                focused=coding.id == focused,
            )
            for coding in codings
        ]

    def names_in(self, piece: int) -> dict[int, list[CodingMark]]:
        """Return the codings that are named beside a piece, by its rows from 0 and on to the spare ones below."""
        if piece < 0:
            return {}
        start = self.pieces.starts[piece]
        breaks = [start + each for each in self.wraps.breaks(piece)]
        stop = max(self.pieces.ends[piece] + self._breaks_line(piece), start + 1)
        codings = [coding for coding in self.codings.overlapping(start, stop) if coding.start >= start]
        rows = [Span(*bounds) for bounds in zip(breaks, [*breaks[1:], stop], strict=True)]
        return place_names(rows, codings, self._spare_below(piece)) if codings else {}

    def name_place(self, row: Row) -> tuple[int, int]:
        """Return the piece that may be named beside a row, and the row's place in it; -1 for no piece."""
        piece, pieces = row.piece, self.pieces
        if row.lead is None and row.end > row.start:
            return piece, bisect_right(self.wraps.breaks(piece), row.start - pieces.starts[piece]) - 1
        below = pieces.leads[piece] if row.lead is None else row.lead
        piece -= 1
        while piece >= 0 and pieces.is_empty(piece) and below < SPARE_ROWS:
            below += pieces.leads[piece] + 1
            piece -= 1
        if piece < 0 or below >= SPARE_ROWS:
            return -1, 0
        return piece, len(self.wraps.breaks(piece)) + below

    def _spare_below(self, piece: int) -> int:
        """Return how many rows without text follow a piece, up to `SPARE_ROWS`."""
        below, pieces = 0, self.pieces
        for following in range(piece + 1, min(piece + 1 + SPARE_ROWS, len(pieces))):
            titles = len(pieces.titles.get(following, ()))
            below += pieces.leads[following] - titles
            if titles or not pieces.is_empty(following):
                break
            below += 1
        return min(below, SPARE_ROWS)

    def heading_at(self, offset: int) -> Heading | None:
        """Return the heading of the turn in which `offset` lies, or whose label it is in."""
        place = bisect_right(self._turn_ends, offset)
        if place < len(self.turns) and offset >= min(self.headings[place].start, self.turns[place].start):
            return self.headings[place]
        return None

    def times_in(self, start: int, end: int) -> list[Span]:
        """Return the time marks written in `[start, end)`."""
        first = bisect_right(self._times, start, key=lambda span: span.end)
        return self._times[first : bisect_left(self._times, end, first, key=lambda span: span.start)]

    def is_speech(self, span: tuple[int, int]) -> bool:
        """Say whether a sentence is more than a label or a time mark."""
        start, end = span
        heading = self.heading_at(start)
        if heading is not None and heading.start <= start and end <= heading.end:
            return False
        return not any(time.start <= start and end <= time.end for time in self.times_in(start, end))

    def _reach(self, row: Row) -> int:
        """Return the end of a row, with the line break behind it."""
        at_end = row.end == self.pieces.ends[row.piece]
        return row.end + (self._breaks_line(row.piece) if at_end else 0)

    def _breaks_line(self, piece: int) -> int:
        """Return 1 if a line break follows the piece, else 0."""
        end = self.pieces.ends[piece]
        return int(end < len(self.text) and self.text[end] == "\n")
