"""The units in which the cursor moves and the selection grows: where each begins and ends near a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from enum import Enum

import regex
from rich.cells import cell_len

from qualcode.model import Span, Turn
from qualcode.text.graphemes import certain_boundary, clusters


class Unit(Enum):
    """A unit of text, smallest first."""

    CHARACTER = 1
    WORD = 2
    SENTENCE = 3
    PARAGRAPH = 4
    TURN = 5


_WORD = regex.compile(
    r"[\p{Han}]\p{M}*|[\p{Hiragana}]+|[\p{Katakana}ー]+|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}])[\p{L}\p{N}\p{M}_])+"
    r"(?:['’\-‑.·\u200c\u200d](?![\p{Han}\p{Hiragana}\p{Katakana}])[\p{L}\p{N}\p{M}_]+)*"
)
_WINDOW = 200


class Units:
    """The units of a text. All answers are spans, or None where there is no such unit."""

    def __init__(self, text: str, sentences: Iterable[tuple[int, int]], turns: Sequence[Turn] = ()) -> None:
        self.text = text
        self._turns = [Span(turn.start, turn.end) for turn in turns]
        self.use_sentences(sentences)
        self._near: dict[Unit, Callable[[int], Sequence[Span]]] = {
            Unit.CHARACTER: self._characters_near,
            Unit.WORD: self._words_near,
            Unit.SENTENCE: lambda offset: self._sentences,
            Unit.PARAGRAPH: self._paragraphs_near,
            Unit.TURN: lambda offset: self._turns,
        }

    def use_sentences(self, sentences: Iterable[tuple[int, int]]) -> None:
        """Take these sentences from now on; they are in order and disjoint."""
        self._sentences = [Span(start, end) for start, end in sentences]
        if not self._sentences and self.text.strip():
            self._sentences = [Span(0, len(self.text))]

    def ending_after(self, unit: Unit, offset: int) -> Span | None:
        """Return the first unit that ends after `offset`: the one that holds it, or the next."""
        spans = self._near[unit](offset)
        place = bisect_right(spans, offset, key=_end)
        return spans[place] if place < len(spans) else None

    def ending_before(self, unit: Unit, offset: int) -> Span | None:
        """Return the last unit that ends before `offset`."""
        spans = self._near[unit](offset)
        place = bisect_left(spans, offset, key=_end)
        return spans[place - 1] if place else None

    def starting_after(self, unit: Unit, offset: int) -> Span | None:
        """Return the first unit that starts after `offset`."""
        spans = self._near[unit](offset)
        place = bisect_right(spans, offset, key=_start)
        return spans[place] if place < len(spans) else None

    def starting_before(self, unit: Unit, offset: int) -> Span | None:
        """Return the last unit that starts before `offset`."""
        spans = self._near[unit](offset)
        place = bisect_left(spans, offset, key=_start)
        return spans[place - 1] if place else None

    def holding(self, unit: Unit, offset: int) -> Span | None:
        """Return the unit at `offset`; between two of them the next, behind the last that one."""
        return self.ending_after(unit, offset) or self.ending_before(unit, offset + 1)

    def turns_after(self, offset: int) -> Iterable[tuple[int, Span]]:
        """Yield the turns that start after `offset`, each with its number from 0."""
        first = bisect_right(self._turns, offset, key=_start)
        yield from enumerate(self._turns[first:], first)

    def _characters_near(self, offset: int) -> list[Span]:
        """Return the stops of the cursor around `offset`; what takes no cells belongs to the one before."""
        start = certain_boundary(self.text, max(0, offset - _WINDOW // 2))
        found: list[Span] = []
        for left, right in clusters(self.text, start, min(len(self.text), offset + _WINDOW)):
            cluster = self.text[left:right]
            if found and cluster != "\n" and cell_len(cluster) == 0 and self.text[found[-1].start] != "\n":
                found[-1] = Span(found[-1].start, right)
            else:
                found.append(Span(left, right))
        return found[:-1] if found and found[-1].end < len(self.text) else found

    def _words_near(self, offset: int) -> list[Span]:
        """Return the words around `offset`, with at least one on each side where there is one."""
        reach = _WINDOW
        while True:
            low, high = max(0, offset - reach), min(len(self.text), offset + reach)
            found = [Span(*match.span()) for match in _WORD.finditer(self.text, low, high)]
            if low > 0 and found and found[0].start == low:
                del found[0]
            if high < len(self.text) and found and found[-1].end == high:
                del found[-1]
            before = low == 0 or (found and found[0].end < offset)
            behind = high == len(self.text) or (found and found[-1].start > offset)
            if before and behind:
                return found
            reach *= 4

    def _paragraphs_near(self, offset: int) -> list[Span]:
        """Return the written lines around `offset`, each within one turn."""
        here = self.holding(Unit.SENTENCE, offset)
        found = [
            self._paragraph(sentence)
            for sentence in (self.ending_before(Unit.SENTENCE, offset), here, self._beyond(offset))
            if sentence is not None
        ]
        return sorted(set(found))

    def _beyond(self, offset: int) -> Span | None:
        """Return the first sentence behind the paragraph at `offset`."""
        line_end = self.text.find("\n", offset)
        return self.starting_after(Unit.SENTENCE, len(self.text) if line_end < 0 else line_end)

    def _paragraph(self, sentence: Span) -> Span:
        """Return the stretch from the first to the last sentence on the line of `sentence` and in its turn."""
        start = self.text.rfind("\n", 0, sentence.start) + 1
        end = self.text.find("\n", sentence.end)
        end = len(self.text) if end < 0 else end
        turn = self.ending_after(Unit.TURN, sentence.start)
        if turn is not None and turn.start <= sentence.start:
            start, end = max(start, turn.start), min(end, turn.end)
        elif turn is not None:
            end = min(end, turn.start)
        first = self.starting_after(Unit.SENTENCE, start - 1) or sentence
        last = self.ending_before(Unit.SENTENCE, end + 1) or sentence
        return Span(min(first.start, sentence.start), max(last.end, sentence.end))


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end
