"""Line ends: what is stored, and where a line ends for whoever recognises structure."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

# Word's line break pasted as text (VT), page breaks, and Unicode's own separators end a line for
# recognition; only \r\n and \r are rewritten in what is stored.
_RARE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_LINE_END = re.compile(f"[\n{_RARE_ENDS}]")
_BYTE_ORDER_MARK = "\ufeff"


class Line(NamedTuple):  # a tuple is made twice as fast as a frozen dataclass, and there are many lines
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
    pieces = _LINE_END.split(text) if any(sign in text for sign in _RARE_ENDS) else text.split("\n")
    ends = [place - 1 for place in accumulate(len(words) + 1 for words in pieces)]
    starts = (end - len(words) for end, words in zip(ends, pieces, strict=True))
    blank = (not words or not (words[0].isalnum() or _filled(words)) for words in pieces)
    return [Line(*fields) for fields in zip(starts, ends, pieces, blank, strict=True)]


def _filled(words: str) -> bool:
    return bool(words.strip().strip(_BYTE_ORDER_MARK))
