"""What the keys of the other screens do."""

from __future__ import annotations

from qualcode.tui.command import Command

TABLE = (
    Command(
        "table-by",
        "b",
        "screen.choose_by",
        "by…",
        "Choose what the columns are.",
        in_footer=True,
        title="Columns…",
    ),
    Command(
        "table-count",
        "c",
        "screen.next_count",
        "count",
        "Count another unit.",
        in_footer=True,
        title="Count another unit",
    ),
    Command(
        "table-subcodes",
        "s",
        "screen.toggle_subcodes",
        "sub-codes",
        "Count sub-codes with their parents, or not.",
        in_footer=True,
        title="With sub-codes, or not",
    ),
    Command(
        "table-export",
        "e,ctrl+e",
        "screen.export_table",
        "export this",
        "Write exactly this table to the exports folder.",
        in_footer=True,
        key_shown="e",
        title="Export this table",
    ),
    Command(
        "table-back",
        "escape,f2",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="esc",
        title="Back to the text",
    ),
)

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
        "escape,f2",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="esc",
        title="Back to the text",
    ),
)

START = (
    Command(
        "new-project",
        "n",
        "screen.new_project",
        "New…",
        "Begin a study of your own.",
        in_footer=True,
        title="New project…",
    ),
    Command(
        "open-project",
        "o",
        "screen.open_project",
        "Open…",
        "Open a project file.",
        in_footer=True,
        title="Open a project…",
    ),
    Command(
        "demo-project",
        "d",
        "screen.demo",
        "Demo",
        "Make and open a small complete project to try.",
        in_footer=True,
        title="Demo project",
    ),
)
