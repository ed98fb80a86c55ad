"""Passages found again: by the place that a file states, and by the words that it keeps of them.

Tools store a passage twice, as a place and as a text. Where the two agree, nothing is said. Where they do not,
because a document was edited afterwards or emojis were counted twice, the words decide and the move is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from qualcode.text.newlines import normalise_newlines

NEAR = 2_000  # code points around the stated place in which other white space is tried
ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class StoredText:
    """A text as the file keeps it and as we do, with the way from a place in the one to the place in the other."""

    def __init__(self, stored: str) -> None:
        self.text = normalise_newlines(stored)
        self._dropped = [0] if stored.startswith("\ufeff") else []
        if "\r\n" in stored:
            self._dropped += [match.start() for match in re.finditer("\r\n", stored)]

    def offset(self, stated: int | None) -> int | None:
        """The offset in `text` of an offset in the text as the file keeps it."""
        return None if stated is None else stated - bisect_left(self._dropped, stated)

    def anchored(self, start: int | None, end: int | None, words: str) -> Anchored:
        """Find a passage by its place in the file's text and by its words."""
        return anchored(self.text, self.offset(start), self.offset(end), normalise_newlines(words))


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a passage is: `start` is None where neither place nor words lead anywhere.

    `how` is "stated" (place and words agree, or no words are kept), "utf16" (the place counts UTF-16 units),
    "moved" (found by its words), "unlike" (other words stand at the stated place, and its own nowhere) or "lost".
    """

    start: int | None
    end: int | None
    how: str


def anchored(text: str, start: int | None, end: int | None, words: str) -> Anchored:
    """Find a passage in a text by its stated place and by its words; `words` empty: by the place alone."""
    inside = start is not None and end is not None and 0 <= start < end <= len(text)
    if inside and (not words.strip() or squeezed(text[start:end]) == squeezed(words)):
        return Anchored(start, end, "stated")
    if not words.strip():
        return Anchored(None, None, "lost")
    if start is not None and end is not None and 0 <= start < end <= 2 * len(text):
        units = _from_utf16(text, start), _from_utf16(text, end)
        if squeezed(text[units[0] : units[1]]) == squeezed(words):
            return Anchored(*units, "utf16")
    found = _nearest(text, min(max(start or 0, 0), len(text)), words)
    if found:
        return Anchored(*found, "moved")
    return Anchored(start, end, "unlike") if inside else Anchored(None, None, "lost")


def squeezed(text: str) -> str:
    """A text with every run of white space made one space."""
    return " ".join(text.split())


def _nearest(text: str, start: int, words: str) -> tuple[int, int] | None:
    before, behind = text.rfind(words, 0, start + len(words)), text.find(words, start)
    places = [place for place in (before, behind) if place >= 0]
    if places:
        place = min(places, key=lambda each: abs(each - start))
        return place, place + len(words)
    low = max(0, start - NEAR)
    window = text[low : start + len(words) + NEAR]
    pattern = r"(?=(" + r"\s+".join(map(re.escape, words.split())) + r"))"
    spans = [match.span(1) for match in re.finditer(pattern, window)]
    if not spans:
        return None
    first, last = min(spans, key=lambda span: abs(span[0] + low - start))
    return first + low, last + low


def _from_utf16(text: str, units: int) -> int:
    """The code-point offset of a UTF-16 offset; one inside a pair counts as behind it."""
    if not ASTRAL.search(text):
        return units
    passed = 0
    for match in ASTRAL.finditer(text):
        if match.start() + passed + 2 > units:
            break
        passed += 1
    return units - passed
