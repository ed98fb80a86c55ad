"""Line ends: what is stored, and where a line ends for whoever recognises structure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Word's line break pasted as text (VT), page breaks, and Unicode's own separators end a line for
# recognition; only \r\n and \r are rewritten in what is stored.
_LINE_END = re.compile("[\n\x0b\x0c\x85\u2028\u2029]")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """One line `[start, end)` of a text, without its line end."""

    start: int
    end: int
    text: str
    blank: bool = False  # whether nothing but white space or a byte order mark stands here


def normalise_newlines(text: str) -> str:
    """The text as stored: `\\r\\n` and `\\r` become `\\n`, a leading byte order mark goes, nothing else."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix(_BYTE_ORDER_MARK)


def split_lines(text: str) -> list[Line]:
    """The lines of a text, ended by any of the signs that end a line somewhere."""
    lines = []
    start = 0
    for end in [match.start() for match in _LINE_END.finditer(text)] + [len(text)]:
        words = text[start:end]
        lines.append(Line(start, end, words, not words or not words.strip().strip(_BYTE_ORDER_MARK)))
        start = end + 1
    return lines
