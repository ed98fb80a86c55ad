"""What the keys of the history do."""

from __future__ import annotations

from qualcode.tui.command import Command

HISTORY = (
    Command(
        "history-undo",
        "u,ctrl+z",
        "screen.undo",
        "undo last",
        "Take back the last thing done.",
        in_footer=True,
        key_shown="u",
        title="Undo the last action",
    ),
    Command(
        "history-redo",
        "ctrl+r,ctrl+y",
        "screen.redo",
        "redo",
        "Bring back what was undone last.",
        in_footer=True,
        key_shown="^r",
    ),
    Command(
        "history-this",
        "x,enter",
        "screen.undo_this",
        "undo or redo this",
        "Take back the chosen action, or bring it back.",
        in_footer=True,
        key_shown="x",
        title="Undo or redo this action",
    ),
    Command(
        "history-back",
        "escape",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="esc",
        title="Back to the text",
    ),
)
