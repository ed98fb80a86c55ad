"""A widget that scrolls over a page and draws the lines on view, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model import Span
from qualcode.tui.transcript.columns import DEFAULT_MEASURE
from qualcode.tui.transcript.drawing import Drawing, Marked
from qualcode.tui.transcript.ground import COMPONENTS, ground_of
from qualcode.tui.transcript.page import Page
from qualcode.tui.transcript.records import CodeLook
from qualcode.tui.transcript.styles import StyleBook
from qualcode.tui.transcript.wrapping import Row

ROWS_AROUND_CURSOR = 3
"""Rows kept between the cursor and the edge of the view, where there are any."""


class PageView(ScrollView, can_focus=True):
    """Scrolls and draws. The row at the top is held where it is while rows above it change in number."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = COMPONENTS
    DEFAULT_CSS = """
    PageView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .transcript--muted { color: $text-muted; }
        & > .transcript--label { color: $text-accent; }
        & > .transcript--selection { background: $primary; }
        & > .transcript--hit { background: $warning; }
    }
    """

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._book = StyleBook({})
        self._widest_text = DEFAULT_MEASURE
        self._scrolling_itself = False
        self._ground_is_stale = True
        self._top_row: Row | None = None
        self._top_wanted: int | None = None  # an offset to begin at, once there is a width
        self._show_page(Page(""), Marked())

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the widget."""
        return self._drawing.strip(y + self.scroll_offset.y)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width there is: the text is wrapped to it."""
        return container.width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the widget, in the colours of the theme that is on."""
        if self._ground_is_stale:
            self._ground_is_stale = False
            ground = ground_of(self)
            if ground != self._book.ground:
                self._book.ground = ground
                self._restyle()
        return super().render_lines(crop)

    def notify_style_update(self) -> None:
        """Remember that the theme may have changed; its colours are known when the next line is drawn."""
        super().notify_style_update()
        self._ground_is_stale = True

    def on_resize(self, event: events.Resize) -> None:
        """Wrap to the new width; the line at the top stays there."""
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Wrap what comes into view before it is drawn."""
        super().watch_scroll_y(old_value, new_value)
        if not self._scrolling_itself and round(old_value) != round(new_value):
            self._top_row = None
            self._show_row(round(new_value))

    def _show_page(self, page: Page, marked: Marked) -> None:
        self._page, self._marked = page, marked
        self._drawing = Drawing(page, self._book, marked)
        self._top_row = self._top_wanted = None
        self._lay_out()

    def _set_looks(self, looks: Mapping[int, CodeLook]) -> None:
        self._book.looks = looks
        self._restyle()

    def _restyle(self) -> None:
        self._book.forget()
        self._redraw()

    def _redraw(self) -> None:
        """Draw everything anew."""
        self._drawing.forget()
        self.refresh()

    def _draw_again(self, spans: Iterable[Span | None]) -> None:
        """Draw these spans anew, as far as they are on view."""
        changed = [span for span in spans if span is not None]
        self._drawing.touch(changed)
        on_view = self._span_on_view()
        for span in changed:
            start, end = max(span.start, on_view.start), min(span.end, on_view.end)
            if start <= end:
                rows = self._page.rows_of(Span(start, end))
                pieces = self._page.pieces
                below = self._page.wraps.rows_of(
                    pieces.at(max(start, end - 1))
                ).stop  # names move down a piece
                self.refresh_lines(rows.start, max(rows.stop, below) - rows.start)

    @property
    def on_view(self) -> Span:
        """The stretch of text that is on view; empty as long as nothing is laid out."""
        seen = self._span_on_view() if self._page.width else Span(0, 0)
        return Span(seen.start, max(seen.start, min(seen.end, len(self._page.text))))

    def _span_on_view(self) -> Span:
        """Return the stretch of text that is on view."""
        wraps, top = self._page.wraps, self.scroll_offset.y
        bottom = min(top + max(1, self.size.height), wraps.total) - 1  # off the screen it has no height
        first, last = wraps.row(top), wraps.row(bottom)
        return Span(first.start, last.end + 1) if first and last else Span(0, -1)

    def _lay_out(self) -> None:
        """Wrap to the width there is."""
        width = self.scrollable_content_region.width if self.is_mounted else 0
        if width <= 0:
            return
        self._page.set_width(width, self._widest_text)
        self._drawing.forget()
        if self._top_wanted is not None:
            self._begin_at(self._top_wanted)
        else:
            self._show_row(self._page.wraps.number_of(self._top_row) if self._top_row else 0)

    def _begin_at(self, offset: int) -> None:
        """Let the row that holds `offset` be the first on view, at once or when the page is laid out."""
        if not self._page.width:
            self._top_wanted = offset
            return
        self._top_wanted = self._top_row = None
        row = self._page.wraps.row_of(offset)
        piece = self._page.pieces.at(offset)
        is_first = row == self._page.wraps.rows_of(piece).start
        self._show_row(row - self._page.pieces.leads[piece] if is_first else row)

    def _show_row(self, number: int) -> None:
        """Scroll so that this row is the first on view, and wrap exactly what is around it."""
        wraps = self._page.wraps
        if not wraps.total:
            return
        self._scrolling_itself = True
        number = wraps.settle(number, self.size.height)
        size = Size(self._page.width, wraps.total)
        if size != self.virtual_size:
            self.virtual_size = size
        self.scroll_to(y=number, animate=False, force=True)
        self._scrolling_itself = False
        self._top_row = self._top_row or wraps.row(self.scroll_offset.y)
        self.refresh()

    def _bring_on_view(self, span: Span) -> None:
        """Scroll as little as shows a span, or its start if it is higher than the view."""
        if not self._page.width:
            return
        rows, height = self._page.rows_of(span), self.size.height
        top = self._page.wraps.number_of(self._top_row) if self._top_row else self.scroll_offset.y
        around = min(ROWS_AROUND_CURSOR, max(0, height - len(rows)) // 2)
        new_top = min(top, rows.start - around) if rows.start - around < top else top
        if rows.stop + around > new_top + height:
            new_top = min(rows.stop + around - height, rows.start - around)
        new_top = max(0, min(new_top, self._page.wraps.total - height))
        if new_top != self.scroll_offset.y:
            self._top_row = None
            self._show_row(new_top)
