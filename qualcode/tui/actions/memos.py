"""What the keys of the memos screen do."""

from __future__ import annotations

from qualcode.tui.command import Command

MEMOS = (
    Command(
        "memos-back",
        "escape",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="esc",
        title="Back to the text",
    ),
)
