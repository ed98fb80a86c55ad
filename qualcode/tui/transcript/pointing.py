"""Selecting with the mouse: click, drag (past the edge it scrolls), double and triple click, the margin."""

from __future__ import annotations

from textual import events
from textual.timer import Timer

from qualcode.model import Span
from qualcode.tui.transcript.messages import CodingClicked
from qualcode.tui.transcript.reading import ReadingView
from qualcode.tui.transcript.units import Unit

SECONDS_PER_ROW = 0.05
"""How fast the view scrolls while the mouse is held at its edge; farther beyond it, faster."""


class PointingView(ReadingView):
    """A page that can be read and marked with the mouse."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        self._pressed_on: Span | None = None  # the character where the button went down
        self._pressed_line = 0
        self._was_dragged = False
        self._mouse_at = (0, 0)  # cell and line of the view, beyond its edges too
        self._edge_timer: Timer | None = None
        super().__init__(name=name, id=id, classes=classes)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there, or focus the coding whose lane or name is there."""
        place = event.get_content_offset(self)
        if event.button != 1 or place is None:
            return
        self._was_dragged = False
        row = place.y + self.scroll_offset.y
        if place.x < self._page.columns.text_from - 1 and (coding := self._page.coding_at(row, place.x)):
            self._selection.place(max(coding.start, self._page.offset_at(row, 0) or 0))
            self._after_move(follow=False)
            self._focus(coding)
            self.post_message(CodingClicked(coding.id))
            return
        offset = self._offset_under(place.x, place.y)
        if event.shift:
            self._selection.extend_to(self._stop_at(offset).end)
            self._after_move(follow=False)
            return
        self._pressed_on, self._pressed_line = self._stop_at(offset), place.y
        self._selection.place(offset)
        self._after_move(follow=False)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the selection to where the mouse is."""
        if self._pressed_on is None:
            return
        self._mouse_at = (event.x - self.gutter.left, event.y - self.gutter.top)
        beyond = self._rows_beyond_edge()
        if beyond == 0:
            self._stop_scrolling()
        elif self._edge_timer is None:
            self._edge_timer = self.set_interval(SECONDS_PER_ROW, self._scroll_past_edge)
        self._drag()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag."""
        self._stop_dragging()

    def on_click(self, event: events.Click) -> None:
        """Select the word on a double click, the sentence on a triple click."""
        place = event.get_content_offset(self)
        unit = {2: Unit.WORD, 3: Unit.SENTENCE}.get(event.chain)
        if unit is None or place is None or self._was_dragged or place.x < self._page.columns.text_from - 1:
            return
        span = self._selection.units.holding(unit, self._offset_under(place.x, place.y))
        if span is not None:
            self._selection.set(span.start, span.end)
            self._after_move(follow=False)

    def _drag(self) -> None:
        here, pressed = self._stop_at(self._offset_under(*self._mouse_at)), self._pressed_on
        if pressed is None or (here == pressed and not self._was_dragged):
            return
        self._was_dragged = True
        if here.start < pressed.start:
            self._selection.set(here.start, pressed.end, head_at_start=True)
        else:
            self._selection.set(pressed.start, here.end)
        self._after_move(follow=False)

    def _scroll_past_edge(self) -> None:
        self.scroll_to(y=self.scroll_offset.y + self._rows_beyond_edge(), animate=False)
        self._drag()

    def _rows_beyond_edge(self) -> int:
        """Return how far the mouse was dragged up to the first line of the view (negative) or down to the last."""
        line, last = self._mouse_at[1], self.size.height - 1
        if line <= 0 and line < self._pressed_line:
            return line - 1
        return line - last + 1 if line >= last and line > self._pressed_line else 0

    def _stop_dragging(self) -> None:
        self._pressed_on = None
        self._stop_scrolling()
        self.release_mouse()

    def _stop_scrolling(self) -> None:
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None

    def _offset_under(self, x: int, y: int) -> int:
        """Return the offset shown at a cell of the view; near it where there is no text."""
        line = max(0, min(y, self.size.height - 1))
        for row in range(line + self.scroll_offset.y, self._page.wraps.total):
            offset = self._page.offset_at(row, x)
            if offset is not None:
                return offset
        return len(self._page.text)

    def character_under(self, event: events.MouseEvent) -> Span | None:
        """Return the character under the mouse; None beside the text."""
        place = event.get_content_offset(self)
        if place is None or place.x < self._page.columns.text_from - 1:
            return None
        stop = self._stop_at(self._offset_under(place.x, place.y))
        return stop if stop.start < stop.end else None

    def _stop_at(self, offset: int) -> Span:
        """Return the character at an offset; empty at the end of the text."""
        stop = self._selection.units.ending_after(Unit.CHARACTER, offset)
        return stop if stop and stop.start <= offset else Span(offset, offset)
