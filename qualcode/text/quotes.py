"""Passages as quotes: shortened for a line, and found again in a text."""

from __future__ import annotations

import re

LONGEST_QUOTE = 60


def shortened(quote: str, length: int = LONGEST_QUOTE) -> str:
    """Return a passage as one line of at most `length` code points, cut at a word with an ellipsis."""
    line = " ".join(quote.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else cut) + "…"


def places_of(quote: str, text: str) -> list[tuple[int, int]]:
    """Return every place where a quote stands in a text, as half-open spans.

    The quote is looked for as it is; if it is nowhere, once more with any run of white space in it standing for
    any other (a quote copied from a word processor or a spreadsheet has other line breaks).
    """
    places = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        places.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return places or _places_with_other_spaces(quote, text)


def _places_with_other_spaces(quote: str, text: str) -> list[tuple[int, int]]:

    words = quote.split()
    if not words:
        return []
    pattern = re.compile(r"(?=(" + r"\s+".join(re.escape(word) for word in words) + r"))")
    return [match.span(1) for match in pattern.finditer(text)]
