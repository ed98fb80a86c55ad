"""Everything that segments can be filtered by, a line each, with what is chosen now."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from qualcode.tui.filter_words import CRITERIA
from qualcode.tui.screens.limits import Limit, LimitsScreen
from qualcode.tui.widgets.row_list import Piece, Row

NAME_WIDTH = 20


class FilterScreen(LimitsScreen):
    """Changes the filter while the segments below follow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f", "dismiss(None)", "show", id="filter.leave", tooltip="Show the segments"),
        Binding(
            "delete,backspace,x", "clear", "take away", id="filter.clear", tooltip="Take this filter away"
        ),
        Binding("z", "clear_all", "clear", id="filter.clear-all", tooltip="Take all filters away"),
    ]
    LIMITS_HERE = CRITERIA
    DIALOG_TITLE = "Show only segments …"
    DIALOG_ID = "filters"
    HINT_LINE = "Enter changes · Del takes it away · z clears all · Esc shows the segments"

    def line_of(self, limit: Limit, told: str) -> Row:
        """Return a criterion as a line."""
        return Row(limit.key, (Piece(f" {limit.name:<{NAME_WIDTH}}", muted=True), Piece(told)))
