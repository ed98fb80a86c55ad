"""A transcript cut into sentences: where the cursor of the screen may stand.

Sentences never cross the bounds of a turn or of a paragraph (a stored line), are trimmed, and together hold
every character that is no space. Two ways find where they may end, one tidying decides: spaCy's blank pipeline
knows the abbreviations of a language; the quick way needs nothing but this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from qualcode.model import Turn
from qualcode.text.abbreviations import ABBREVIATIONS, BEFORE_NUMBERS, ORDINAL_DOT_LANGUAGES

SentenceSpan = tuple[int, int]

ANY_LANGUAGE = "xx"
LONGEST_AT_ONCE = 5000
"""Characters given to spaCy in one go: the screen must get its turn in between."""
LONGEST_ASKED = 4 * LONGEST_AT_ONCE
"""Characters of what is no prose any more: without a sentence's end so far, spaCy is not asked."""
_NEARBY = 120
"""Characters looked at on each side of an end."""

_ENDERS = r".!?…‽؟۔։।॥።"
_CLOSING = r"\"'”’»›)\]}"
_OPENING = r"\"'“‘«‹„‚(\[{—–-"
_FULL_WIDTH_END = re.compile(r"(?<![。！？｡])[。！？｡][。！？｡…—]*+[」』”’）】〉》\"')\]]*+\s*+(?=\S)")
_QUICK_END = re.compile(rf"(?<![{_ENDERS}])[{_ENDERS}]++[{_CLOSING}]*+(?:\s++|(?=[A-ZÀ-ÞА-ЯЁ]))(?=\S)")
_MAY_END_INSIDE = re.compile(rf"[{_ENDERS}]\S*\s*\S")
_OPENED_AT_END = re.compile(rf"\s([{_OPENING}]+\s*)\Z")
_END = re.compile(rf"([{_ENDERS}]+)([{_CLOSING}]*)\s*\Z")
_LAST_WORD = re.compile(r"(?:^|[\s(\[«“\"'])([^\s(\[«“\"']+)\.\s*\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SPACE = re.compile(r"\s*")
_FIRST = re.compile(r"\w")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]\s*")


def sentence_spans(text: str, turns: Sequence[Turn] = (), language: str | None = None) -> list[SentenceSpan]:
    """Return the sentences by spaCy's rules for `language` (a code such as `en`); takes seconds for 1 MB."""
    return list(iter_sentence_spans(text, turns, language))


def load_rules(language: str | None = None) -> None:
    """Load what `sentence_spans` needs for a language: a second or more the first time, nothing later."""
    _pipeline(language or ANY_LANGUAGE)


def iter_sentence_spans(
    text: str, turns: Sequence[Turn] = (), language: str | None = None
) -> Iterator[SentenceSpan]:
    """Yield what `sentence_spans` returns, so that whoever asks can stop half-way."""
    parts = list(_parts(text, turns, LONGEST_AT_ONCE))
    asked = {p for p in parts if p[1] - p[0] <= LONGEST_ASKED and _MAY_END_INSIDE.search(text, *p)}
    found = _spacy_cuts((text[start:end] for start, end in parts if (start, end) in asked), language)
    for part in parts:
        yield from _cut(text, part, next(found) if part in asked else _quick_cuts(text, *part), language)


def quick_sentence_spans(
    text: str, turns: Sequence[Turn] = (), language: str | None = None
) -> list[SentenceSpan]:
    """Return the sentences without spaCy: at once, and nearly as good."""
    return list(iter_quick_sentence_spans(text, turns, language))


def iter_quick_sentence_spans(
    text: str, turns: Sequence[Turn] = (), language: str | None = None
) -> Iterator[SentenceSpan]:
    """Yield what `quick_sentence_spans` returns, as far as it is asked for."""
    for start, end in _parts(text, turns):
        yield from _cut(text, (start, end), _quick_cuts(text, start, end), language)


def _parts(text: str, turns: Sequence[Turn], longest: int | None = None) -> Iterator[SentenceSpan]:
    """Yield what no sentence crosses: paragraphs within turns and between them, cut at full-width stops."""
    for start, end in _stretches(text, turns):
        for found in _FULL_WIDTH_END.finditer(text, start, end):
            yield start, found.start() + len(found[0].rstrip())
            start = found.end()
        while longest and end - start > longest:
            cut = next((start + cut for cut in _quick_cuts(text, start, end) if cut >= longest // 2), end)
            yield start, start + len(text[start:cut].rstrip())
            start = cut
        if start < end:
            yield start, end


def _stretches(text: str, turns: Sequence[Turn]) -> Iterator[SentenceSpan]:
    """Yield the trimmed, non-empty lines of the turns and of the gaps between them."""
    done = 0
    for turn in turns:
        yield from _lines(text, done, turn.start)
        yield from _lines(text, max(done, turn.start), turn.end)
        done = max(done, turn.end)
    yield from _lines(text, done, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[SentenceSpan]:
    while start < end:
        line_end = text.find("\n", start, end)
        line = text[start : line_end if line_end >= 0 else end]
        if stripped := line.strip():
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(stripped)
        start += len(line) + 1


def _quick_cuts(text: str, start: int, end: int) -> Iterator[int]:
    return (found.end() - start for found in _QUICK_END.finditer(text, start, end))


def _spacy_cuts(parts: Iterable[str], language: str | None) -> Iterator[list[int]]:
    for document in _pipeline(language or ANY_LANGUAGE).pipe(parts, batch_size=64):
        yield [sentence.start_char for sentence in document.sents][1:]


@cache
def _pipeline(language: str) -> Any:
    """Return spaCy's blank pipeline for a language, or for any language where spaCy cannot make that one."""
    import spacy
    from spacy.pipeline import Sentencizer

    try:
        pipeline = spacy.blank(language)
    except (ImportError, ValueError, OSError):  # not known to spaCy, or it needs a segmenter that is not here
        pipeline = spacy.blank(ANY_LANGUAGE)
    ellipses = ["…", "..", "...", "....", "?..", "!..", "?!", "!?", "!!", "??", "!!!", "???"]
    pipeline.add_pipe("sentencizer", config={"punct_chars": [*Sentencizer.default_punct_chars, *ellipses]})
    return pipeline


def _cut(text: str, part: SentenceSpan, cuts: Iterable[int], language: str | None) -> Iterator[SentenceSpan]:
    """Yield the sentences of a part: those of the proposed cuts that hold, trimmed."""
    offset, piece, begin = part[0], "", 0
    for cut in cuts:
        piece = piece or text[part[0] : part[1]]
        if opened := _OPENED_AT_END.search(piece, max(begin, cut - _NEARBY), cut):
            cut = opened.start(1)
        cut = _after_space(piece, cut)
        if cut > begin and _holds(piece, begin, cut, language):
            yield offset + begin, offset + begin + len(piece[begin:cut].rstrip())
            begin = cut
    yield offset + begin, part[1]


def _after_space(piece: str, place: int) -> int:
    found = _SPACE.match(piece, place)
    return found.end() if found else place


def _holds(piece: str, begin: int, cut: int, language: str | None) -> bool:
    """Say whether a sentence really ends before `cut`."""
    sentence = piece[max(begin, cut - _NEARBY) : cut]
    ahead = _FIRST.search(piece, cut, cut + _NEARBY)
    if ahead is None or not _FIRST.search(sentence) or _LIST_NUMBER.fullmatch(sentence):
        return False
    if ahead[0].islower() and _goes_on(piece, sentence, piece[cut]):
        return False
    last = _LAST_WORD.search(sentence)
    return last is None or not _is_abbreviation(last[1], ahead[0], language)


def _goes_on(piece: str, sentence: str, next_character: str) -> bool:
    """Say whether a small letter behind an end means that the sentence goes on.

    It does after an ellipsis, after a quotation and before a dash; after a dot only where the writer begins
    sentences with capitals at all.
    """
    end = _END.search(sentence)
    if end is None:
        return True
    if next_character in "([":  # a remark of the transcriber's: [laughs]
        return False
    if end[2] or next_character in "—–-" or end[1].endswith(("…", "..")):
        return True
    first = _FIRST.search(piece)
    return end[1] == "." and first is not None and first[0].isupper()


def _is_abbreviation(word: str, next_character: str, language: str | None) -> bool:
    folded = word.casefold()
    if next_character.isdigit() and folded in BEFORE_NUMBERS:
        return True
    if word.isdigit() and len(word) <= 2:
        return language in ORDINAL_DOT_LANGUAGES
    return folded in ABBREVIATIONS or _INITIALS.fullmatch(word) is not None
