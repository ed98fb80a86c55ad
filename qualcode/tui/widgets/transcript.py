"""The transcript with the keys of coding: single letters act only while it has the focus."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from qualcode.text.quotes import shortened
from qualcode.tui.actions import CODING, READING
from qualcode.tui.command import bindings
from qualcode.tui.transcript.view import TranscriptView
from qualcode.tui.widgets.lines import StatusLine

QUOTE_LENGTH = 60


class CodingTranscript(TranscriptView):
    """A transcript in which codes are applied."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*CODING, *READING))]

    class FindingEnded(Message, namespace="transcript_view"):
        """What was found is to be marked no longer."""

    def action_select_none(self) -> None:
        """Esc: drop the selection, else the marks of what was found; and close the notices that were read."""
        if self.selection is None and (self.has_hits or self.current_hit is not None):
            self.post_message(self.FindingEnded())
        super().action_select_none()
        self.app.clear_notifications()

    def action_copy(self) -> None:
        """Copy, and say so."""
        super().action_copy()
        copied = self.text[self.target.start : self.target.end]
        self.screen.query_one(StatusLine).tell(f"copied “{shortened(copied, QUOTE_LENGTH)}”")
