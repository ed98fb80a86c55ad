"""Every action of the screen, declared once: its key, footer, help and palette entry come from here.

Single letters act only when the transcript has the focus; what works everywhere sits on keys that no input eats.
`action` is Textual's action string; `screen.` and `app.` say who carries it out.
"""

from __future__ import annotations

from qualcode.tui.actions.coding import CODING, DIGITS, MEMO
from qualcode.tui.actions.places import ALWAYS_SHOWN, EVERYWHERE, PLACES
from qualcode.tui.actions.screens import HISTORY, START, TABLE
from qualcode.tui.command import Command

__all__ = [
    "ALWAYS_SHOWN",
    "CODING",
    "DIGITS",
    "EVERYWHERE",
    "GROUPS",
    "HISTORY",
    "MEMO",
    "PLACES",
    "START",
    "TABLE",
]

GROUPS: dict[str, tuple[Command, ...]] = {
    "Coding (while the text has the focus)": CODING,
    "Places and the project": PLACES,
    "Memo": MEMO,
    "Theme table": TABLE,
    "History": HISTORY,
    "Start": START,
    "Everywhere": EVERYWHERE,
}
