"""Where the reader left off, and what she has read: kept at calm moments, taken up when she comes back."""

from __future__ import annotations

from qualcode.errors import QualcodeError
from qualcode.model import Document, Span
from qualcode.project.reading_places import ReadingPlace
from qualcode.text.coverage import covered_share
from qualcode.tui.screens.drawing import Drawing
from qualcode.tui.visited import Visited
from qualcode.tui.widgets.transcript import CodingTranscript

LOOKED_EVERY_SECONDS = 1.0
"""A stretch counts as read when it was on view so long without moving."""
KEPT_AFTER = 5
"""Looks without any movement before a place is kept."""


class Resuming(Drawing):
    """Looks once a second where the reader is. What rests on view is read; what was read is kept when she rests."""

    _visited: Visited
    _text_shown: CodingTranscript | None = None
    _reader_at: tuple[int, int] | None = None  # cursor, first offset on view; None before the first look
    _has_moved = False  # in this document, since it was opened
    _rested = 0
    _place_kept: ReadingPlace | None = None

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(LOOKED_EVERY_SECONDS, self.look_where_reader_is)

    def on_unmount(self) -> None:
        """Keep the place when the app ends: the transcript is off the screen already, but knows it still."""
        self.keep_place()

    def document_read_last(self) -> Document | None:
        """Return the document in which this coder read last."""
        number = self.desk.project.reading_places.last_document()
        return next((each for each in self.desk.study.documents if each.id == number), None)

    def take_up_place(self, document: Document) -> None:
        """Go to where this coder left off in a document that was just shown."""
        place = self.desk.project.reading_places.of(document)
        self._text_shown = self.view
        self._visited = Visited(place.seen if place else ())
        self.share_read = place.share if place else 0.0
        self._reader_at, self._place_kept, self._has_moved, self._rested = None, None, False, 0
        if place is not None:
            self.view.resume(place.cursor, place.top)

    def look_where_reader_is(self) -> None:
        """Count what rests on view as read, and keep the place once the reader rests for longer."""
        if self.desk.document is None or self.app.screen is not self:
            return
        before, self._reader_at = self._reader_at, self._reader_is_at()
        if before is None or self._moved_from(before):
            self._has_moved = self._has_moved or before is not None
            self._rested = 0
            return
        self._rested += 1
        if self._rested == 1 and self._has_moved:
            self._count_as_read(self.view.on_view)
        if self._rested == KEPT_AFTER:
            self.keep_place()

    def keep_place(self) -> None:
        """Keep where the reader is, if that has changed since it was kept last. Nothing is told if it cannot be."""
        document, place = self.desk.document, self._place_now()
        if document is None or place is None or place == self._place_kept:
            return
        try:
            self.desk.check_place()
        except QualcodeError:
            return
        if self.desk.project.reading_places.keep(document, place):
            self._place_kept = place
            self.desk.study.read_shares[document.id] = place.share

    def _count_as_read(self, span: Span) -> None:
        if self._visited.add(span.start, span.end):
            self.share_read = covered_share(self.desk.text, self.desk.turns, self._visited.spans)
            self.draw_header()

    def _moved_from(self, before: tuple[int, int]) -> bool:
        """Say whether the reader went elsewhere; a better sentence found around the same place is no step."""
        cursor, top = self.view.cursor, self.view.on_view.start
        return top != before[1] or not cursor.start <= before[0] < max(cursor.end, cursor.start + 1)

    def _reader_is_at(self) -> tuple[int, int]:
        return self.view.cursor.start, self.view.on_view.start

    def _place_now(self) -> ReadingPlace | None:
        shown = self._text_shown
        if (
            self.desk.document is None
            or shown is None
            or shown.text != self.desk.text
            or not shown.on_view.end
        ):
            return None
        cursor, top = shown.cursor.start, shown.on_view.start
        seen = tuple((span.start, span.end) for span in self._visited.spans)
        return ReadingPlace(cursor, top, seen, self.share_read)
