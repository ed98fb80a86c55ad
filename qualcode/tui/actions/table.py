"""What the keys of the theme table do."""

from __future__ import annotations

from qualcode.tui.command import Command

TABLE = (
    Command(
        "table-segments",
        "g,enter",
        "screen.open_segments",
        "segments",
        "Open the segments that are counted in this row.",
        in_footer=True,
        key_shown="Enter",
        title="Segments of this code",
    ),
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
        "Count another unit: codings, documents, participants, words, characters, shares.",
        in_footer=True,
        title="Count another unit",
    ),
    Command(
        "table-unit",
        "n",
        "screen.choose_count",
        "unit…",
        "Choose the unit that is counted.",
        title="Unit…",
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
        "table-scope",
        "f",
        "screen.edit_scope",
        "only…",
        "Count only some documents, participants, attributes, coders or speakers.",
        in_footer=True,
        title="Count only…",
    ),
    Command(
        "table-order",
        "o",
        "screen.choose_order",
        "sort…",
        "Sort the rows by a column; by the same one again the other way round.",
        in_footer=True,
        title="Sort by…",
    ),
    Command(
        "table-zeros",
        "z",
        "screen.toggle_zeros",
        "zeros",
        "Leave out codes of which nothing is counted, or show them.",
        in_footer=True,
        title="Leave out zeros, or show them",
    ),
    Command(
        "table-export",
        "e,ctrl+e",
        "screen.export_table",
        "export this",
        "Write exactly this table to the exports folder.",
        in_footer=True,
        key_shown="e",
        title="Export this table…",
    ),
    Command("table-undo", "u,ctrl+z", "screen.undo", "undo", "Take back the last thing done.", title="Undo"),
    Command(
        "table-redo", "ctrl+y,ctrl+r", "screen.redo", "redo", "Bring back what was undone.", title="Redo"
    ),
    Command(
        "table-back",
        "escape",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="Esc",
        title="Back to the text",
    ),
)
