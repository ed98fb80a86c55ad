"""The tree of the codebook screen: codes are walked, folded, and dragged onto one another."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.model import Code
from qualcode.tui.actions.codebook import CODEBOOK_TREE
from qualcode.tui.code_rows import fold_mark_at
from qualcode.tui.command import bindings
from qualcode.tui.widgets.row_list import RowList

TOP = "top"
"""What stands for the top of the codebook where a code is dropped."""


class CodeTree(RowList):
    """The codes on view. A click goes to a code or folds it, a double click edits it, dragging moves it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CODEBOOK_TREE)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tree--drop"}
    DEFAULT_CSS = """
    CodeTree > .tree--drop { background: $accent-muted; color: $text-accent; text-style: bold underline; }
    """

    class FoldAsked(Message):
        """The fold mark of a code was clicked."""

        def __init__(self, code_id: int) -> None:
            self.code_id = code_id
            super().__init__()

    class Dragged(Message):
        """A code is over another one, over the free space below (`TOP`), or over nothing that takes it."""

        def __init__(self, code_id: int, over: int | str | None) -> None:
            self.code_id, self.over = code_id, over
            super().__init__()

    class Dropped(Dragged):
        """A code was let go."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._taken: int | None = None  # the code under the mouse button
        self._over: int | str | None = None
        self._is_dragging = False
        self._was_dragged = False
        self.shown_codes: dict[int, Code] = {}

    # -- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the code under the mouse."""
        self._was_dragged = False
        key = self._key_under(event)
        self._taken = key if event.button == 1 and isinstance(key, int) else None
        if self._taken is not None:
            self.capture_mouse()  # so that the button is not let go unnoticed

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the code; at the edges the list scrolls."""
        if self._taken is None:
            return
        key = self._key_under(event)
        self._is_dragging = self._is_dragging or key != self._taken
        if self._is_dragging:
            self._scroll_at_edge(event)
            self._carry_over(key)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the code go."""
        taken, over, was_dragging = self._taken, self._over, self._is_dragging
        self.stop_dragging()
        if was_dragging and taken is not None:
            self._was_dragged = True
            event.stop()
            self.post_message(self.Dropped(taken, over))

    def stop_dragging(self) -> bool:
        """Put the code back where it was; say whether one was being dragged."""
        was_dragging, self._is_dragging = self._is_dragging, False
        if self._taken is not None:
            self.release_mouse()
        self._taken = self._over = None
        if was_dragging:
            self.refresh()
        return was_dragging

    def _carry_over(self, key: int | str | None) -> None:
        over = None if key == self._taken else key
        if over != self._over and self._taken is not None:
            self._over = over
            self.refresh()
            self.post_message(self.Dragged(self._taken, over))

    def _scroll_at_edge(self, event: events.MouseMove) -> None:
        y = event.get_content_offset_capture(self).y
        if y <= 0 or y >= self.size.height - 1:
            self.scroll_relative(y=-1 if y <= 0 else 1, animate=False)

    def _key_under(self, event: events.MouseEvent) -> int | str | None:
        """Return the code under the mouse, `TOP` on the free space below the codes, None outside the list."""
        offset = event.get_content_offset_capture(self)
        if not (0 <= offset.x < self.size.width and 0 <= offset.y < self.size.height):
            return None
        place = offset.y + self.scroll_offset.y
        if place >= len(self.rows):
            return TOP
        key = self.rows[place].key
        return key if isinstance(key, int) else None

    def on_click(self, event: events.Click) -> None:
        """Go to the code under the mouse; fold it where its mark is; a double click edits it."""
        event.prevent_default()
        place = self.place_under(event)
        if self._was_dragged or place is None or not 0 <= place < len(self.rows):
            return
        self.place = place
        code = self.shown_codes.get(self.key) if isinstance(self.key, int) else None
        if code is not None and event.get_content_offset_capture(self).x == fold_mark_at(code):
            self.post_message(self.FoldAsked(code.id))
        elif event.chain == 2:
            self.action_choose()

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """Return line `y`; the code on which another one would be dropped is marked."""
        strip = super().render_line(y)
        place = y + self.scroll_offset.y
        if not self._is_dragging or self._over is None:
            return strip
        is_over = self.rows[place].key == self._over if place < len(self.rows) else False
        if is_over or (self._over == TOP and place == len(self.rows)):
            mark: Style = self.get_component_rich_style("tree--drop")
            return strip.apply_style(Style(bgcolor=mark.bgcolor, bold=True, underline=True))
        return strip
