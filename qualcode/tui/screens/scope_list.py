"""Everything that a theme table can be limited to, a line each, with what is chosen now."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qualcode.tui.scope_words import LIMITS
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Piece, Row, RowList

HINT = "Enter changes · Del takes it away · z clears all · Esc shows the table"
NAME_WIDTH = max(len(limit.name) for limit in LIMITS) + 3


class ScopeScreen(DialogScreen[None]):
    """Changes what the table covers. `told` says what is chosen, empty for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f", "dismiss(None)", "show", id="scope.leave", tooltip="Show the table"),
        Binding("delete,backspace,x", "clear", "take away", id="scope.clear", tooltip="Take this away"),
        Binding("z", "clear_all", "clear", id="scope.clear-all", tooltip="Cover everything again"),
    ]

    def __init__(
        self,
        told: Callable[[str], str],
        change: Callable[[str, Callable[[], None]], None],
        clear: Callable[[str | None], None],
    ) -> None:
        super().__init__()
        self._told, self._change, self._clear = told, change, clear

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        with Dialog("Count only …", id="scope"):
            yield RowList()
            yield Static("", id="remark", markup=False)
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show what is chosen."""
        rows = self.query_one(RowList)
        rows.styles.height = len(LIMITS)
        rows.focus()
        self.draw()

    def draw(self) -> None:
        """Show what is chosen."""
        rows = [
            Row(
                limit.key,
                (
                    Piece(f" {limit.name:<{NAME_WIDTH}}"),
                    Piece(told or "–", strong=bool(told), muted=not told),
                ),
            )
            for limit in LIMITS
            for told in (self._told(limit.key),)
        ]
        self.query_one(RowList).show_rows(rows)
        self._remark()

    def on_row_list_moved(self) -> None:
        """Explain the line."""
        self._remark()

    def _remark(self) -> None:
        self.query_one("#remark", Static).update(visible(LIMITS[self.query_one(RowList).place].tells))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Change what the line says."""
        self._change(str(message.key), self.draw)

    def action_clear(self) -> None:
        """Take one limit away."""
        self._clear(str(self.query_one(RowList).key))
        self.draw()

    def action_clear_all(self) -> None:
        """Take all limits away."""
        self._clear(None)
        self.draw()
