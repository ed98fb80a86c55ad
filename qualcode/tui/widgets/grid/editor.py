"""Typing into a cell: the line over it, and below the line what could stand there or why it was refused."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from qualcode.tui.grid.sheet import Offer
from qualcode.tui.visible import visible
from qualcode.tui.widgets.line_input import LineInput
from qualcode.tui.widgets.row_list import Piece, Row, RowList

LONGEST_VALUE = 4096


class CellEditor(LineInput):
    """The line over a cell. It tells the grid's pane what was pressed; what is done then, the pane decides."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish(1, 0)", show=False, id="cell.enter", tooltip="Save and go down"),
        Binding(
            "tab", "next", show=False, id="cell.next", tooltip="Take what is offered; else save, go right"
        ),
        Binding("shift+tab", "finish(0, -1)", show=False, id="cell.previous", tooltip="Save and go left"),
        Binding("escape", "leave", show=False, id="cell.leave", tooltip="Leave the cell as it was"),
        Binding(
            "down", "offer(1)", show=False, id="cell.down", tooltip="Next offer; without any save, go down"
        ),
        Binding("up", "offer(-1)", show=False, id="cell.up", tooltip="Offer before; without any save, go up"),
        Binding("right", "forward", show=False, id="cell.right", tooltip="Take what is offered, at the end"),
    ]

    class Finished(Message):
        """The text is to be saved; the cursor goes so many rows down and columns right then."""

        def __init__(self, down: int, across: int) -> None:
            self.down, self.across = down, across
            super().__init__()

    class Left(Message):
        """The cell is to stay as it was."""

    class Walked(Message):
        """The next offer (or the one before) is meant."""

        def __init__(self, step: int) -> None:
            self.step = step
            super().__init__()

    class Completed(Message):
        """What is offered is to be taken, if it goes on from what is typed. `or_next` saves otherwise."""

        def __init__(self, or_next: bool) -> None:
            self.or_next = or_next
            super().__init__()

    def action_finish(self, down: int, across: int) -> None:
        """Save."""
        self.post_message(self.Finished(down, across))

    def action_leave(self) -> None:
        """Leave the cell as it was."""
        self.post_message(self.Left())

    def action_next(self) -> None:
        """Take what is offered, or save and go right."""
        self.post_message(self.Completed(or_next=True))

    def action_forward(self) -> None:
        """Go right; at the end take what is offered."""
        if self.cursor_position >= len(self.value):
            self.post_message(self.Completed(or_next=False))
        else:
            self.action_cursor_right()

    def action_offer(self, step: int) -> None:
        """Go to the next offer."""
        self.post_message(self.Walked(step))


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
