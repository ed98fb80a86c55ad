"""The line of tabs above a grid."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from qualcode.tui.visible import visible


class TabLine(Widget):
    """Names of tabs; the one that is shown has a sign before it and stands out."""

    ALLOW_SELECT = False

    titles: reactive[tuple[str, ...]] = reactive(())
    shown: reactive[int] = reactive(0)

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, place: int) -> None:
            self.place = place
            super().__init__()

    def tell(self, titles: Sequence[str], shown: int) -> None:
        """Show these tabs."""
        self.titles, self.shown = tuple(titles), shown

    def render(self) -> Content:
        """Return the line."""
        pieces: list[tuple[str, str]] = []
        for place, title in enumerate(self.titles):
            here = place == self.shown
            pieces.append(
                (f"{'▸' if here else ' '} {visible(title)}", "$foreground bold" if here else "$text-muted")
            )
            pieces.append(("   ", ""))
        return Content.assemble(*pieces)

    def on_click(self, event: events.Click) -> None:
        """Tell which tab was clicked."""
        offset = event.get_content_offset(self)
        left = 0
        for place, title in enumerate(self.titles):
            right = left + cell_len(visible(title)) + 2
            if offset is not None and left <= offset.x < right:
                self.post_message(self.Chosen(place))
            left = right + 3
