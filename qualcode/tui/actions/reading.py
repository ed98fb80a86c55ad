"""What the keys of reading do while the transcript has the focus: finding, going to a place, how the text looks."""

from __future__ import annotations

from qualcode.tui.command import Command

READING = (
    Command(
        "find",
        "slash,ctrl+f",
        "screen.find",
        "find",
        "Find words in this document or in all of them.",
        in_footer=True,
        key_shown="/",
        title="Find…",
    ),
    Command(
        "next-hit",
        "n",
        "screen.walk_hits(1)",
        "Next hit",
        "Go to the next place where the words were found; on into the next document where all are searched.",
    ),
    Command(
        "previous-hit",
        "N",
        "screen.walk_hits(-1)",
        "Previous hit",
        "Go to the place before where the words were found.",
    ),
    Command(
        "go-to-place",
        "g",
        "screen.go_to_place",
        "go to…",
        "Go to a line (120), a turn (t12), a share of the document (40%) or a time (4:12).",
        in_footer=True,
        title="Go to a line, turn, share or time…",
    ),
    Command(
        "wider-text",
        "plus",
        "screen.widen_text(1)",
        "Wider text",
        "Make the column of text wider.",
    ),
    Command(
        "narrower-text",
        "minus",
        "screen.widen_text(-1)",
        "Narrower text",
        "Make the column of text narrower.",
    ),
    Command(
        "dim-interviewers",
        "v",
        "screen.dim_interviewers",
        "Set interviewers back, or not",
        "Show what interviewers say in muted ink and pass over it with } and {, or show all alike.",
    ),
)

FIND_LINE = (
    Command(
        "find.next",
        "enter,down",
        "walk(1)",
        "next hit",
        "Go to the next hit.",
        in_footer=True,
        key_shown="Enter",
        title="Next hit",
    ),
    Command(
        "find.previous",
        "up",
        "walk(-1)",
        "before",
        "Go to the hit before.",
        in_footer=True,
        key_shown="↑",
        title="Previous hit",
    ),
    Command(
        "find.leave",
        "escape",
        "leave",
        "text, n N walk there",
        "Back to the text; the hits stay marked, and n and N go from one to the next.",
        in_footer=True,
        key_shown="Esc",
        title="Back to the text",
    ),
)
"""What the keys do in the line in which words to find are typed."""
