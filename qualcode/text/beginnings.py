"""Headers of lines that begin alike, read once: in a long interview the same label opens hundreds of lines.

Up to a line's first colon with a space behind it, and then anything but a space or bracket, the beginning alone
decides which label `headers.py` finds before a colon: no time reaches over a colon and a space, behind them one would
stand in a bracket, and emphasis would close right behind the colon.
"""

from __future__ import annotations

from qualcode.text.headers import Header
from qualcode.text.newlines import Line

_END = ": "
_OPENS_TIME = "[({#"


class Beginnings:
    """The headers of one document by the beginnings of their lines.

    Not for lines in bold type nor for texts with typed line numbers: there more than the beginning counts.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, str, str, tuple[object, ...], bool]] = {}

    def header(self, line: Line, index: int, paragraph: bool) -> Header | None:
        """The header of a line that begins as an earlier one did; None when there was no such line."""
        beginning, _, words = line.text.partition(_END)
        known = self._known.get(beginning)
        if known is None or not _decides(words):
            return None
        length, label, key, look, bold = known
        start = line.start
        words = line.text[length:].strip()
        return Header(index, start, start + length, label, key, "colon", look, paragraph, bold, words)

    def learn(self, line: Line, header: Header) -> None:
        """Remember the header of a line, if its beginning alone decided it."""
        beginning, _, words = line.text.partition(_END)
        if header.kind == "colon" and not header.marks and _decides(words):
            length = header.text_start - line.start
            self._known[beginning] = (length, header.label, header.key, header.look, header.bold)


def _decides(words: str) -> bool:
    """Whether what stands behind colon and space leaves the decision to what stands before them."""
    return words[:1] not in _OPENS_TIME and not words[0].isspace()
