"""The line above a list: what of it is shown, in words, and where words to look for are typed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from qualcode.tui.visible import visible
from qualcode.tui.widgets.line_input import LONGEST_NAME, LineInput


class WordsLine(Horizontal):
    """Says what is shown; the line to type in is there while words are looked for."""

    DEFAULT_CSS = """
    WordsLine { height: 1; padding: 0 1; background: $background; }
    WordsLine > Static { width: 1fr; height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    WordsLine > LineInput { display: none; width: 40%; margin: 0 2 0 0; background: $panel; }
    WordsLine.-typing > LineInput { display: block; }
    """

    def compose(self) -> ComposeResult:
        """Yield the line and what is told."""
        yield LineInput(
            placeholder="words to look for; Esc shows everything", compact=True, max_length=LONGEST_NAME
        )
        yield Static("", markup=False)

    @property
    def typed(self) -> LineInput:
        """The line to type in."""
        return self.query_one(LineInput)

    @property
    def is_open(self) -> bool:
        """Whether the line to type in is there."""
        return self.has_class("-typing")

    def tell(self, told: str) -> None:
        """Say what is shown."""
        self.query_one(Static).update(visible(told))

    def begin(self) -> None:
        """Let words be typed."""
        self.add_class("-typing")
        self.screen.set_focus(self.typed)

    def take(self, words: str) -> None:
        """Show these words in the line, as if they had been typed before; none hides it."""
        with self.prevent(LineInput.Changed):
            self.typed.value = words
        self.set_class(bool(words), "-typing")
