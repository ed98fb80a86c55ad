"""Reading and selecting with the keys: the cursor, the selection, the coding that is meant."""

from __future__ import annotations

from qualcode.model import Span
from qualcode.tui.transcript.messages import CodingFocused, CursorMoved, SelectionChanged
from qualcode.tui.transcript.page_view import PageView
from qualcode.tui.transcript.records import CodingMark
from qualcode.tui.transcript.selection import Selection
from qualcode.tui.transcript.span_index import text_order
from qualcode.tui.transcript.units import Unit, Units


class ReadingView(PageView):
    """A page with a cursor. `keys.py` says which key does what."""

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        self._selection = Selection(Units("", ()))
        super().__init__(name=name, id=id, classes=classes)

    @property
    def cursor(self) -> Span:
        """The sentence, word or character the cursor stands on."""
        return self._selection.cursor

    @property
    def selection(self) -> Span | None:
        """What is selected; None while nothing is."""
        return self._selection.span

    @property
    def target(self) -> Span:
        """What an action acts on: the selection, else the cursor."""
        return self._selection.target

    @property
    def focused_coding(self) -> CodingMark | None:
        """The coding that is meant where several are."""
        return self._marked.focused

    @property
    def codings_here(self) -> list[CodingMark]:
        """The codings on the target, in the order of the text."""
        return self._page.codings.overlapping(self.target.start, self.target.end)

    def action_move(self, unit: str, step: int) -> None:
        """Move the cursor by a unit."""
        self._selection.move(Unit[unit.upper()], step)
        self._after_move()

    def action_extend(self, unit: str, step: int) -> None:
        """Move the end of the selection by a unit."""
        self._selection.extend(Unit[unit.upper()], step)
        self._after_move()

    def move_end(self, unit: str, step: int) -> bool:
        """Move the end of the selection by a unit, never past the other one; say whether it moved."""
        moved = self._selection.move_end(Unit[unit.upper()], step)
        self._after_move()
        return moved

    def action_select(self, unit: str) -> None:
        """Select the unit at the cursor."""
        self._selection.select(Unit[unit.upper()])
        self._after_move()

    def action_select_none(self) -> None:
        """Drop the selection, or else the focus on a coding."""
        if self._selection.ends is None:
            self._focus(None)
        self._selection.clear()
        self._after_move()

    def action_swap_ends(self) -> None:
        """Let the keys move the other end of the selection."""
        self._selection.swap_ends()
        self._after_move()

    def action_page(self, step: int) -> None:
        """Go a screen down or up; the cursor keeps its place on it."""
        self._selection.place(self._offset_a_page_on(step))
        self._after_move()

    def action_extend_page(self, step: int) -> None:
        """Move the end of the selection a screen down or up."""
        self._selection.extend_to(self._offset_a_page_on(step))
        self._after_move()

    def action_first(self) -> None:
        """Go to the first sentence."""
        self._selection.place(0)
        self._after_move()

    def action_last(self) -> None:
        """Go to the last sentence."""
        self._selection.place(len(self._page.text))
        self._after_move()

    def action_extend_to_start(self) -> None:
        """Move the end of the selection to the start of the document."""
        self._selection.extend_to(0)
        self._after_move()

    def action_extend_to_end(self) -> None:
        """Move the end of the selection to the last word of the document; blank lines after it say nothing."""
        text = self._page.text
        self._selection.extend_to(len(text.rstrip()) or len(text))
        self._after_move()

    def action_coding(self, step: int) -> None:
        """Go to the next or previous coding and focus it."""
        focused, start = self._marked.focused, self.cursor.start
        codings = self._page.codings
        if focused is not None:
            found = codings.after(text_order(focused)) if step > 0 else codings.before(text_order(focused))
        else:
            found = codings.after((start + 1,)) if step > 0 else codings.before((start,))
        if found is not None:
            self._selection.place(found.start)
            self._after_move()
            self._focus(found)

    def action_uncoded_turn(self, step: int) -> None:
        """Go to the next or previous turn without a coding, past those that are set back."""
        units, start = self._selection.units, self.cursor.start
        for number, turn in units.turns_after(start) if step > 0 else units.turns_before(start):
            aside = self._page.turns[number].speaker in self._marked.asides
            if not aside and not self._is_coded(turn):
                self._selection.place(turn.start)
                self._after_move()
                return

    def action_cycle_coding(self) -> None:
        """Go round the codings on the target."""
        here = self.codings_here
        if here:
            ids = [coding.id for coding in here]
            focused = self._marked.focused.id if self._marked.focused else None
            place = ids.index(focused) + 1 if focused in ids else 0
            self._focus(here[place % len(here)])

    def action_copy(self) -> None:
        """Copy the target as it is stored."""
        self.app.copy_to_clipboard(self._page.text[self.target.start : self.target.end])

    def _after_move(self, follow: bool = True) -> None:
        """Show where the cursor and the selection are now, and tell."""
        marked, selection = self._marked, self._selection
        cursor, selected, edge = marked.cursor, marked.selection, marked.edge
        marked.cursor, marked.selection, marked.edge = selection.cursor, selection.span, selection.edge
        moved, reselected = cursor != marked.cursor, selected != marked.selection
        if moved or reselected or edge != marked.edge:
            self._draw_again(
                [cursor, marked.cursor, edge, marked.edge, *_difference(selected, marked.selection)]
            )
        if moved:
            self.post_message(CursorMoved(marked.cursor.start, marked.cursor.end))
        if reselected:
            self.post_message(SelectionChanged(marked.selection))
        if moved or reselected:
            self._check_focus()
        if follow:
            self._bring_on_view(marked.edge or marked.cursor)

    def _is_coded(self, turn: Span) -> bool:
        """Say whether a code is in a turn; a memo is none."""
        codings = self._page.codings
        return codings.any_in(turn.start, turn.end) and not all(
            mark.is_memo for mark in codings.overlapping(turn.start, turn.end)
        )

    def _focus(self, coding: CodingMark | None) -> None:
        """Let this coding be the one that is meant."""
        before, self._marked.focused = self._marked.focused, coding
        if before != coding:
            self._draw_again(Span(one.start, one.end) for one in (before, coding) if one is not None)
            self.post_message(CodingFocused(coding.id if coding else None))

    def _check_focus(self) -> None:
        """Drop the focus on a coding that is gone, or that the target has left."""
        focused = self._marked.focused
        if focused is not None and focused not in self.codings_here:
            self._focus(None)

    def _offset_a_page_on(self, step: int) -> int:
        """Return the offset as far below (or above) the cursor as the view is high, less two rows."""
        wraps = self._page.wraps
        if not self._page.width:
            return self.cursor.start  # a key came before the page was laid out
        edge = self._marked.edge
        row = wraps.row_of(edge.start if edge else self.cursor.start)
        number = row + step * max(1, self.size.height - 2)
        if number >= wraps.total:
            return len(self._page.text)
        wraps.settle(max(0, number), self.size.height)
        target = wraps.row(max(0, number))
        return target.start if target else 0


def _difference(one: Span | None, other: Span | None) -> list[Span]:
    """Return the stretches that only one of two selections holds."""
    if one is None or other is None or one.end <= other.start or other.end <= one.start:
        return [span for span in (one, other) if span is not None]
    starts, ends = sorted((one.start, other.start)), sorted((one.end, other.end))
    return [Span(*bounds) for bounds in (starts, ends) if bounds[0] < bounds[1]]
