"""Everything that a theme table can be limited to, a line each, with what is chosen now."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from qualcode.tui.scope_words import LIMITS
from qualcode.tui.screens.limits import Limit, LimitsScreen
from qualcode.tui.widgets.row_list import Piece, Row

NAME_WIDTH = max(len(limit.name) for limit in LIMITS) + 3


class ScopeScreen(LimitsScreen):
    """Changes what the table covers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f", "dismiss(None)", "show", id="scope.leave", tooltip="Show the table"),
        Binding("delete,backspace,x", "clear", "take away", id="scope.clear", tooltip="Take this away"),
        Binding("z", "clear_all", "clear", id="scope.clear-all", tooltip="Cover everything again"),
    ]
    LIMITS_HERE = LIMITS
    DIALOG_TITLE = "Count only …"
    DIALOG_ID = "scope"
    HINT_LINE = "Enter changes · Del takes it away · z clears all · Esc shows the table"

    def line_of(self, limit: Limit, told: str) -> Row:
        """Return a limit as a line."""
        return Row(
            limit.key,
            (
                Piece(f" {limit.name:<{NAME_WIDTH}}"),
                Piece(told or "–", strong=bool(told), muted=not told),
            ),
        )
