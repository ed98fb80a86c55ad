"""What the keys of the theme table do."""

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
        "escape",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="esc",
        title="Back to the text",
    ),
)
