"""A grid with the line for typing over its cells."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from qualcode.errors import QualcodeError
from qualcode.tui.grid.placing import length
from qualcode.tui.grid.sheet import Column, Entry, Offer, Sheet
from qualcode.tui.notices import report
from qualcode.tui.widgets.grid.editor import LONGEST_VALUE, CellEditor, OfferList
from qualcode.tui.widgets.grid.view import GridView
from qualcode.tui.widgets.row_list import RowList

NARROWEST_EDITOR, NARROWEST_LIST = 16, 30


STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


@dataclass(frozen=True, slots=True)
class Editing:
    """The cell that is being typed into."""

    row: Hashable
    column: Column
    before: str


class GridPane(Container):
    """One cell at a time is typed into. `save` puts a text into the project, or raises why it does not fit."""

    class Began(Message):
        """A cell is being typed into."""

    class Ended(Message):
        """No cell is being typed into any more."""

    class NotTyped(Message):
        """A letter was typed where nothing can be typed."""

        def __init__(self, character: str) -> None:
            self.character = character
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sheet: Sheet | None = None
        self.editing: Editing | None = None
        self.offered: list[Offer] = []
        self.meant: int | None = None
        self._offered_for: str | None = None
        self.save: Callable[[Entry], None] = lambda entry: None

    def compose(self) -> ComposeResult:
        """Yield the grid, and the line and list over it."""
        yield GridView(id="view")
        yield CellEditor(id="cell", compact=True, max_length=LONGEST_VALUE, select_on_focus=False)
        yield OfferList(id="drop")

    def on_mount(self) -> None:
        """Nothing is typed yet."""
        self._show_editor(False)
        self.view.take_key = self.key_on_grid
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
        self._offered_for = None
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

    def refuse(self, sentence: str) -> None:
        """Say why the text was not saved; it stays in the line."""
        self.query_one(OfferList).show_refusal(sentence)
        self.place_editor()

    def finish(self, step: tuple[int, int] = (0, 0), cell: tuple[int, int] | None = None) -> bool:
        """Save the text and go on from there, or to a cell; where it is refused, say why, and return False."""
        if self.editing is None:
            return True
        row, column, entry = self.editing.row, self.editing.column.key, self.entry()
        try:
            if entry is not None:
                self.save(entry)
        except QualcodeError as error:
            self.refuse(str(error))
            return False
        except Exception as error:  # what is typed stays in the line
            report(self.app, error)
            return False
        self.close()
        self.view.go_to(row, column)
        if cell is not None:
            self.view.cell = cell
        elif step[1]:
            self.view.action_step(step[1])
        else:
            self.view.action_walk(*step)
        return True

    def entry(self) -> Entry | None:
        """Return what is typed, or what is meant of the offers; None where it changes nothing."""
        if self.editing is None:
            return None
        self._offer()
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
        if typed == self._offered_for:
            return
        self._offered_for = typed
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

    def _walk_offers(self, step: int) -> None:
        self._offer()
        if not self.offered:
            self.finish((step, 0))
            return
        place = (-1 if step > 0 else len(self.offered)) if self.meant is None else self.meant
        self.meant = max(0, min(place + step, len(self.offered) - 1))
        self._draw_offers()

    def _completed(self) -> bool:
        """Take what is offered where it goes on from what is typed; say whether it does."""
        self._offer()
        first = next((offer for offer in self.offered if offer.completes), None)
        if first is None or self.meant is not None:
            return False
        self.editor.value = first.text
        self.editor.cursor_position = len(first.text)
        return True

    # -- keys

    def key_on_line(self, key: str) -> None:
        """Do what a key does while a cell is typed into."""
        if key == "escape":
            self.close()
        elif key == "enter":
            self.finish((1, 0))
        elif key == "shift+tab":
            self.finish((0, -1))
        elif key in ("down", "up"):
            self._walk_offers(STEPS[key][0])
        elif key == "tab":
            if not self._completed():
                self.finish((0, 1))
        elif key == "right" and not (self.editor.cursor_at_end and self._completed()):
            self.editor.action_cursor_right()
        elif key == "backspace":
            self.editor.action_delete_left()

    def key_on_grid(self, key: str, character: str | None) -> bool:
        """Begin to type with a letter; where the line is open and has not got the focus yet, give it the key.

        Return whether the key was for a cell.
        """
        if self.editing is not None:
            if character:
                self.editor.insert_text_at_cursor(character)
            else:
                self.key_on_line(key)
            return True
        if not character or character == " ":
            return False
        column = self.view.column
        if column is not None and column.editable and self.view.row_key is not None:
            self.begin(character)
        else:
            self.post_message(self.NotTyped(character))
        return True

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
