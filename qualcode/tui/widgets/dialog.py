"""The frame of a question: a border with a title that is never taken for markup."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content

from qualcode.tui.visible import visible


class Dialog(Vertical):
    """A box in the middle of the screen."""

    def __init__(self, title: str, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=f"dialog {classes}".strip())
        # A plain string would be parsed as markup here, and titles quote transcripts.
        self.border_title = Content(visible(title))
