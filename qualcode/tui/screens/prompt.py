"""A question that is answered by a line of text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from qualcode.tui.visible import visible
from qualcode.tui.widgets.dialog import Dialog


class PromptScreen(ModalScreen[str | None]):
    """Asks for a line; gives it, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave", id="prompt.leave")]

    def __init__(self, question: str, value: str = "") -> None:
        super().__init__()
        self._question, self._value = question, value

    def compose(self) -> ComposeResult:
        """Yield the line."""
        with Dialog(self._question):
            yield Input(visible(self._value), compact=True)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give the line."""
        self.dismiss(message.value)
