"""Every action of the screen, declared once: its key, footer, help and palette entry come from here.

Single letters act only when the transcript has the focus; what works everywhere sits on keys that no input eats.
`action` is Textual's action string; `screen.` and `app.` say who carries it out.
"""

from __future__ import annotations

from qualcode.tui.actions.codebook import CODEBOOK
from qualcode.tui.actions.coding import CODES_PANEL, CODING, DIGITS, EDGES, MEMO
from qualcode.tui.actions.documents import DOCUMENTS
from qualcode.tui.actions.history import HISTORY
from qualcode.tui.actions.memos import MEMOS
from qualcode.tui.actions.places import ALWAYS_SHOWN, EVERYWHERE, GOING, PLACES
from qualcode.tui.actions.reading import FIND_LINE, READING
from qualcode.tui.actions.segments import SEGMENTS
from qualcode.tui.actions.start import START
from qualcode.tui.actions.table import TABLE
from qualcode.tui.command import Command

__all__ = [
    "ALWAYS_SHOWN",
    "CODEBOOK",
    "CODES_PANEL",
    "CODING",
    "DIGITS",
    "DOCUMENTS",
    "EDGES",
    "EVERYWHERE",
    "FIND_LINE",
    "GOING",
    "GROUPS",
    "HISTORY",
    "MEMO",
    "MEMOS",
    "PLACES",
    "READING",
    "SEGMENTS",
    "START",
    "TABLE",
]

GROUPS: dict[str, tuple[Command, ...]] = {
    "Coding (while the text has the focus)": CODING,
    "Reading (while the text has the focus)": READING,
    "While words to find are typed": FIND_LINE,
    "While an edge of a coding is moved": EDGES,
    "The codebook beside the text": CODES_PANEL,
    "Panels and the project": PLACES,
    "Memo": MEMO,
    "Places": GOING,
    "Codebook": CODEBOOK,
    "Documents and participants": DOCUMENTS,
    "Segments": SEGMENTS,
    "Theme table": TABLE,
    "Memos": MEMOS,
    "History": HISTORY,
    "Start": START,
    "Everywhere": EVERYWHERE,
}
