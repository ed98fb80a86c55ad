"""A screen that asks: it gives one answer, however often Enter is pressed while it goes away."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class DialogScreen(ModalScreen[Answer]):
    """A question over another screen.

    A second Enter or click is on its way already when the first one is answered; it must not dismiss the
    screen below.
    """

    _is_answered = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Give the answer; only the first one counts."""
        if self._is_answered:
            return AwaitComplete()
        self._is_answered = True
        return super().dismiss(result)
