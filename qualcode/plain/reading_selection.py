"""Selecting in what is read: by numbers of sentences and words, by the words themselves, the whole turn."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model import Span
from qualcode.plain.reading_place import ReadingPlace
from qualcode.plain.selecting import FORMS, selected
from qualcode.text.quotes import shortened
from qualcode.text.wording import counted

READ_WHOLE = 40
"""Up to so many words a selection is read out as a whole."""
ENDS = 60
"""Characters read out of each end of a longer one."""
WORDS_A_LINE = 10


def select_command(place: ReadingPlace, typed: str) -> None:
    """Select a stretch, or say what can be selected."""
    wanted = typed.casefold()
    if not wanted:
        _offer(place)
    elif wanted in ("words", "w"):
        _say_words(place)
    elif wanted in ("sentences",):
        _say_sentences(place)
    elif wanted in ("none", "n", "nothing"):
        place.selection, place.fresh = None, []
        place.talk.say("Nothing is selected; what you do acts on what was read last.")
    else:
        select(place, selected(typed, place.passages, place.at, place.unit))


def select(place: ReadingPlace, span: Span) -> None:
    """Select a span and read it out."""
    place.selection, place.fresh = span, []
    words = len(place.passages.words(span))
    text = place.text(span)
    if words > READ_WHOLE:
        text = f"{shortened(text, ENDS)} to …{_end(text)}"
    place.talk.say_text(f"Selected, {counted(words, 'word')}: {text}")
    place.tell_here()


def _end(text: str) -> str:
    """Return the last words of a text, as one line."""
    line = " ".join(text.split())
    end = line[-ENDS:]
    return end.split(" ", 1)[-1]


def _offer(place: ReadingPlace) -> None:
    if place.selection is not None:
        place.talk.say_text(f"Selected: {place.text(place.selection)}")
    _say_sentences(place)
    place.talk.say(FORMS)


def _say_sentences(place: ReadingPlace) -> None:
    sentences = place.passages.sentences(place.at)
    place.talk.say_list([f"{number} {place.text(each)}" for number, each in enumerate(sentences, 1)])


def _say_words(place: ReadingPlace) -> None:
    words = place.passages.words(place.unit)
    place.talk.say_list([
        _numbered(place, words[first : first + WORDS_A_LINE], first + 1)
        for first in range(0, len(words), WORDS_A_LINE)
    ])  # fmt: skip


def _numbered(place: ReadingPlace, words: Sequence[Span], first: int) -> str:
    return " ".join(f"{number} {place.text(word)}" for number, word in enumerate(words, first))
