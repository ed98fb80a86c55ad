"""The filter in words above the segments, and what they are sorted by."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from qualcode.tui.transcript.margin import fitted
from qualcode.tui.visible import visible

EVERYTHING = "all segments"


class FilterLine(Widget):
    """Says what is shown; a click on it changes the filter."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """The filter is to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[str] = ()
        self._order = ""

    def show_filter(self, parts: Sequence[str], order: str) -> None:
        """Say what is shown, and in which order."""
        self._parts, self._order = parts, order
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the filter at the left and the order at the right; what does not fit ends with an ellipsis."""
        width = self.content_size.width
        filter = visible(" · ".join(self._parts) or EVERYTHING)
        order = visible(self._order)
        room = width - cell_len(order) - 2
        if cell_len(filter) > room:
            order, room = "", width
        shown = fitted(filter, max(4, room))
        style = "$text-accent" if self._parts else "$foreground 70%"
        return Content.assemble((shown, style), (f"  {order}" if order else "", "$foreground 70%"))

    def on_click(self) -> None:
        """Ask for the filter."""
        self.post_message(self.Pressed())
