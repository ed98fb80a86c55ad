"""What the keys do while the transcript or the memo has the focus."""

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
        "set-weight",
        "w",
        "screen.set_weight",
        "weight…",
        "Give the coding here a weight from 0 to 100.",
        title="Weight of the coding here…",
    ),
    Command(
        "undo",
        "u,ctrl+z",
        "screen.undo",
        "undo",
        "Take back the last thing done, whatever it was.",
        in_footer=True,
        key_shown="u",
        title="Undo",
    ),
    Command(
        "redo",
        "ctrl+r,ctrl+y",
        "screen.redo",
        "redo",
        "Bring back what was undone.",
        key_shown="^r",
        title="Redo",
    ),
    Command(
        "mark-complete",
        "k",
        "screen.mark_complete",
        "complete",
        "Mark this document as completely read, or as in progress again.",
        title="Mark document complete, or not",
    ),
    Command(
        "to-codes",
        "b",
        "screen.to_codes",
        "codes",
        "Go to the codebook beside the text; it slides in where it is hidden.",
        title="Go to the codebook panel",
        in_footer=True,
    ),
    Command(
        "to-documents",
        "d",
        "screen.to_documents",
        "documents",
        "Go to the list of documents; it slides in where it is hidden.",
        title="Go to the list of documents",
        in_footer=True,
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

MEMO = (
    Command(
        "save-memo",
        "ctrl+s",
        "screen.save_memo",
        "save memo",
        "Save the memo.",
        in_footer=True,
        key_shown="^S",
        title="Save the memo",
    ),
    Command(
        "leave-memo",
        "escape",
        "screen.leave_memo",
        "leave",
        "Go back to the text.",
        in_footer=True,
        title="Leave the memo",
    ),
)
