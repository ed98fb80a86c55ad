"""A grid with the line for typing over its cells."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from qualcode.tui.grid.placing import length
from qualcode.tui.grid.sheet import Column, Entry, Offer, Sheet
from qualcode.tui.widgets.grid.editor import LONGEST_VALUE, CellEditor, OfferList
from qualcode.tui.widgets.grid.view import GridView
from qualcode.tui.widgets.row_list import RowList

NARROWEST_EDITOR, NARROWEST_LIST = 16, 30


@dataclass(frozen=True, slots=True)
class Editing:
    """The cell that is being typed into."""

    row: Hashable
    column: Column
    before: str


class GridPane(Container):
    """One cell at a time is typed into; an `Entered` tells what, and `entered` or `refuse` is the answer."""

    class Began(Message):
        """A cell is being typed into."""

    class Ended(Message):
        """No cell is being typed into any more."""

    class Entered(Message):
        """A text is to be saved in a cell."""

        def __init__(self, entry: Entry) -> None:
            self.entry = entry
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sheet: Sheet | None = None
        self.editing: Editing | None = None
        self.offered: list[Offer] = []
        self.meant: int | None = None
        self._next_step: tuple[int, int] = (0, 0)
        self._next_cell: tuple[int, int] | None = None

    def compose(self) -> ComposeResult:
        """Yield the grid, and the line and list over it."""
        yield GridView(id="view")
        yield CellEditor(id="cell", compact=True, max_length=LONGEST_VALUE, select_on_focus=False)
        yield OfferList(id="drop")

    def on_mount(self) -> None:
        """Nothing is typed yet."""
        self._show_editor(False)
        self.watch(self.view, "scroll_x", self.place_editor, init=False)
        self.watch(self.view, "scroll_y", self.place_editor, init=False)

    @property
    def view(self) -> GridView:
        """The grid."""
        return self.query_one(GridView)

    @property
    def editor(self) -> CellEditor:
        """The line."""
        return self.query_one(CellEditor)

    # -- beginning and ending

    def begin(self, text: str | None = None) -> None:
        """Begin to type into the current cell: with this text, or with what stands there."""
        column, row = self.view.column, self.view.row_key
        if column is None or row is None or self.sheet is None:
            return
        before = self.sheet.text_to_edit(row, column)
        self.editing = Editing(row, column, before)
        editor = self.editor
        editor.value = before if text is None else text
        editor.cursor_position = len(editor.value)
        self._show_editor(True)
        self.screen.set_focus(editor)
        self.query_one(OfferList).show_refusal("")
        self._offer()
        self.place_editor()
        self.post_message(self.Began())

    def _show_editor(self, is_shown: bool) -> None:
        self.editor.display = is_shown
        self.query_one(OfferList).display = is_shown

    def close(self) -> None:
        """Close the line; the cell stays as it is."""
        self.editing = None
        self._show_editor(False)
        self.screen.set_focus(self.view)
        self.post_message(self.Ended())

    def entered(self) -> None:
        """The text was saved: close the line and go on."""
        if self.editing is None:
            return
        row, column = self.editing.row, self.editing.column.key
        self.close()
        self.view.go_to(row, column)
        if self._next_cell is not None:
            self.view.cell = self._next_cell
        elif self._next_step == (0, 1) or self._next_step == (0, -1):
            self.view.action_step(self._next_step[1])
        else:
            self.view.action_walk(*self._next_step)

    def refuse(self, sentence: str) -> None:
        """Say why the text was not saved; it stays in the line."""
        self.query_one(OfferList).show_refusal(sentence)
        self.place_editor()

    def finish(self, step: tuple[int, int] = (0, 0), cell: tuple[int, int] | None = None) -> None:
        """Have the text saved, and go on from there, or to a cell."""
        if self.editing is None:
            return
        self._next_step, self._next_cell = step, cell
        entry = self.entry()
        if entry is None:
            self.entered()
        else:
            self.post_message(self.Entered(entry))

    def entry(self) -> Entry | None:
        """Return what is typed, or what is meant of the offers; None where it changes nothing."""
        if self.editing is None:
            return None
        row, column, text = self.editing.row, self.editing.column.key, self.editor.value
        if self.meant is not None and self.meant < len(self.offered):
            offer = self.offered[self.meant]
            return Entry(row, column, offer.entered, offer.makes)
        return None if text == self.editing.before else Entry(row, column, text)

    # -- what is offered

    def _offer(self) -> None:
        if self.editing is None or self.sheet is None:
            return
        typed = self.editor.value
        self.offered = self.sheet.offers(self.editing.row, self.editing.column, typed)
        chooses = self.editing.column.chooses and typed.strip() and typed != self.editing.before
        self.meant = 0 if chooses and self.offered else None
        self._draw_offers()

    def _draw_offers(self) -> None:
        self.query_one(OfferList).show_offers(self.offered, self.meant)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Offer what could stand there now."""
        message.stop()
        self.query_one(OfferList).show_refusal("")
        self._offer()
        self.place_editor()

    def on_cell_editor_walked(self, message: CellEditor.Walked) -> None:
        """Go through the offers; where there are none, save and go on."""
        if not self.offered:
            self.finish((message.step, 0))
            return
        place = (-1 if message.step > 0 else len(self.offered)) if self.meant is None else self.meant
        self.meant = max(0, min(place + message.step, len(self.offered) - 1))
        self._draw_offers()

    def on_cell_editor_completed(self, message: CellEditor.Completed) -> None:
        """Take what is offered where it goes on from what is typed, or save and go right."""
        first = next((offer for offer in self.offered if offer.completes), None)
        if first is not None and self.meant is None:
            self.editor.value = first.text
            self.editor.cursor_position = len(first.text)
        elif message.or_next:
            self.finish((0, 1))

    def on_cell_editor_finished(self, message: CellEditor.Finished) -> None:
        """Save."""
        self.finish((message.down, message.across))

    def on_cell_editor_left(self) -> None:
        """Leave the cell as it was."""
        self.close()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click on an offer takes it."""
        message.stop()
        if isinstance(message.key, int):
            self.meant = message.key
            self.finish((1, 0))

    # -- where the line stands

    def on_resize(self) -> None:
        """Keep the line over its cell."""
        self.call_after_refresh(self.place_editor)

    def place_editor(self) -> None:
        """Put the line over its cell, and the list below it, or above where there is no room below."""
        if self.editing is None:
            return
        keys = [column.key for column in self.view.columns]
        rows = [line.key for line in self.view.lines]
        if self.editing.column.key not in keys or self.editing.row not in rows:
            return
        region = self.view.region_of((rows.index(self.editing.row), keys.index(self.editing.column.key)))
        width = min(self.size.width, max(NARROWEST_EDITOR, region.width, length(self.editor.value) + 3))
        left = max(0, min(region.x, self.size.width - width))
        top = max(1, min(region.y, self.size.height - 1))
        self.editor.styles.width = width
        self.editor.styles.offset = (left, top)
        self._place_list(left, top)

    def _place_list(self, left: int, top: int) -> None:
        drop = self.query_one(OfferList)
        refusal = drop.query_one("#refusal")
        drop.display = bool(self.offered) or refusal.display
        longest = max((length(offer.text) + length(offer.note) + 6 for offer in self.offered), default=0)
        width = min(self.size.width, max(NARROWEST_LIST, longest, 64 if refusal.display else 0))
        height = len(self.offered) + (2 if refusal.display else 0)
        drop.styles.width = width
        below = top + 1 + height <= self.size.height
        y = top + 1 if below else max(0, top - height)
        drop.styles.offset = (max(0, min(left, self.size.width - width)), y)
