"""Passages found again: by the place that a file states, and by the words that it keeps of them.

Tools store a passage twice, as a place and as a text. Where the two agree, nothing is said. Where they do not,
because a document was edited afterwards or emojis were counted twice, the words decide and the move is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from qualcode.text.newlines import normalise_newlines

NEAR = 2_000  # code points around the stated place in which other white space is tried
ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a passage is: `start` is None where neither place nor words lead anywhere.

    `how` is "stated" (place and words agree, or no words are kept), "utf16" (the place counts UTF-16 units),
    "moved" (found by its words), "unlike" (other words stand at the stated place, and its own nowhere) or "lost".
    """

    start: int | None
    end: int | None
    how: str


class StoredText:
    """A text as the file keeps it and as we do, with the way from a place in the one to the place in the other."""

    def __init__(self, stored: str) -> None:
        self.text = normalise_newlines(stored)
        self._dropped = [0] if stored.startswith("\ufeff") else []
        if "\r\n" in stored:
            self._dropped += [match.start() for match in re.finditer("\r\n", stored)]
        # For each character beyond U+FFFF, where it ends in UTF-16 units.
        astral = enumerate(ASTRAL.finditer(self.text), start=1)
        self._pair_ends = [match.end() + number for number, match in astral]

    def offset(self, stated: int | None) -> int | None:
        """The offset in `text` of an offset in the text as the file keeps it."""
        return None if stated is None else stated - bisect_left(self._dropped, stated)

    def anchored(self, start: int | None, end: int | None, words: str) -> Anchored:
        """Find a passage by its place in the file's text and by its words; `words` empty: by the place alone."""
        start, end, words = self.offset(start), self.offset(end), normalise_newlines(words)
        has_words, inside = bool(words.strip()), self._is_inside(start, end)
        if inside and (not has_words or _same(self.text[start:end], words)):
            return Anchored(start, end, "stated")
        if not has_words:
            return Anchored(None, None, "lost")
        if start is not None and end is not None and self._pair_ends:
            units = self._from_utf16(start), self._from_utf16(end)
            if self._is_inside(*units) and _same(self.text[units[0] : units[1]], words):
                return Anchored(*units, "utf16")
        found = self._nearest(min(max(start or 0, 0), len(self.text)), words)
        if found:
            return Anchored(*found, "moved")
        return Anchored(start, end, "unlike") if inside else Anchored(None, None, "lost")

    def _is_inside(self, start: int | None, end: int | None) -> bool:
        return start is not None and end is not None and 0 <= start < end <= len(self.text)

    def _from_utf16(self, units: int) -> int:
        """The code-point offset of a UTF-16 offset; one inside a pair counts as behind it."""
        return units - bisect_right(self._pair_ends, units)

    def _nearest(self, start: int, words: str) -> tuple[int, int] | None:
        """The nearest place where the words stand: as they are, else near by with other white space."""
        low = max(0, start - NEAR)
        near = self.text[low : start + len(words) + NEAR]
        place = _nearest_in(near, start - low, words)
        if place is not None:
            return place + low, place + low + len(words)
        if "".join(words.split()) in "".join(near.split()):
            pattern = r"(?=(" + r"\s+".join(map(re.escape, words.split())) + r"))"
            spans = [match.span(1) for match in re.finditer(pattern, near)]
            if spans:
                first, last = min(spans, key=lambda span: abs(span[0] + low - start))
                return first + low, last + low
        place = _nearest_in(self.text, start, words)
        return None if place is None else (place, place + len(words))


def _nearest_in(text: str, start: int, words: str) -> int | None:
    places = [text.rfind(words, 0, start + len(words)), text.find(words, start)]
    return min((place for place in places if place >= 0), key=lambda place: abs(place - start), default=None)


def _same(one: str, other: str) -> bool:
    return one == other or squeezed(one) == squeezed(other)


def squeezed(text: str) -> str:
    """A text with every run of white space made one space."""
    return " ".join(text.split())
