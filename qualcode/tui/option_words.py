"""Remarks of readers name options of commands; on the screen they name what can be done there."""

from __future__ import annotations

AGAIN = "bring it in again"
ON_SCREEN = {
    "reads well, or name it with --encoding": f"reads well; else undo, save the file as UTF-8 and {AGAIN}",
    "name it with --encoding": f"save the file as UTF-8 and {AGAIN}",
    "name its encoding with --encoding": f"save it as UTF-8 and {AGAIN}",
    "name them with --speakers, or go on without": (
        f"go on without, or undo, begin each turn with a name and a colon (ANNA: …) and {AGAIN}"
    ),
}
"""What a remark says of a command, and what it says on the screen; the longer come first."""


def on_screen(remark: str) -> str:
    """Return a remark with the ways of the screen in place of a command's options."""
    for option, way in ON_SCREEN.items():
        remark = remark.replace(option, way)
    return remark
