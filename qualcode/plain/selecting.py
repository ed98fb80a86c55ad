"""What “2-3”, “words 4-9” or “from … to …” mean in the turn being read. No talking here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.errors import InvalidValue
from qualcode.model import Span
from qualcode.plain.passages import Passages
from qualcode.text.quotes import places_of, shortened

FORMS = (
    "Type sentence numbers (2 or 2-3), words 4-9, turn, turns 4-6, sentence, the words themselves, or "
    "first words … last words."
)
_RANGE = re.compile(r"(\d+)(?:\s*(?:-|–|to)\s*(\d+))?")
_COUNTED = re.compile(rf"(s|sentences?|w|words?|t|turns?|p|paragraphs?)?\s*{_RANGE.pattern}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:…|\.\.\.)\s*")
_QUOTED = re.compile(r"""["“«](.+)["”»]""", re.DOTALL)
_FROM = re.compile(r"from\s+(.+)", re.IGNORECASE | re.DOTALL)
_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
WHOLE = ("turn", "t", "paragraph", "p", "all")


def selected(typed: str, passages: Passages, place: int, unit: Span) -> Span:
    """Return the span that was typed, in the part at `place`; words are counted in `unit`, what was read last.

    Raises `InvalidValue`, whose sentence says what can be typed instead.
    """
    typed = typed.strip()
    part = passages.parts[place]
    whole = Span(part.start, part.end)
    if typed.casefold() in WHOLE:
        return whole
    if typed.casefold() in ("sentence", "s"):
        return unit
    if found := _COUNTED.fullmatch(typed):
        kind = (found[1] or "s")[0].casefold()
        first, last = int(found[2]), int(found[3] or found[2])
        if kind in "tp":
            return _turns(passages, first, last)
        spans = passages.words(unit) if kind == "w" else passages.sentences(place)
        return between(spans, first, last, "word" if kind == "w" else "sentence")
    return quoted(typed, passages.text, whole)


def between(spans: Sequence[Span], first: int, last: int, noun: str) -> Span:
    """Return the stretch from the first to the last of numbered spans, from 1."""
    if not 1 <= first <= last <= len(spans):
        there = f"the {noun}s here are 1 to {len(spans)}" if len(spans) > 1 else f"there is one {noun} here"
        raise InvalidValue(f"There is no {noun} {_range(first, last)}: {there}.")
    return Span(spans[first - 1].start, spans[last - 1].end)


def _turns(passages: Passages, first: int, last: int) -> Span:
    start, end = passages.numbered(first), passages.numbered(last)
    if start is None or end is None or first > last:
        noun = passages.noun
        raise InvalidValue(
            f"There is no {noun} {_range(first, last)}: the {noun}s are 1 to {passages.last_number}."
        )
    return Span(passages.parts[start].start, passages.parts[end].end)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def quoted(typed: str, text: str, within: Span) -> Span:
    """Return the one place of a quotation, or of a stretch `first words … last words`, inside a span."""
    if whole := _QUOTED.fullmatch(typed):
        return the_place(whole[1], text, within)
    from_to = _FROM.fullmatch(typed)
    if from_to:
        return _from_to(from_to[1], text, within)
    ends = _BETWEEN.split(typed)
    if len(ends) == 2 and all(ends):
        return _stretch(ends[0], ends[1], text, within)
    return the_place(typed, text, within)


def _from_to(typed: str, text: str, within: Span) -> Span:
    """Return the stretch `A to B`; where `to` stands several times, the one reading of it that fits."""
    fitting: set[Span] = set()
    refused: list[InvalidValue] = []
    for cut in [*_TO.finditer(typed), *_BETWEEN.finditer(typed)]:
        first, last = unquoted(typed[: cut.start()]), unquoted(typed[cut.end() :])
        if first and last:
            try:
                fitting.add(_stretch(first, last, text, within))
            except InvalidValue as error:
                refused.append(error)
    if len(fitting) == 1:
        return fitting.pop()
    if refused and not fitting:
        raise refused[0]
    raise InvalidValue("Where it ends is not clear; type: first words … last words.")


def _stretch(first: str, last: str, text: str, within: Span) -> Span:
    start = the_place(first, text, within).start
    ends = _places(last, text, Span(start, within.end))
    if not ends:
        raise InvalidValue(f"“{shortened(last)}” does not stand behind “{shortened(first)}” here.")
    return Span(start, ends[0].end)


def unquoted(typed: str) -> str:
    """Return what was typed without quotation marks around it."""
    found = _QUOTED.fullmatch(typed.strip())
    return found[1] if found else typed.strip()


def the_place(quote: str, text: str, within: Span) -> Span:
    """Return the one place of a quotation inside a span; raises `InvalidValue` for none and for several."""
    places = _places(quote, text, within)
    if len(places) == 1:
        return places[0]
    if places:
        raise InvalidValue(f"“{shortened(quote)}” stands here {len(places)} times; type more of it.")
    raise InvalidValue(f"“{shortened(quote)}” does not stand here. {FORMS}")


def _places(quote: str, text: str, within: Span) -> list[Span]:
    """Return the places of a quotation: exactly as typed, else in any case and with any quotation marks."""
    stretch = text[within.start : within.end]
    found = places_of(quote, stretch)
    if not found:
        pattern = r"\s+".join("".join(map(_alike, word)) for word in quote.split())
        found = [match.span() for match in re.finditer(pattern, stretch, re.IGNORECASE)] if pattern else []
    return [Span(within.start + start, within.start + end) for start, end in found]


def _alike(character: str) -> str:
    """Return a pattern for a character: typed quotation marks stand for typeset ones."""
    return {"'": "['’‘]", '"': '["“”„«»]', "-": "[-–—‐‑]"}.get(character, re.escape(character))
