"""Every action of the screen, declared once: its key, footer, help and palette entry come from here.

Single letters act only when the transcript has the focus; what works everywhere sits on keys that no input eats.
`action` is Textual's action string; `screen.` and `app.` say who carries it out.
"""

from __future__ import annotations

from qualcode.tui.command import Command

DIGITS = tuple(
    Command(
        f"apply-{digit}",
        str(digit),
        f"screen.apply_recent({digit})",
        "apply" if digit == 1 else f"Apply the code on {digit}",
        f"Apply the code that carries the digit {digit} in the codebook to the sentence or selection.",
        in_footer=digit == 1,
        key_shown="1–9" if digit == 1 else None,
        title=f"Apply the code on {digit}",
    )
    for digit in range(1, 10)
)

CODING = (
    *DIGITS,
    Command(
        "pick-code",
        "c,enter",
        "screen.pick_code",
        "code…",
        "Choose codes for the sentence or selection, or make a new one.",
        in_footer=True,
        key_shown="c",
        title="Code this…",
    ),
    Command(
        "apply-again",
        "full_stop",
        "screen.apply_again",
        "again",
        "Apply the last code again.",
        in_footer=True,
        key_shown=".",
        title="Apply the last code again",
    ),
    Command(
        "code-in-vivo",
        "i",
        "screen.code_in_vivo",
        "in vivo",
        "Make a code named with the selected words themselves, and apply it.",
        in_footer=True,
        title="Code in vivo",
    ),
    Command(
        "edit-memo",
        "m",
        "screen.edit_memo",
        "memo",
        "Write a memo on the coding here; Ctrl+S saves it.",
        in_footer=True,
        title="Memo on the coding here",
    ),
    Command(
        "remove-coding",
        "x",
        "screen.remove_coding",
        "remove",
        "Remove the coding here; the one that is meant where several are.",
        in_footer=True,
        title="Remove the coding here",
    ),
    Command(
        "recode",
        "r",
        "screen.recode",
        "recode…",
        "Give the coding here another code; memo and weight stay.",
        title="Recode: another code here…",
    ),
    Command(
        "set-weight", "w", "screen.set_weight", "weight…", "Give the coding here a weight from 0 to 100."
    ),
    Command(
        "undo",
        "u,ctrl+z",
        "screen.undo",
        "undo",
        "Take back the last thing done, whatever it was.",
        in_footer=True,
        key_shown="u",
    ),
    Command("redo", "ctrl+r,ctrl+y", "screen.redo", "redo", "Bring back what was undone.", key_shown="^r"),
    Command(
        "mark-complete",
        "k",
        "screen.mark_complete",
        "complete",
        "Mark this document as completely read, or as in progress again.",
        title="Mark document complete, or not",
    ),
    Command(
        "toggle-here",
        "h",
        "screen.toggle_here",
        "here",
        "Show or hide the panel that says what is coded at the cursor.",
        title="Show or hide what is coded here",
    ),
)
"""What the keys do while the transcript has the focus."""

EVERYWHERE = (
    Command(
        "help",
        "f1",
        "app.show_help",
        "help",
        "Show all keys and what they do.",
        in_footer=True,
        key_shown="F1",
    ),
    Command(
        "palette",
        "ctrl+p",
        "app.command_palette",
        "all actions",
        "Find any action by its name.",
        in_footer=True,
        key_shown="^P",
    ),
    Command("quit", "ctrl+q", "app.quit", "Quit", "Leave qualcode; everything is saved already."),
    Command(
        "dismiss-notices", "escape", "app.dismiss_notices", "Close notices", "Close notices that were read."
    ),
)

PLACES = (
    Command("to-text", "f2", "screen.to_text", "Read", "Go to the transcript."),
    Command(
        "leave-panel", "escape", "screen.leave_panel", "Back to the text", "Leave a panel; close notices."
    ),
    Command(
        "to-codes", "f3", "screen.to_codes", "Codes", "Go to the codebook; it slides in where it is hidden."
    ),
    Command(
        "to-documents",
        "f4",
        "screen.to_documents",
        "Documents",
        "Go to the list of documents; it slides in where it is hidden.",
        title="Go to the documents",
    ),
    Command(
        "theme-table",
        "f6",
        "screen.theme_table",
        "Table",
        "Open the theme table: how often each code was used.",
    ),
    Command("history", "f8", "screen.history", "History", "See who did what and when, and undo any of it."),
    Command(
        "import", "f9", "screen.import_files", "Import…", "Bring transcripts in: a file or a whole folder."
    ),
    Command(
        "export", "ctrl+e", "screen.export_workbook", "Export", "Write the workbook to the exports folder."
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

MEMO = (
    Command(
        "save-memo",
        "ctrl+s",
        "screen.save_memo",
        "save memo",
        "Save the memo.",
        in_footer=True,
        key_shown="^S",
    ),
    Command("leave-memo", "escape", "screen.leave_memo", "leave", "Go back to the text.", in_footer=True),
)

TABLE = (
    Command("table-by", "b", "screen.choose_by", "by…", "Choose what the columns are.", in_footer=True),
    Command("table-count", "c", "screen.next_count", "count", "Count another unit.", in_footer=True),
    Command(
        "table-subcodes",
        "s",
        "screen.toggle_subcodes",
        "sub-codes",
        "Count sub-codes with their parents, or not.",
        in_footer=True,
    ),
    Command(
        "table-export",
        "e,ctrl+e",
        "screen.export_table",
        "export this",
        "Write exactly this table to the exports folder.",
        in_footer=True,
        key_shown="e",
    ),
    Command(
        "table-back",
        "escape,f2",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="esc",
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
    ),
    Command(
        "history-back",
        "escape,f2",
        "screen.back",
        "back",
        "Go back to the text.",
        in_footer=True,
        key_shown="esc",
    ),
)

START = (
    Command("new-project", "n", "screen.new_project", "New…", "Begin a study of your own.", in_footer=True),
    Command("open-project", "o", "screen.open_project", "Open…", "Open a project file.", in_footer=True),
    Command(
        "demo-project",
        "d",
        "screen.demo",
        "Demo",
        "Make and open a small complete project to try.",
        in_footer=True,
    ),
)

GROUPS: dict[str, tuple[Command, ...]] = {
    "Coding (while the text has the focus)": CODING,
    "Places and the project": PLACES,
    "Memo": MEMO,
    "Theme table": TABLE,
    "History": HISTORY,
    "Start": START,
    "Everywhere": EVERYWHERE,
}
