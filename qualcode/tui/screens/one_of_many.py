"""Choosing one of many by a few letters of its name."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from qualcode.tui.notices import guarded, refuse
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput
from qualcode.tui.widgets.row_list import Row, RowList, row

HINT = "type a few letters · ↑ ↓ · Enter takes it · Esc leaves"
MOST_ROWS = 500


class ManyLine(LineInput):
    """Where letters are typed; the arrows walk through what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.walk(1)", show=False, id="many.next", tooltip="Go to the next row"),
        Binding("up", "screen.walk(-1)", show=False, id="many.previous", tooltip="Go to the row before"),
        Binding("pagedown", "screen.walk(10)", show=False, id="many.page-down", tooltip="Go ten rows down"),
        Binding("pageup", "screen.walk(-10)", show=False, id="many.page-up", tooltip="Go ten rows up"),
    ]


class OneOfMany(DialogScreen[Hashable | None]):
    """Gives the key of what was chosen, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="many.leave")]

    def __init__(
        self, title: str, things: Sequence[tuple[Hashable, str]], current: Hashable | None = None
    ) -> None:
        """`things` are keys with their names; the one of the key `current` is gone to."""
        super().__init__()
        self._title, self._things, self._current = title, list(things), current

    def compose(self) -> ComposeResult:
        """Yield the line, what is found, and the hint."""
        with Dialog(self._title):
            yield ManyLine(placeholder="type a few letters", compact=True, max_length=LONGEST_NAME)
            yield RowList()
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show everything."""
        rows = self.query_one(RowList)
        rows.can_focus = False
        rows.styles.height = min(max(len(self._things), 1), 14)
        self._find("")
        self.query_one(ManyLine).focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what is found."""
        self._find(message.value)

    def _find(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [each for each in self._things if all(word in each[1].casefold() for word in words)]
        rows: list[Row] = [row(key, f" {name}") for key, name in found[:MOST_ROWS]]
        if len(found) > MOST_ROWS:
            rows.append(row(None, f" … and {len(found) - MOST_ROWS:,} more: type a few letters"))
        shown = self.query_one(RowList)
        shown.show_rows(rows or [row(None, " Nothing is named so.")])
        shown.place = next(
            (place for place, each in enumerate(rows) if not typed and each.key == self._current), 0
        )

    def action_walk(self, step: int) -> None:
        """Go up or down in what is found."""
        self.query_one(RowList).place += step

    @guarded
    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give the row one is at, among what the line finds now."""
        message.stop()
        shown = self.query_one(RowList)
        if message.value.split() and not _answers(shown, message.value):
            self._find(message.value)  # of a quick hand's letters no message may have come yet
        if shown.key is None:
            refuse(self.app, "Nothing is named so; type other letters, or Esc to leave.")
        else:
            self.dismiss(shown.key)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click chooses."""
        self.dismiss(message.key)


def _answers(shown: RowList, typed: str) -> bool:
    """Return whether the row one is at is one of those that what is typed finds."""
    if not shown.rows:
        return False
    name = "".join(piece.text for piece in shown.rows[shown.place].left).casefold()
    return all(word in name for word in typed.casefold().split())
