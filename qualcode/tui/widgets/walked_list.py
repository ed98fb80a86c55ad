"""A list that is walked through: a click goes to a row, a double click chooses it; it says when its end is near."""

from __future__ import annotations

from textual import events
from textual.message import Message

from qualcode.tui.widgets.row_list import RowList

NEAR_ROWS = 50


class WalkedList(RowList):
    """Rows whose contents are shown elsewhere while one walks through them."""

    class EndNear(Message):
        """The last rows are on view, or nearly so: more may be wanted."""

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse; a double click chooses it."""
        event.prevent_default()
        place = self.place_under(event)
        if place is not None and 0 <= place < len(self.rows):
            self.place = place
            if event.chain == 2:
                self.action_choose()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say when the end is near, however one came there."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and new_value + self.size.height + NEAR_ROWS > len(self.rows):
            self.post_message(self.EndNear())
