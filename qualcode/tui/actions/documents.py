"""What the keys of the documents and participants screen do."""

from __future__ import annotations

from qualcode.tui.command import Command

DOCUMENTS = (
    Command(
        "documents-back",
        "escape",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="esc",
        title="Back to the text",
    ),
)
