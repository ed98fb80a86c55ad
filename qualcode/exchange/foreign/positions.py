"""How files count positions in a text, and what offset of the stored text a position is.

Programs count code points or UTF-16 units, a CRLF as one or two, and a byte order mark or not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from qualcode.text.newlines import normalise_newlines

BYTE_ORDER_MARK = "\ufeff"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Convention:
    """One way of counting: the unit, what a CRLF counts, and whether a byte order mark counts."""

    utf16: bool = False
    crlf: int = 2
    mark: bool = False

    def __str__(self) -> str:
        unit = "UTF-16 units" if self.utf16 else "code points"
        mark = "the byte order mark counted" if self.mark else "no byte order mark counted"
        return f"{unit}, CRLF as {self.crlf}, {mark}"


STANDARD = Convention()


class FileText:
    """A decoded text with what makes countings differ: a byte order mark, CRLFs, characters beyond U+FFFF.

    `stored` is the text as it is kept: `\\n` line ends, no mark. A lone `\\r` counts as one everywhere.
    """

    def __init__(self, decoded: str, has_mark: bool = False) -> None:
        self.has_mark = has_mark or decoded.startswith(BYTE_ORDER_MARK)
        text = decoded.removeprefix(BYTE_ORDER_MARK)
        self.stored = normalise_newlines(text)
        self._crlfs = [place - earlier for earlier, place in enumerate(_places(text, "\r\n"))]
        self._astral = [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(self.stored)]

    def candidates(self) -> list[Convention]:
        """Return the ways of counting that can differ for this text, the standard's first."""
        units = (False, True) if self._astral else (False,)
        line_ends = (2, 1) if self._crlfs else (2,)
        marks = (False, True) if self.has_mark else (False,)
        return [Convention(*ways) for ways in product(units, line_ends, marks)]

    def map_of(self, convention: Convention) -> PositionMap:
        """Return how positions counted in this way become offsets of `stored`."""
        crlfs = self._crlfs if convention.crlf == 2 else []
        astral = self._astral if convention.utf16 else []
        wide = crlfs or astral if not (crlfs and astral) else sorted(crlfs + astral)
        return PositionMap(self.stored, wide, convention.mark and self.has_mark)


class PositionMap:
    """Turns positions of a file into offsets of the stored text; `wide` are the offsets that count double there."""

    def __init__(self, stored: str, wide: Sequence[int], has_mark: bool) -> None:
        self._stored = stored
        self._mark = int(has_mark)
        self._doubled = [offset + earlier for earlier, offset in enumerate(wide)]
        self.length = len(stored) + len(wide) + self._mark  # of the text, as the file counts

    def offset(self, position: int) -> int | None:
        """Return the offset, or None for a position outside the text or inside one character.

        Between the two signs of a CRLF is before the line end: what is stored there is one sign.
        """
        if not 0 <= position <= self.length:
            return None
        if self._mark and position:  # before the mark is where the text begins
            position -= 1
        before = bisect_left(self._doubled, position)
        if before and self._doubled[before - 1] == position - 1:
            before -= 1
            offset = position - 1 - before
            return offset if self._stored[offset] == "\n" else None
        return position - before

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a passage's offsets, or None where it is reversed or an end of it is nowhere."""
        if start > end:
            return None
        first, last = self.offset(start), self.offset(end)
        return None if first is None or last is None else (first, last)


def _places(text: str, sign: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + len(sign))
