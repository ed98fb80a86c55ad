"""A question with a few answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.row_list import RowList, row


class ChoiceScreen(DialogScreen[str | None]):
    """Asks; gives the answer chosen, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="choice.leave")]

    def __init__(self, question: str, answers: Sequence[str]) -> None:
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """Yield the answers."""
        with Dialog(self._question):
            yield RowList([row(answer, f" {answer}") for answer in self._answers])

    def on_mount(self) -> None:
        """Make room for all answers."""
        rows = self.query_one(RowList)
        rows.styles.height = min(len(self._answers), 16)
        rows.focus()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Give the answer."""
        self.dismiss(str(message.key))
