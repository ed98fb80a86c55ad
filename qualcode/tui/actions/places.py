"""What works anywhere on the reading screen, and what works everywhere."""

from __future__ import annotations

from qualcode.tui.command import Command

EVERYWHERE = (
    Command(
        "help",
        "f1",
        "app.show_help",
        "help",
        "Show all keys and what they do.",
        in_footer=True,
        key_shown="F1",
        title="Help: all keys",
    ),
    Command(
        "palette",
        "ctrl+p",
        "app.command_palette",
        "actions",
        "Find any action by its name.",
        in_footer=True,
        key_shown="^P",
        title="All actions",
    ),
    Command(
        "quit",
        "ctrl+q",
        "app.quit",
        "Quit",
        "Leave qualcode; everything is saved already.",
        title="Quit",
        in_dialogs=True,
    ),
    Command(
        "dismiss-notices", "escape", "app.dismiss_notices", "Close notices", "Close notices that were read."
    ),
)

ALWAYS_SHOWN = EVERYWHERE[:2]
"""What the footer of the reading screen shows before the places, so that it is seen on narrow screens too."""

PLACES = (
    Command("to-text", "f2", "screen.to_text", "Read", "Go to the transcript.", title="Go to the text"),
    Command(
        "leave-panel",
        "escape",
        "screen.leave_panel",
        "text",
        "Leave a panel; close notices.",
        in_footer=True,
        key_shown="esc",
    ),
    Command(
        "to-codes",
        "f3",
        "screen.to_codes",
        "codes",
        "Go to the codebook; it slides in where it is hidden.",
        title="Go to the codebook",
        in_footer=True,
        key_shown="F3",
    ),
    Command(
        "to-documents",
        "f4",
        "screen.to_documents",
        "documents",
        "Go to the list of documents; it slides in where it is hidden.",
        title="Go to the documents",
        in_footer=True,
        key_shown="F4",
    ),
    Command(
        "theme-table",
        "f6",
        "screen.theme_table",
        "table",
        "Open the theme table: how often each code was used.",
        title="Theme table",
        in_footer=True,
        key_shown="F6",
    ),
    Command("history", "f8", "screen.history", "History", "See who did what and when, and undo any of it."),
    Command(
        "import",
        "f9",
        "screen.import_files",
        "import",
        "Bring transcripts in: a file or a whole folder.",
        title="Import transcripts…",
        in_footer=True,
        key_shown="F9",
    ),
    Command(
        "export",
        "ctrl+e",
        "screen.export_workbook",
        "Export",
        "Write the workbook to the exports folder.",
        title="Export the workbook",
    ),
    Command(
        "next-document",
        "ctrl+pagedown",
        "screen.next_document(1)",
        "Next document",
        "Open the next document.",
    ),
    Command(
        "previous-document",
        "ctrl+pageup",
        "screen.next_document(-1)",
        "Previous document",
        "Open the document before this one.",
    ),
    Command(
        "close-project",
        "f10",
        "screen.close_project",
        "Close project",
        "Close this project and go to the start.",
    ),
)
"""What works anywhere on the reading screen."""
