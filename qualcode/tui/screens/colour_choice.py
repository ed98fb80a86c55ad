"""Choosing a code's colour: those that stay apart for colour-blind readers come first, each with its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label

from qualcode.project.codes import PALETTE, checked_colour
from qualcode.text.wording import counted
from qualcode.tui.notices import guarded
from qualcode.tui.palette import COLOUR_NAMES
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LineInput
from qualcode.tui.widgets.row_list import Piece, Row, RowList

LONGEST_COLOUR = 7


class ColourScreen(DialogScreen[str | None]):
    """Gives a colour as `#rrggbb`, or None when it is left. `used` says how many codes have a colour."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="colour.leave")]

    def __init__(self, title: str, colour: str, used: Mapping[str, int]) -> None:
        super().__init__()
        self._title, self._colour, self._used = title, colour, used

    def compose(self) -> ComposeResult:
        """Yield the palette, and a line for any other colour."""
        with Dialog(self._title):
            yield RowList([self._row(colour) for colour in PALETTE])
            yield Label("Any other colour, as #rrggbb (Tab goes there)", id="other")
            yield LineInput(
                "" if self._colour in COLOUR_NAMES else self._colour,
                placeholder="#4477aa",
                compact=True,
                max_length=LONGEST_COLOUR,
            )

    def on_mount(self) -> None:
        """Stand on the colour that the code has."""
        rows = self.query_one(RowList)
        rows.styles.height = len(PALETTE)
        if self._colour in PALETTE:
            rows.place = PALETTE.index(self._colour)
            rows.focus()
        else:
            self.query_one(LineInput).focus()

    def _row(self, colour: str) -> Row:
        used = self._used.get(colour, 0)
        mark = Piece(" ✓ " if colour == self._colour else "   ")
        name = Piece(f"{COLOUR_NAMES[colour]:<10}")
        right = counted(used, "code") if used else "not used yet"
        return Row(colour, (mark, Piece("■■■ ", colour=colour), name, Piece(colour, muted=True)), right)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Give the colour."""
        self.dismiss(str(message.key))

    @guarded
    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give what is typed, if it is a colour."""
        message.stop()
        self.dismiss(checked_colour(message.value))
