"""The history: who did what and when; any of it can be taken back where nothing later depends on it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Footer

from qualcode.model import Action
from qualcode.tui.actions import HISTORY
from qualcode.tui.command import Command, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.notices import guarded
from qualcode.tui.widgets.lines import HeaderLine, StatusLine
from qualcode.tui.widgets.row_list import Piece, Row, RowList

SHOWN = 1000


class HistoryScreen(Screen[None]):
    """The audit trail, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HISTORY)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HISTORY

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield HeaderLine()
        yield RowList(id="actions", classes="panel")
        yield StatusLine()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the actions."""
        self.query_one(RowList).border_title = "History"
        self._show()

    def _show(self) -> None:
        actions = list(self.desk.project.history.newest_first(SHOWN))
        self.query_one(RowList).show_rows([action_row(action) for action in actions])
        header = self.query_one(HeaderLine)
        header.left = f"{self.desk.study.name} ▸ History"
        header.right = (
            f"the last {len(actions)} actions" if len(actions) == SHOWN else f"{len(actions)} actions",
        )

    def show_change_elsewhere(self) -> None:
        """Another program did something."""
        self._show()

    @guarded
    def action_undo(self) -> None:
        """Take back the last thing done."""
        self._tell(self.desk.undo().told)

    @guarded
    def action_redo(self) -> None:
        """Bring back what was undone last."""
        self._tell(self.desk.redo().told)

    @guarded
    def action_undo_this(self) -> None:
        """Take back the chosen action, or bring it back if it is undone."""
        number = self.query_one(RowList).key
        if not isinstance(number, int):
            return
        action = self.desk.project.history.find(number)
        again = action is not None and action.undone
        self._tell((self.desk.redo(number) if again else self.desk.undo(number)).told)

    def on_row_list_chosen(self) -> None:
        """Enter takes the action back."""
        self.action_undo_this()

    def action_back(self) -> None:
        """Go back to the text."""
        if self.is_current:
            self.dismiss(None)

    def _tell(self, sentence: str) -> None:
        self._show()
        self.app.clear_notifications()
        self.query_one(StatusLine).tell(sentence)


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
