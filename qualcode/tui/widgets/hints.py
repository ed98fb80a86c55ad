"""The line that teaches the first keys: each goes when it was used, and the line when none is left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.widgets import Static

from qualcode.tui.keymap import KeyMap


@dataclass(frozen=True, slots=True)
class Hint:
    """A key that matters: the action that teaches it away, its id and declared keys, and what it does."""

    action: str
    id: str
    declared: str
    does: str


HINTS = (
    Hint("move('sentence', 1)", "transcript.next-sentence", "down", "sentence"),
    Hint("extend('sentence', 1)", "transcript.extend-sentence", "shift+down", "more"),
    Hint("screen.pick_code", "pick-code", "c", "code"),
    Hint("screen.save_memo", "edit-memo", "m", "memo"),
    Hint("screen.undo", "undo", "u", "undo"),
    Hint("app.show_help", "help", "f1", "help"),
)
IN_EMPTY_STUDY = (Hint("screen.import_files", "import", "f9", "bring transcripts in"), HINTS[-1])
"""What there is to do before there is anything to read."""
ALL_USED = frozenset(hint.id for hint in HINTS)
LEAD, CLOSE = "First keys", "✕"


class HintLine(Static):
    """One line above the footer. A click on it sends it away."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    HintLine {
        height: 1; padding: 0 1; background: $panel; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    HintLine.-gone { display: none; }
    """

    def __init__(self) -> None:
        super().__init__("", id="hints", markup=False)
        self.tooltip = "A click, or “Hide the first keys” among all actions (Ctrl+P), sends this line away."

    def show_left(self, used: Collection[str], key_map: KeyMap, *, empty: bool = False) -> None:
        """Show the keys that were not used yet; in an empty study, how it gets its transcripts."""
        left = [hint for hint in HINTS if hint.id not in used]
        if left and empty:
            left = list(IN_EMPTY_STUDY)
        self.set_class(not left, "-gone")
        parts: list[str | tuple[str, str]] = [(f"{LEAD}: ", "$text-accent bold")]
        for hint in left:
            key = key_map.told(hint.id, hint.declared).partition(",")[0]
            parts += [(f" {key} ", "reverse bold"), f" {hint.does} "]
        self.update(Content.assemble(*parts, (CLOSE, "bold")))

    def on_click(self, event: events.Click) -> None:
        """Go away."""
        event.stop()
        self.app.call_later(self.app.run_action, "app.hide_hints")
