"""Finding words in a text: where each hit begins and ends, in code points of the text as it is stored.

Words are compared as readers do: case does not count unless it is asked for, and neither does how an accent is
stored (é as one sign or as e with ́). A hit holds whole characters: `e` is not found in é, `s` not in ß, but `strasse`
finds Straße. Folding makes some characters longer; a hit's ends are always those of the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import regex

from qualcode.errors import InvalidValue

Hit = tuple[int, int]

PATTERN_SECONDS = 2.0
"""How long a pattern may take to find its next hit: some take longer than a life on an innocent text."""
_FOLLOWING = (
    r"\p{M}\u1160-\u11ff\ud7b0-\ud7ff"  # marks, and the vowels and finals of Korean written as letters
)
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_IN_WORD = regex.compile(rf"[\w\p{{M}}--[{_UNSPACED}]]", regex.V1)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, or a regular expression (`pattern`)."""

    words: str
    whole_words: bool = False
    match_case: bool = False
    pattern: bool = False


class Finder:
    """Finds what a query asks for. Raises `InvalidValue` for a pattern that is none."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._pattern = _compiled(query) if query.pattern and query.words else None
        self._needle = _key(query.words, query.match_case)

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the hits in order, none empty, none overlapping the one before.

        Raises `InvalidValue` when a pattern takes too long.
        """
        if not self.query.words:
            return iter(())
        if self._pattern is not None:
            return self._matches(text, self._pattern)
        return self._words(text)

    def _words(self, text: str) -> Iterator[Hit]:
        needle, place = self._needle, 0
        if needle not in _key(text, self.query.match_case):
            return  # most texts hold no hit, and are spared what follows
        folded = Folded(text, self.query.match_case)
        while (place := folded.folded.find(needle, place)) >= 0:
            hit = folded.span(place, place + len(needle))
            if hit is not None and not (self.query.whole_words and _cuts_words(text, *hit)):
                yield hit
                place += len(needle)
            else:
                place += 1

    def _matches(self, text: str, pattern: regex.Pattern[str]) -> Iterator[Hit]:
        place = 0
        try:
            while place <= len(text):
                match = pattern.search(text, place, timeout=PATTERN_SECONDS, concurrent=True)
                if match is None:
                    return
                start, end = match.span()
                if start < end and not (self.query.whole_words and _cuts_words(text, start, end)):
                    yield start, end
                place = end if end > start else end + 1
        except TimeoutError:
            raise InvalidValue(
                f"The pattern “{self.query.words}” takes too long on this text; make it simpler, for instance with"
                " fewer * and + inside brackets."
            ) from None


class Folded:
    """A text as it is compared, and where in the text itself each place of that lies."""

    def __init__(self, text: str, match_case: bool) -> None:
        self._text, self._match_case = text, match_case
        self.folded = text if match_case else text.casefold()
        self._is_even = len(self.folded) == len(text) and _is_composed(text)
        if not self._is_even:
            self.folded = self._fold_clusters()

    def _fold_clusters(self) -> str:
        """Fold piece by piece, noting where a piece became longer or shorter."""
        self._ends: list[int] = []  # of the folded pieces whose places are noted, in the folded text
        self._pieces: list[tuple[int, int, int]] = []  # (start in the folded text, start and end in the text)
        parts, place, length = [], 0, 0
        for found in _uneven(self._match_case).finditer(self._text):
            start, end = found.span()
            before = self._text[place:start]
            before = before if self._match_case else before.casefold()
            piece = _key(found[0], self._match_case)
            parts += [before, piece]
            length += len(before)
            self._pieces.append((length, start, end))
            length += len(piece)
            self._ends.append(length)
            place = end
        parts.append(self._text[place:] if self._match_case else self._text[place:].casefold())
        return "".join(parts)

    def span(self, start: int, end: int) -> Hit | None:
        """Return what `[start, end)` of the folded text is in the text; None when it cuts a character."""
        if self._is_even:
            return start, end
        first, last = self._there(start), self._there(end)
        return None if first is None or last is None else (first, last)

    def _there(self, place: int) -> int | None:
        after = bisect_right(self._ends, place)  # pieces that end at or before the place
        if after < len(self._pieces) and self._pieces[after][0] < place:
            return None
        if after == 0:
            return place
        return self._pieces[after - 1][2] + place - self._ends[after - 1]


@dataclass(frozen=True)
class Hits:
    """The hits in one document, in order."""

    spans: tuple[Hit, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def after(self, offset: int) -> int | None:
        """Return the place (from 0) of the first hit that begins behind `offset`."""
        place = bisect_right(self._starts, offset)
        return place if place < len(self.spans) else None

    def before(self, offset: int) -> int | None:
        """Return the place of the last hit that begins before `offset`."""
        place = bisect_left(self._starts, offset) - 1
        return place if place >= 0 else None


def _compiled(query: Query) -> regex.Pattern[str]:
    flags = regex.MULTILINE | (0 if query.match_case else regex.IGNORECASE)
    try:
        return regex.compile(query.words, flags)
    except (regex.error, OverflowError, RecursionError) as error:
        reason = re.sub(r" at position \d+.*", "", str(error)) or "it cannot be read"
        raise InvalidValue(f"“{query.words}” is no regular expression: {reason}.") from None


def _key(text: str, match_case: bool) -> str:
    """Return a text in the form in which it is compared."""
    composed = unicodedata.normalize("NFC", text)
    return composed if match_case else unicodedata.normalize("NFC", composed.casefold())


@cache
def _uneven(match_case: bool) -> regex.Pattern[str]:
    """Return a pattern for what may have another length when it is folded: characters with marks, ß and the like."""
    with_marks = rf"[^\n][{_FOLLOWING}]+"
    if match_case:
        return regex.compile(with_marks)
    longer = "".join(
        chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000 and len(chr(code).casefold()) > 1
    )
    return regex.compile(f"{with_marks}|[{longer}]")


def _is_composed(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _cuts_words(text: str, start: int, end: int) -> bool:
    """Say whether a hit begins or ends inside a word. Where a script has no spaces, every place is between words."""
    return _joined(text, start) or _joined(text, end)


def _joined(text: str, place: int) -> bool:
    return (
        0 < place < len(text)
        and _IN_WORD.match(text, place) is not None
        and _IN_WORD.match(text, place - 1) is not None
    )
