"""Looking at one action of the history, taking it back, and going back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import InvalidValue
from qualcode.model import Action
from qualcode.text.quotes import shortened
from qualcode.tui.change_words import ActionTold, read_action, since_told
from qualcode.tui.notices import guarded
from qualcode.tui.screens.before_after import BACK, REVERSE, BeforeAfterScreen
from qualcode.tui.screens.beside import Beside
from qualcode.tui.screens.consequences import Answer, ConsequencesScreen
from qualcode.tui.screens.waiting import change_beside
from qualcode.tui.widgets.lines import StatusLine
from qualcode.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from qualcode.project.history import Since

GO, LEAVE = "go", "leave"
LEFT = "Everything stays as it is."
SUMMARY_LENGTH = 60
MANY_CHANGES, MANY_ACTIONS = 20_000, 1_000
"""From here on reading takes long enough to say so."""


class ActionReading(Beside):
    """What can be done about the action one is at."""

    def _here(self) -> Action:
        """Return the action one is at. Raises `InvalidValue` where there is none."""
        number = self.query_one(RowList).key
        action = self.desk.project.history.find(number) if isinstance(number, int) else None
        if action is None:
            raise InvalidValue("No action is chosen; ↑ and ↓ go to one.")
        return action

    @guarded
    def action_undo_this(self) -> None:
        """Take back the action one is at, or bring it back if it is undone."""
        self._reverse(self._here())

    def _reverse(self, action: Action) -> None:
        self.reverse(action, redo=action.undone)

    # -- before and after

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter shows what the action changed."""
        self.action_show_changes()

    @guarded
    def action_show_changes(self) -> None:
        """Show what the action one is at changed."""
        action = self._here()
        if action.changes > MANY_CHANGES:
            self.query_one(StatusLine).tell("reading what this changed …")
        self.read_beside(lambda project: read_action(project, action), self._show_told, group="told")

    def _show_told(self, told: ActionTold) -> None:
        if self.app.screen is not self:
            return
        action = told.action
        title = f"Action {action.id} of {action.coder}{' (undone)' if action.undone else ''}"

        @guarded
        def answered(screen: ActionReading, answer: str | None) -> None:
            if answer == REVERSE:
                screen._reverse(action)
            elif answer == BACK:
                screen._ask_back(action)

        self.app.push_screen(BeforeAfterScreen(told, title), lambda answer: answered(self, answer))

    # -- going back

    @guarded
    def action_back_to_here(self) -> None:
        """Show what going back to here would change, and ask."""
        self._ask_back(self._here())

    def _ask_back(self, point: Action) -> None:
        last = self.desk.project.history.last()
        if last is not None and last.id - point.id > MANY_ACTIONS:
            self.query_one(StatusLine).tell("reading what going back would change …")
        self.read_beside(lambda project: project.history.since(point), self._show_since, group="since")

    def _show_since(self, since: Since) -> None:
        if self.app.screen is not self:
            return
        if since.last_seen == since.point.id:
            raise InvalidValue("Nothing was done after this action; choose an earlier one.")

        @guarded
        def answered(screen: ActionReading, answer: str | None) -> None:
            if answer == GO:
                screen._go_back(since)

        answers = [Answer(GO, "Go back to here", since_told(since)), Answer(LEAVE, "Leave it as it is", LEFT)]
        title = f"Back to action {since.point.id}: {shortened(since.point.summary, SUMMARY_LENGTH)}"
        self.app.push_screen(ConsequencesScreen(title, answers), lambda answer: answered(self, answer))

    def _go_back(self, since: Since) -> None:
        number, seen = since.point.id, since.last_seen
        change_beside(
            self,
            self.desk,
            "going back",
            lambda project: project.go_back(number, last_seen=seen),
            lambda went: self.show_done(shortened(went.summary, 100)),
        )
