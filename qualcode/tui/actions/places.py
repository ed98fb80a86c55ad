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
        "jump",
        "ctrl+j",
        "app.jump",
        "jump",
        "Put a letter over each panel; the letter goes there.",
        title="Jump to a panel…",
        in_dialogs=True,
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

GOING = (
    Command(
        "go-read",
        "f2",
        "app.go_to('read')",
        "places",
        "Go to the transcript.",
        in_footer=True,
        key_shown="F2–F8",
        title="Go to the text",
    ),
    Command("go-codebook", "f3", "app.go_to('codebook')", "Codebook", "See and change the codebook."),
    Command(
        "go-documents",
        "f4",
        "app.go_to('documents')",
        "Documents and participants",
        "See the documents and participants, and edit what is known about them.",
    ),
    Command(
        "go-segments",
        "f5",
        "app.go_to('segments')",
        "Segments",
        "Find coded passages by code, participant, coder or words.",
    ),
    Command(
        "go-tables",
        "f6",
        "app.go_to('tables')",
        "Theme table",
        "See how often each code was used, by anything known about the participants.",
    ),
    Command("go-memos", "f7", "app.go_to('memos')", "Memos", "Read and write the memos of the study."),
    Command(
        "go-history",
        "f8",
        "app.go_to('history')",
        "History",
        "See who did what and when, and undo any of it.",
    ),
)
"""The places of a study: one key each, from everywhere but a dialog."""

PLACES = (
    Command(
        "leave-panel",
        "escape",
        "screen.leave_panel",
        "text",
        "Leave a panel; close notices.",
        in_footer=True,
        key_shown="Esc",
    ),
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
