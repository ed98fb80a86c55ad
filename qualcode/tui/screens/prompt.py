"""A question that is answered by a line of text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.widgets.dialog import Dialog
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput


class PromptScreen(DialogScreen[str | None]):
    """Asks for a line; gives it, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="prompt.leave")]

    def __init__(self, question: str, value: str = "") -> None:
        super().__init__()
        self._question, self._value = question, value

    def compose(self) -> ComposeResult:
        """Yield the line."""
        with Dialog(self._question):
            yield LineInput(self._value, compact=True, max_length=LONGEST_NAME)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give the line."""
        self.dismiss(message.value)
