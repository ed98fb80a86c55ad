"""Everything that segments can be filtered by, a line each, with what is chosen now."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qualcode.tui.filter_words import CRITERIA
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import Piece, Row, RowList

HINT = "Enter changes · Del takes it away · z clears all · Esc shows the segments"
NAME_WIDTH = 20


class FilterScreen(DialogScreen[None]):
    """Changes the filter while the segments below follow. `told` says what is chosen, empty for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f", "dismiss(None)", "show", id="filter.leave", tooltip="Show the segments"),
        Binding(
            "delete,backspace,x", "clear", "take away", id="filter.clear", tooltip="Take this filter away"
        ),
        Binding("z", "clear_all", "clear", id="filter.clear-all", tooltip="Take all filters away"),
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
        with Dialog("Show only segments …", id="filters"):
            yield RowList()
            yield Static("", id="remark", markup=False)
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show what is chosen."""
        self.query_one(RowList).styles.height = len(CRITERIA)
        self.query_one(RowList).focus()
        self.draw()

    def draw(self) -> None:
        """Show what is chosen now."""
        self.query_one(RowList).show_rows(
            [
                Row(each.key, (Piece(f" {each.name:<{NAME_WIDTH}}", muted=True), Piece(self._told(each.key))))
                for each in CRITERIA
            ]
        )
        self._remark()

    def on_row_list_moved(self) -> None:
        """Explain the line."""
        self._remark()

    def _remark(self) -> None:
        criterion = CRITERIA[self.query_one(RowList).place]
        self.query_one("#remark", Static).update(visible(criterion.tells))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Change what the line says."""
        self._change(str(message.key), self.draw)

    def action_clear(self) -> None:
        """Take one filter away."""
        self._clear(str(self.query_one(RowList).key))
        self.draw()

    def action_clear_all(self) -> None:
        """Take all filters away."""
        self._clear(None)
        self.draw()
