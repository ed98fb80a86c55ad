"""What the transcript view tells others. Handlers are named `on_transcript_view_…`."""

from __future__ import annotations

from textual.message import Message

from qualcode.model import Span


class CursorMoved(Message, namespace="transcript_view"):
    """The cursor stands on `[start, end)` now."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the last place counts when the reader moves fast."""
        return isinstance(message, CursorMoved)


class SelectionChanged(Message, namespace="transcript_view"):
    """`span` is selected now; None when nothing is."""

    def __init__(self, span: Span | None) -> None:
        self.span = span
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the last selection counts."""
        return isinstance(message, SelectionChanged)


class CodingFocused(Message, namespace="transcript_view"):
    """Of the codings here this one is meant now; None: no one in particular."""

    def __init__(self, coding_id: int | None) -> None:
        self.coding_id = coding_id
        super().__init__()


class CodingClicked(Message, namespace="transcript_view"):
    """A coding was clicked in the margin; it is the focused one now."""

    def __init__(self, coding_id: int) -> None:
        self.coding_id = coding_id
        super().__init__()


class SentencesFound(Message, namespace="transcript_view"):
    """spaCy's sentences of the document are there: worth keeping for the next time it is shown."""

    def __init__(self, sentences: list[tuple[int, int]]) -> None:
        self.sentences = sentences
        super().__init__()
