"""The keys of the transcript: one binding per action, each with an id for the user's key map."""

from __future__ import annotations

from textual.binding import Binding


def _binding(keys: str, action: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(keys, action, description, show=False, id=f"transcript.{name}", tooltip=tooltip)


MOVING = [
    _binding("down", "move('sentence', 1)", "next-sentence", "Next sentence", "Go to the next sentence"),
    _binding(
        "up", "move('sentence', -1)", "previous-sentence", "Previous sentence", "Go to the sentence before"
    ),
    _binding("right", "move('word', 1)", "next-word", "Next word", "Go to the next word"),
    _binding("left", "move('word', -1)", "previous-word", "Previous word", "Go to the word before"),
    _binding(
        "alt+right,ctrl+right",
        "move('character', 1)",
        "next-character",
        "Next character",
        "Go to the next character (Alt+→; Ctrl+→ where the terminal keeps Alt to itself)",
    ),
    _binding(
        "alt+left,ctrl+left",
        "move('character', -1)",
        "previous-character",
        "Previous character",
        "Go to the character before (Alt+←; Ctrl+← where the terminal keeps Alt to itself)",
    ),
    _binding("ctrl+down", "move('turn', 1)", "next-turn", "Next turn", "Go to the next turn"),
    _binding(
        "ctrl+up",
        "move('turn', -1)",
        "previous-turn",
        "Previous turn",
        "Go to the start of this turn, then to the one before",
    ),
    _binding("pagedown", "page(1)", "page-down", "Page down", "Go one screen down"),
    _binding("pageup", "page(-1)", "page-up", "Page up", "Go one screen up"),
    _binding(
        "home,ctrl+home", "first", "first-sentence", "Start", "Go to the first sentence of the document"
    ),
    _binding("end,ctrl+end", "last", "last-sentence", "End", "Go to the last sentence of the document"),
    _binding(
        "right_parenthesis",
        "coding(1)",
        "next-coding",
        "Next coding",
        "Go to the next coding or memo on a passage",
    ),
    _binding(
        "left_parenthesis",
        "coding(-1)",
        "previous-coding",
        "Previous coding",
        "Go to the coding or memo on a passage before",
    ),
    _binding(
        "right_curly_bracket",
        "uncoded_turn(1)",
        "next-uncoded-turn",
        "Next uncoded turn",
        "Go to the next turn without a coding",
    ),
    _binding(
        "left_curly_bracket",
        "uncoded_turn(-1)",
        "previous-uncoded-turn",
        "Previous uncoded turn",
        "Go to the turn before that has no coding",
    ),
    _binding(
        "tab", "cycle_coding", "cycle-coding", "Which coding", "Go round the codings here: which one is meant"
    ),
]

SELECTING = [
    _binding(
        "shift+down",
        "extend('sentence', 1)",
        "extend-sentence",
        "Grow by a sentence",
        "Move the end of the selection down a sentence",
    ),
    _binding(
        "shift+up",
        "extend('sentence', -1)",
        "shrink-sentence",
        "Shrink by a sentence",
        "Move the end of the selection up a sentence",
    ),
    _binding(
        "shift+right",
        "extend('word', 1)",
        "extend-word",
        "Grow by a word",
        "Move the end of the selection forwards by a word",
    ),
    _binding(
        "shift+left",
        "extend('word', -1)",
        "shrink-word",
        "Shrink by a word",
        "Move the end of the selection back by a word",
    ),
    _binding(
        "alt+shift+right,ctrl+shift+right,greater_than_sign",
        "extend('character', 1)",
        "extend-character",
        "Grow by a character",
        "Move the end of the selection forwards by a character (Alt+Shift+→ or >)",
    ),
    _binding(
        "alt+shift+left,ctrl+shift+left,less_than_sign",
        "extend('character', -1)",
        "shrink-character",
        "Shrink by a character",
        "Move the end of the selection back by a character (Alt+Shift+← or <)",
    ),
    _binding(
        "ctrl+shift+down",
        "extend('turn', 1)",
        "extend-turn",
        "Grow by a turn",
        "Move the end of the selection down a turn",
    ),
    _binding(
        "ctrl+shift+up",
        "extend('turn', -1)",
        "shrink-turn",
        "Shrink by a turn",
        "Move the end of the selection up a turn",
    ),
    _binding(
        "shift+pagedown",
        "extend_page(1)",
        "extend-page",
        "Grow by a screen",
        "Move the end of the selection one screen down",
    ),
    _binding(
        "shift+pageup",
        "extend_page(-1)",
        "shrink-page",
        "Shrink by a screen",
        "Move the end of the selection one screen up",
    ),
    _binding(
        "ctrl+shift+home,shift+home",
        "extend_to_start",
        "extend-to-start",
        "Select to the start",
        "Move the end of the selection to the start of the document",
    ),
    _binding(
        "ctrl+shift+end,shift+end",
        "extend_to_end",
        "extend-to-end",
        "Select to the end",
        "Move the end of the selection to the end of the document",
    ),
    _binding(
        "s", "select('sentence')", "select-sentence", "Select sentence", "Select the sentence at the cursor"
    ),
    _binding(
        "p",
        "select('paragraph')",
        "select-paragraph",
        "Select paragraph",
        "Select the paragraph at the cursor",
    ),
    _binding("t", "select('turn')", "select-turn", "Select turn", "Select the turn at the cursor"),
    _binding("e", "swap_ends", "swap-ends", "Other end", "Let the keys move the other end of the selection"),
    _binding(
        "escape", "select_none", "select-none", "Select nothing", "Drop the selection; the cursor stays"
    ),
    _binding(
        "ctrl+c", "copy", "copy", "Copy", "Copy the selection, or the sentence at the cursor, as it is stored"
    ),
]

BINDINGS = [*MOVING, *SELECTING]
