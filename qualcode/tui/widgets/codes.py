"""The codebook beside the text: a tree whose branches fold."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from qualcode.tui.widgets.row_list import RowList


class CodesList(RowList):
    """The tree of codes. A click goes to a code; Enter or a double click applies it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "fold(True)", "Fold", show=False, id="codes.fold", tooltip="Fold this code's sub-codes"
        ),
        Binding(
            "right",
            "fold(False)",
            "Unfold",
            show=False,
            id="codes.unfold",
            tooltip="Unfold this code's sub-codes",
        ),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.folded: set[int] = set()

    class Folded(Message):
        """A branch was folded or unfolded."""

    def action_fold(self, fold: bool) -> None:
        """Fold or unfold the current code."""
        if isinstance(self.key, int):
            (self.folded.add if fold else self.folded.discard)(self.key)
            self.post_message(self.Folded())

    def on_click(self, event: events.Click) -> None:
        """Go to the code under the mouse; a double click applies it."""
        event.prevent_default()
        place = self.place_under(event)
        if place is not None and 0 <= place < len(self.rows):
            self.place = place
            if event.chain == 2:
                self.action_choose()
