"""Choosing several things of a list by a few letters and Space."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from qualcode.tui.choosing import Choice, answering
from qualcode.tui.notices import guarded
from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput
from qualcode.tui.widgets.row_list import Piece, Row, RowList

HINT = "Enter takes it · ↓ Space marks several · ^L none · Esc leaves"
MOST_SHOWN = 300

Written = Callable[[str], Choice | None]
Chosen = tuple[Hashable, ...]


class SeveralLine(LineInput):
    """Where letters are typed; the arrows walk through what was found, Space marks there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.walk(1)", show=False, id="several.next", tooltip="Go to the next one"),
        Binding("up", "screen.walk(-1)", show=False, id="several.previous", tooltip="Go to the one before"),
        Binding("pagedown", "screen.walk(10)", show=False, id="several.page-down", tooltip="Go ten down"),
        Binding("pageup", "screen.walk(-10)", show=False, id="several.page-up", tooltip="Go ten up"),
    ]

    def on_key(self, event: events.Key) -> None:
        """Space marks what the arrows went to; while letters are typed it is a space."""
        if event.key == "space" and isinstance(self.screen, SeveralScreen) and self.screen.mark():
            event.stop()
            event.prevent_default()


class SeveralScreen(DialogScreen[Chosen | None]):
    """Gives the keys of what is marked, or of the current row where nothing is; None when it is left.

    `written` makes a choice of what is typed, where a list cannot hold all there is to choose.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", id="several.leave", tooltip="Leave it as it was"),
        Binding("ctrl+l", "none", show=False, id="several.none", tooltip="Choose nothing"),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        chosen: Collection[Hashable] = (),
        *,
        written: Written | None = None,
        hint: str = "type a few letters",
    ) -> None:
        super().__init__()
        self._title, self._choices, self._hint = title, list(choices), hint
        known = {choice.key for choice in choices}
        self._choices[:0] = [Choice(key, str(key)) for key in chosen if key not in known]
        self._marked: dict[Hashable, None] = dict.fromkeys(chosen)
        self._had_marks = bool(chosen)
        self._written = written
        self._walking = False

    def compose(self) -> ComposeResult:
        """Yield the line, what it finds, and the hints."""
        with Dialog(self._title, id="picker"):
            yield SeveralLine(placeholder=self._hint, compact=True, max_length=LONGEST_NAME)
            yield RowList(id="found")
            yield Static("", id="similar", markup=False)
            yield Static(HINT, id="hint", markup=False)

    def on_mount(self) -> None:
        """Show everything, what is marked first."""
        self._choices.sort(key=lambda choice: choice.key not in self._marked)
        self.query_one(RowList).can_focus = False
        self.query_one(SeveralLine).focus()
        self._find("")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what is found."""
        self._walking = False
        self._find(message.value)

    def action_walk(self, step: int) -> None:
        """Go up or down in what is found."""
        self._walking = True
        self.query_one(RowList).place += step

    def mark(self) -> bool:
        """Mark the current row, or take its mark away, if the arrows went to it; say whether they did."""
        rows, typed = self.query_one(RowList), self.query_one(SeveralLine).value
        if (typed and not self._walking) or rows.key is None:
            return False
        self._toggle(rows.key)
        self._find(typed, rows.key)
        return True

    def _toggle(self, key: Hashable) -> None:
        if key in self._marked:
            del self._marked[key]
        else:
            self._marked[key] = None

    @guarded
    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give what is marked, or the current row."""
        message.stop()
        self._find(message.value, self.query_one(RowList).key if self._walking else None)
        self._give(self.query_one(RowList).key)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click marks; Enter takes what is marked."""
        if message.key is not None:
            self._toggle(message.key)
            self._find(self.query_one(SeveralLine).value, message.key)

    def action_none(self) -> None:
        """Choose nothing."""
        self.dismiss(())

    def _give(self, key: Hashable | None) -> None:
        typed = self.query_one(SeveralLine).value.strip()
        if key is not None and typed and not self._walking:
            self._marked[key] = None  # what was typed for is meant, beside what is marked
        elif not self._marked and not self._had_marks and key is not None:
            self._marked[key] = None
        self.dismiss(tuple(self._marked))

    def _find(self, typed: str, key: Hashable | None = None) -> None:
        found = answering(self._choices, typed)
        new = self._written(typed) if self._written and typed.strip() else None
        rows = [self._row(choice) for choice in found[:MOST_SHOWN]]
        if new is not None and all(choice.key != new.key for choice in self._choices):
            rows.append(Row(new.key, (Piece(" + ", strong=True), Piece(new.name)), new.beside))
        if len(found) > MOST_SHOWN:
            more = f"   … {len(found) - MOST_SHOWN:,} more: type more letters"
            rows.append(Row(None, (Piece(more, muted=True),)))
        if not rows:
            rows.append(Row(None, (Piece("   Nothing answers to that.", muted=True),)))
        shown = self.query_one(RowList)
        shown.show_rows(rows)
        shown.place = next((n for n, each in enumerate(rows) if key is not None and each.key == key), 0)
        self.query_one("#similar", Static).update(visible(self._told_marked()))

    def _told_marked(self) -> str:
        names = {choice.key: choice.name for choice in self._choices}
        marked = ", ".join(names.get(key, str(key)) for key in self._marked)
        return f"marked: {marked}" if marked else ""

    def _row(self, choice: Choice) -> Row:
        mark = Piece(" ✓ " if choice.key in self._marked else "   ", strong=True)
        square = (Piece("■ ", colour=choice.colour),) if choice.colour else ()
        return Row(choice.key, (mark, *square, Piece(choice.name)), choice.beside)
