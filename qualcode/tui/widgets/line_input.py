"""A line to type in. What is pasted loses its control characters; what a file is named never steers the terminal."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widgets import Input

from qualcode.tui.visible import visible

LONGEST_NAME = 300
LONGEST_PATH = 4096


class LineInput(Input):
    """An `Input` that can be given any text."""

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted text as one line."""
        event.stop()
        event.prevent_default()
        line = " ".join(pasted(event.text).split())
        if self.selection.is_empty:
            self.insert_text_at_cursor(line)
        else:
            self.replace(line, *self.selection)
        if self.max_length and len(self.value) > self.max_length:
            self.value = self.value[: self.max_length]

    def render_line(self, y: int) -> Strip:
        """Return the line with control characters as symbols."""
        return shown_safely(super().render_line(y))


def pasted(text: str) -> str:
    """Return a pasted text without what cannot be shown; lines and tabs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character for character in text if character in "\n\t" or visible(character) == character)


def shown_safely(strip: Strip) -> Strip:
    """Return a strip in which every control character is a symbol."""
    if all(segment.text.isascii() and segment.text.isprintable() for segment in strip):
        return strip
    return Strip([Segment(visible(segment.text), segment.style, segment.control) for segment in strip])
