"""The transcript with the keys of coding: single letters act only while it has the focus."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from qualcode.text.quotes import shortened
from qualcode.tui.actions import CODING
from qualcode.tui.command import bindings
from qualcode.tui.transcript.view import TranscriptView
from qualcode.tui.widgets.lines import StatusLine

QUOTE_LENGTH = 60


class CodingTranscript(TranscriptView):
    """A transcript in which codes are applied."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CODING)]

    def action_select_none(self) -> None:
        """Esc: drop the selection, and close the notices that were read."""
        super().action_select_none()
        self.app.clear_notifications()

    def action_copy(self) -> None:
        """Copy, and say so."""
        super().action_copy()
        copied = self.text[self.target.start : self.target.end]
        self.screen.query_one(StatusLine).tell(f"copied “{shortened(copied, QUOTE_LENGTH)}”")
