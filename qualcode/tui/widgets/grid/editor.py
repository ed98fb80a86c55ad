"""Typing into a cell: the line over it, and below the line what could stand there or why it was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qualcode.tui.grid.sheet import Offer
from qualcode.tui.visible import visible
from qualcode.tui.widgets.grid.at_once import carry_out
from qualcode.tui.widgets.line_input import LineInput
from qualcode.tui.widgets.row_list import Piece, Row, RowList

if TYPE_CHECKING:
    from qualcode.tui.widgets.grid.pane import GridPane

LONGEST_VALUE = 4096


class CellEditor(LineInput):
    """The line over a cell. What its keys do, the pane around it does at once: the next key may be on its way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cell('enter')", show=False, id="cell.enter", tooltip="Save and go down"),
        Binding(
            "tab", "cell('tab')", show=False, id="cell.next", tooltip="Take the offer; else save, go right"
        ),
        Binding("shift+tab", "cell('shift+tab')", show=False, id="cell.previous", tooltip="Save and go left"),
        Binding("escape", "cell('escape')", show=False, id="cell.leave", tooltip="Leave the cell as it was"),
        Binding("down", "cell('down')", show=False, id="cell.down", tooltip="Next offer; else save, go down"),
        Binding("up", "cell('up')", show=False, id="cell.up", tooltip="Offer before; else save, go up"),
        Binding("right", "cell('right')", show=False, id="cell.right", tooltip="Take the offer, at the end"),
    ]

    @property
    def pane(self) -> GridPane:
        """The grid's pane."""
        return self.parent  # type: ignore[return-value]

    async def on_key(self, event: events.Key) -> None:
        """Do at once what a key is bound to; what a quick hand typed after the line was closed, the grid does."""
        if self.pane.editing is None:
            await self.pane.view.on_key(event)
        elif not event.is_printable:
            await carry_out(event, self)

    def action_cell(self, key: str) -> None:
        """Do what the key does in a cell."""
        self.pane.key_on_line(key)


class OfferList(Vertical):
    """What could stand in the cell, and why what was typed was refused."""

    def compose(self) -> ComposeResult:
        """Yield the refusal and the offers."""
        yield Static("", id="refusal", markup=False)
        yield RowList(id="offers")

    def on_mount(self) -> None:
        """The line keeps the focus."""
        self.query_one(RowList).can_focus = False

    def show_offers(self, offers: list[Offer], meant: int | None) -> None:
        """Show offers; the one that is meant is marked."""
        rows = [
            Row(
                number,
                (
                    Piece(
                        "▸ " if number == meant else "→ " if offer.completes else "  ", muted=number != meant
                    ),
                    Piece(offer.text, strong=number == meant),
                    Piece(f"  {offer.note}", muted=True),
                ),
            )
            for number, offer in enumerate(offers)
        ]
        shown = self.query_one(RowList)
        shown.show_rows(rows)
        shown.place = meant or 0
        shown.styles.height = len(rows)

    def show_refusal(self, sentence: str) -> None:
        """Say why the text was not taken; nothing takes the sentence away again."""
        refusal = self.query_one("#refusal", Static)
        refusal.update(visible(f"✗ {sentence}") if sentence else "")
        refusal.display = bool(sentence)
