"""The transcript with the keys of coding: single letters act only while it has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from qualcode.text.quotes import shortened
from qualcode.tui.actions import CODING, EDGES, READING
from qualcode.tui.command import bindings
from qualcode.tui.keymap import with_keys
from qualcode.tui.transcript.keys import BINDINGS as TEXT_BINDINGS
from qualcode.tui.transcript.view import TranscriptView
from qualcode.tui.visible import visible
from qualcode.tui.widgets.lines import StatusLine

if TYPE_CHECKING:
    from qualcode.tui.screens.edges import Edges

QUOTE_LENGTH = 60
WITH_EDGES = ("move(", "screen.edit_edge", "screen.keep_edges", "screen.drop_edges", "app.show_help")


class CodingTranscript(TranscriptView):
    """A transcript in which codes are applied."""

    jump_name = "Text"

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((*CODING, *EDGES, *READING)),
        Binding("question_mark", "app.show_help", show=False, id="help-in-text", tooltip="Show all keys"),
        Binding("ctrl+s", "tell_saved", show=False, id="saved-in-text", tooltip="Say that all is saved"),
        # A key that is bound here hides what it was bound to before: Esc would drop no selection any more.
        *(binding for binding in TEXT_BINDINGS if binding.key in {command.keys for command in EDGES}),
    ]

    class FindingEnded(Message, namespace="transcript_view"):
        """What was found is to be marked no longer."""

    @property
    def _edges(self) -> Edges | None:
        """The screen, while an edge of a coding is moved on it."""
        screen = self.screen
        return screen if getattr(screen, "is_moving_edge", False) else None  # type: ignore[return-value]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow what is possible now: while an edge is moved only the keys that move it."""
        if self.is_mounted and self._edges is not None and action != "move":
            return False
        return super().check_action(action, parameters)

    def action_move(self, unit: str, step: int) -> None:
        """Move the cursor, or the edge that is being moved."""
        if (edges := self._edges) is not None:
            edges.move_edge(unit, step)
        else:
            super().action_move(unit, step)

    def on_key(self, event: events.Key) -> None:
        """While an edge is moved, say of every other key which ones act; else of a letter that does nothing."""
        if (edges := self._edges) is None:
            if event.is_printable and event.key not in self.screen.active_bindings:
                self._tell_idle(event.character or event.key)
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is None or not bound.binding.action.startswith(WITH_EDGES):
            edges.hint_at_edge_keys()
            event.stop()
            event.prevent_default()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """While an edge is moved, put it where the mouse is."""
        if (edges := self._edges) is None:
            return
        event.prevent_default()
        if event.button == 1 and (character := self.character_under(event)) is not None:
            edges.put_edge(character)

    def on_click(self, event: events.Click) -> None:
        """While an edge is moved, select nothing else."""
        if self._edges is not None:
            event.prevent_default()

    def action_select_none(self) -> None:
        """Esc: drop the selection, else the marks of what was found; else go back to where one came from.

        It closes the notices that were read as well.
        """
        has_hits = self.has_hits or self.current_hit is not None
        if self.selection is None and not has_hits and self._went_back():
            return
        if self.selection is None and has_hits:
            self.post_message(self.FindingEnded())
        super().action_select_none()
        self.app.clear_notifications()

    def _went_back(self) -> bool:
        """Go back to the screen from which this place was opened; say whether there is one."""
        go_back = getattr(self.screen, "go_back_where_from", None)
        return go_back is not None and bool(go_back())

    def _tell_idle(self, character: str) -> None:
        """Say that a letter does nothing here, and what may have been meant."""
        more = "{quit} leaves qualcode" if character in "qQ" else "{help} shows all keys"
        self._tell(with_keys(self, f"“{visible(character)}” does nothing here; {more}"))

    def action_tell_saved(self) -> None:
        """Say that what was done is saved already."""
        self._tell(with_keys(self, "all is saved already; {undo} undoes"))

    def _tell(self, sentence: str) -> None:
        self.screen.query_one(StatusLine).tell(sentence)

    def action_copy(self) -> None:
        """Copy, and say so."""
        super().action_copy()
        copied = self.text[self.target.start : self.target.end]
        self._tell(f"copied “{shortened(copied, QUOTE_LENGTH)}”")
