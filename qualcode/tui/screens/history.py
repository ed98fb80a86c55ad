"""The history: who did what and when; any of it can be taken back where nothing later depends on it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer

from qualcode.model import Action
from qualcode.tui.actions import HISTORY
from qualcode.tui.command import Command, bindings
from qualcode.tui.notices import guarded
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.row_list import Piece, Row, RowList

SHOWN = 1000


class HistoryScreen(PlaceScreen):
    """The audit trail, newest first."""

    place = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HISTORY)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HISTORY

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield HeaderLine()
        yield RowList(id="actions", classes="panel")
        yield StatusLine()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the actions."""
        self.query_one(RowList).border_title = "History"
        self.draw_place()

    def draw_place(self) -> None:
        """Show the actions."""
        actions = list(self.desk.project.history.newest_first(SHOWN))
        self.query_one(RowList).show_rows([action_row(action) for action in actions])
        number = f"the last {len(actions)} actions" if len(actions) == SHOWN else f"{len(actions)} actions"
        self.title_here("History", number)

    @guarded
    def action_undo_this(self) -> None:
        """Take back the chosen action, or bring it back if it is undone."""
        number = self.query_one(RowList).key
        if not isinstance(number, int):
            return
        action = self.desk.project.history.find(number)
        again = action is not None and action.undone
        self.show_done((self.desk.redo(number) if again else self.desk.undo(number)).told, "")

    def on_row_list_chosen(self) -> None:
        """Enter takes the action back."""
        self.action_undo_this()


def action_row(action: Action) -> Row:
    """Return an action as a line: when, who, what, and whether it is undone."""
    left = (
        Piece(f" {when(action.at)}  ", muted=True),
        Piece(f"{action.coder}  ", strong=True),
        Piece(action.summary),
    )
    is_undone = action.undone and action.reverses is None  # an undo that was redone needs no mark of its own
    return Row(action.id, left, "undone" if is_undone else "", muted=action.undone)


def when(moment: str) -> str:
    """Return a moment in local time, to the minute."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
