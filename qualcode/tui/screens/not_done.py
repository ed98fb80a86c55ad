"""What could not be begun, said so that what is typed next does nothing: it was meant for a line to write in."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from qualcode.tui.screens.dialog_screen import DialogScreen
from qualcode.tui.visible import visible_lines
from qualcode.tui.widgets.dialog import Dialog


class NotDoneScreen(DialogScreen[None]):
    """Says a sentence and waits for Esc or Enter; letters and digits do nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "back", id="not-done.leave")
    ]

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """Yield the sentence."""
        with Dialog("Not done · Esc or Enter: back"):
            yield Static(Content(visible_lines(self._sentence)))
