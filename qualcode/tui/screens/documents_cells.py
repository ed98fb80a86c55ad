"""Cells on the documents screen: typing, filling, emptying, pasting, copying; marking, sorting and filtering rows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.widgets import Input

from qualcode.errors import InvalidValue
from qualcode.text.wording import counted, sentence
from qualcode.tui.grid.pasting import block_of, entries_for
from qualcode.tui.grid.sheet import Entry
from qualcode.tui.keymap import with_keys
from qualcode.tui.notices import guarded
from qualcode.tui.screens.documents_drawing import (
    PARTICIPANTS_TAB,
    SPEAKERS_TAB,
    FilterLine,
    GridDrawing,
)
from qualcode.tui.widgets.grid.pane import GridPane
from qualcode.tui.widgets.grid.tabs import TabLine
from qualcode.tui.widgets.grid.view import GridView
from qualcode.tui.widgets.lines import StatusLine

COUNTED = "This column is counted, not typed; Ctrl+F filters."


class Cells(GridDrawing):
    """What is done to cells, and to the way the grid is looked at."""

    # -- putting texts into cells

    def put(self, entries: Sequence[Entry]) -> None:
        """Put texts into cells as one action, show it and tell it. Raises `QualcodeError`; nothing is changed then."""
        self.take_changes_elsewhere()
        sheet, desk = self.sheet, self.desk
        with desk.own_change():
            told = sheet.put(entries)
        if not told:
            self.query_one(StatusLine).tell("nothing changed")
            return
        warning = sheet.warning(entries)
        if sheet.changes_states(entries):
            self.desk.refresh()
        else:
            self.desk.refresh_described()
        self.tell_done(f"{told} · {warning}" if warning else told)

    def tell_done(self, told: str, way_back: str | None = None) -> None:
        """Draw what was done, and tell it with the way back."""
        super().tell_done(sentence(told), way_back)

    def take_changes_elsewhere(self) -> None:
        """Read what another program has changed, before something is changed here."""
        if self.desk.was_changed_elsewhere():
            self.desk.refresh()
            self.draw_place()

    def settled(self) -> bool:
        """Save what is being typed, if anything; say whether nothing is being typed any more."""
        return self.pane.finish()

    def check_row(self) -> None:
        """Raise `InvalidValue` where there is no row to do anything with."""
        if self.view.row_key is None:
            raise InvalidValue(
                f"There is no {self.sheet.noun} here{' that fits the filter' if self.look.filter else ' yet'}."
            )

    # -- typing

    def on_grid_pane_not_typed(self, message: GridPane.NotTyped) -> None:
        """Say why no letter is taken there; `/` opens the filter."""
        if message.character == "/":
            self.action_open_filter()
        elif self.view.column is not None:
            self.query_one(StatusLine).tell(COUNTED)

    def on_grid_pane_began(self) -> None:
        """Say which keys end the typing."""
        self.tell_cell()

    def on_grid_pane_ended(self) -> None:
        """Say again what stands in the current cell."""
        self.tell_cell()

    @guarded
    def action_edit_cell(self) -> None:
        """Edit what stands in the cell."""
        self.check_row()
        column = self.view.column
        if column is not None and column.editable:
            self.pane.begin()
        elif column is not None:
            self.query_one(StatusLine).tell(COUNTED)

    @guarded
    def action_empty_cell(self) -> None:
        """Empty the cell."""
        self.check_row()
        if self.settled():
            self.put([Entry(self.view.row_key, self.view.column_key, "")])

    @guarded
    def action_fill_marked(self) -> None:
        """Put what stands here into this column of all marked rows."""
        self.check_row()
        column, row = self.view.column, self.view.row_key
        if column is None or row is None or not self.settled():
            return
        if not column.fills:
            raise InvalidValue(f"A name stands for one {self.sheet.noun}; no other gets the same.")
        rows = [line.key for line in self.view.lines if line.key in self.look.marked and line.key != row]
        if not rows:
            raise InvalidValue(
                with_keys(
                    self,
                    "Mark rows with {grid-mark} first; they get the value that stands in the current cell.",
                )
            )
        text = self.sheet.text_to_fill(row, column)
        self.put([Entry(each, column.key, text) for each in rows])

    # -- spreadsheets

    @guarded
    def on_grid_view_pasted(self, message: GridView.Pasted) -> None:
        """Put a pasted block into the cells from the cursor on, as one action."""
        row, column = self.view.cell
        block = block_of(message.text)
        adds = self.memory.tab == PARTICIPANTS_TAB and self.view.column_key == "name"
        if not message.text.strip() or not (self.view.lines or adds):
            return
        keys = [line.key for line in self.view.lines[row:]]
        self.put(entries_for(block, keys, self.view.columns[column:], adds_rows=adds))

    @guarded
    def action_copy_cells(self) -> None:
        """Copy the marked rows with the headings, or the current cell."""
        self.check_row()
        marked = [line for line in self.view.lines if line.key in self.look.marked]
        if marked:
            rows = [[column.heading for column in self.view.columns], *(line.cells for line in marked)]
            self.app.copy_to_clipboard("\n".join("\t".join(plain(cell) for cell in cells) for cells in rows))
            self.query_one(StatusLine).tell(f"copied {counted(len(marked), 'row')} with headings")
        elif self.view.row_key is not None and self.view.column is not None:
            text = self.sheet.text_to_edit(self.view.row_key, self.view.column)
            self.app.copy_to_clipboard(text)
            self.query_one(StatusLine).tell(f"copied “{text}”")

    # -- marking, sorting, filtering

    @guarded
    def action_mark_row(self) -> None:
        """Mark this row, or take its mark away, and go down."""
        self.check_row()
        self.look.mark(self.view.row_key)
        self._draw()
        self.view.action_walk(1, 0)

    @guarded
    def action_mark_all(self) -> None:
        """Mark all rows that are shown, or none."""
        self.check_row()
        shown: set[Hashable] = {line.key for line in self.view.lines}
        self.look.marked = set() if shown <= self.look.marked else self.look.marked | shown
        self._draw()

    def action_sort_column(self) -> None:
        """Sort by this column."""
        if self.view.column is not None and self.settled():
            self._sort(self.view.column_key)

    def _sort(self, column: Hashable) -> None:
        told = self.look.sort_by(column, self.sheet)
        self._draw()
        self.query_one(StatusLine).tell(told)

    def action_open_filter(self) -> None:
        """Go to the filter line."""
        line = self.query_one(FilterLine)
        line.add_class("-open")
        self.set_focus(line)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show the rows in which the words typed stand."""
        if isinstance(message.input, FilterLine) and message.value != self.look.filter:
            self.look.filter = message.value
            self.look.arrange(self.sheet)
            self._draw()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go to the rows found."""
        if isinstance(message.input, FilterLine):
            message.input.set_class(bool(message.value.strip()), "-open")
            self.set_focus(self.view)

    # -- mouse

    def on_grid_view_pressed(self, message: GridView.Pressed) -> None:
        """A heading sorts, a mark marks, a click goes to a cell, a double click opens or edits it."""
        if message.row is None and message.column is not None:
            if self.settled():
                self._sort(self.view.columns[message.column].key)
        elif message.row is not None and message.column is None:
            self.look.mark(self.view.lines[message.row].key)
            self._draw()
        elif message.row is not None and message.column is not None:
            cell = (message.row, message.column)
            if self.pane.editing is not None:
                self.pane.finish(cell=cell)
                return
            self.view.cell = cell
            if message.times == 2:
                self.action_enter_cell()

    def action_enter_cell(self) -> None:
        """Open or edit; see `Rows`."""

    def on_tab_line_chosen(self, message: TabLine.Chosen) -> None:
        """Show the tab that was clicked."""
        self._go_to_tab(message.place)

    def action_next_tab(self, step: int) -> None:
        """Show the next tab, or the one before."""
        self._go_to_tab((self.memory.tab + step) % (SPEAKERS_TAB + 1))

    def _go_to_tab(self, place: int) -> None:
        if self.settled():
            self.memory.tab = place
            self.show_tab()


def plain(text: str) -> str:
    """Return a cell for a spreadsheet: quoted where a tab or a line end stands in it."""
    return '"' + text.replace('"', '""') + '"' if "\t" in text or "\n" in text else text
