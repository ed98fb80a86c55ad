"""The codebook beside the text: a tree whose branches fold, whose codes are pinned, marked, found and moved."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from qualcode.tui.actions import CODES_PANEL
from qualcode.tui.command import bindings
from qualcode.tui.widgets.line_input import LineInput
from qualcode.tui.widgets.panels import CodesShown
from qualcode.tui.widgets.row_list import RowList


def _quiet(keys: str, action: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, tooltip, show=False, id=f"codes.{name}", tooltip=tooltip)


class CodesFilter(LineInput):
    """The line in which codes of the panel are found; it is there while it is used."""

    DEFAULT_CSS = """
    CodesFilter { display: none; }
    CodesFilter.-on { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down",
            "screen.to_codes",
            show=False,
            id="codes.to-found",
            tooltip="Go to the codes that were found",
        ),
    ]


class CodesList(RowList):
    """The tree of codes. A click goes to a code; Enter or a double click applies it; dragged, it is moved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(CODES_PANEL),
        _quiet("left", "fold(True)", "fold", "Fold this code's sub-codes"),
        _quiet("right", "fold(False)", "unfold", "Unfold this code's sub-codes"),
        *(
            _quiet(
                str(digit),
                f"screen.pin_code({digit})",
                f"pin-{digit}",
                f"Pin this code to the digit {digit}; again: let it go",
            )
            for digit in range(1, 10)
        ),
        _quiet("u", "screen.undo", "undo", "Take back the last thing done"),
        _quiet("0", "screen.pin_code(0)", "unpin", "Let this code's digit go"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown = CodesShown()
        self._pressed: int | None = None  # the code on which the button went down
        self._is_dragged = False

    class Folded(Message):
        """A branch was folded or unfolded."""

    class Dragged(Message):
        """A code is held over another one, or over no one: the top."""

        def __init__(self, code_id: int, onto: int | None) -> None:
            self.code_id, self.onto = code_id, onto
            super().__init__()

    class Dropped(Dragged):
        """A code was let go over another one, or over no one."""

    def go_to(self, key: Hashable | None) -> None:
        """Put the cursor on the row of `key`, if it is there."""
        self.place = next((n for n, each in enumerate(self.rows) if each.key == key), self.place)

    def action_fold(self, fold: bool) -> None:
        """Fold or unfold the current code."""
        if isinstance(self.key, int):
            (self.shown.folded.add if fold else self.shown.folded.discard)(self.key)
            self.post_message(self.Folded())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a code."""
        place = self.place_under(event)
        row = self.rows[place] if place is not None and 0 <= place < len(self.rows) else None
        if event.button == 1 and row is not None and isinstance(row.key, int):
            self._pressed, self._is_dragged = row.key, False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show over which code the one that is held is."""
        if self._pressed is None:
            return
        place = self._place_beneath(event)
        onto = self.rows[place].key if place < len(self.rows) else None
        if onto == self._pressed and not self._is_dragged:
            return
        self._is_dragged = True
        self.place = place
        self.post_message(self.Dragged(self._pressed, onto if isinstance(onto, int) else None))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let a code go."""
        pressed, self._pressed = self._pressed, None
        self.release_mouse()
        if pressed is None or not self._is_dragged:
            return
        place = self._place_beneath(event)
        onto = self.rows[place].key if place < len(self.rows) else None
        if onto != pressed:
            self.post_message(self.Dropped(pressed, onto if isinstance(onto, int) else None))

    def on_click(self, event: events.Click) -> None:
        """Go to the code under the mouse; a double click applies it."""
        event.prevent_default()
        place = self.place_under(event)
        if self._is_dragged or place is None or not 0 <= place < len(self.rows):
            return
        self.place = place
        if event.chain == 2:
            self.action_choose()

    def _place_beneath(self, event: events.MouseEvent) -> int:
        """Return the number of the row under the mouse, also beyond the edges, where it scrolls."""
        line = max(-1, min(event.y - self.gutter.top, self.size.height))
        return max(0, line + self.scroll_offset.y)
