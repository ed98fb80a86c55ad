"""What an action changed, before and after, and what can be done about it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from qualcode.tui.change_words import ActionTold, with_indents
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible_lines
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import RowList, row

CLOSE, REVERSE, BACK = "close", "reverse", "back"
HINT = "↑ ↓ choose · PgDn PgUp read on · Enter does it · Esc leaves"


class BeforeAfterScreen(DialogScreen[str | None]):
    """Gives what is to be done: `REVERSE` for this action, `BACK` to go back to here, None for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", id="before-after.leave"),
        Binding("x", "take('reverse')", show=False, id="before-after.reverse", tooltip="Undo or redo this"),
        Binding("b", "take('back')", show=False, id="before-after.back", tooltip="Go back to here"),
        Binding("pagedown", "read(1)", show=False, priority=True, id="before-after.down", tooltip="Read on"),
        Binding("pageup", "read(-1)", show=False, priority=True, id="before-after.up", tooltip="Read back"),
    ]

    def __init__(self, told: ActionTold, title: str) -> None:
        super().__init__()
        self._told, self._title = told, title

    def compose(self) -> ComposeResult:
        """Yield the action, what it changed, and the answers."""
        action = self._told.action
        with Dialog(self._title, classes="wide"):
            yield Static(visible_lines(action.summary), id="summary", markup=False)
            with VerticalScroll(can_focus=False, id="changes"):
                yield Static(visible_lines(with_indents("\n".join(self._told.lines))), markup=False)
            yield RowList(
                [
                    row(CLOSE, " Close"),
                    row(
                        REVERSE,
                        " x  Bring this action back" if action.undone else " x  Undo this action alone",
                    ),
                    row(BACK, " b  Go back to here: see first what that changes"),
                ]
            )
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Make room for the answers."""
        rows = self.query_one(RowList)
        rows.styles.height = 3
        rows.focus()

    def action_read(self, direction: int) -> None:
        """Read on, or back."""
        changes = self.query_one("#changes", VerticalScroll)
        (changes.scroll_page_down if direction > 0 else changes.scroll_page_up)(animate=False)

    def action_take(self, answer: str) -> None:
        """Give this answer."""
        self.dismiss(answer)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Give the answer one is at."""
        self.dismiss(None if message.key == CLOSE else str(message.key))
