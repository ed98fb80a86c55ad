"""The units in which the cursor moves and the selection grows: where each begins and ends near a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

import regex
from rich.cells import cell_len

from qualcode.model import Span, Turn
from qualcode.text.graphemes import certain_boundary, clusters
from qualcode.tui.transcript.span_columns import SpanColumns


class Unit(Enum):
    """A unit of text, smallest first."""

    CHARACTER = 1
    WORD = 2
    SENTENCE = 3
    PARAGRAPH = 4
    TURN = 5


_EAST_ASIAN = r"\p{Han}\p{Hiragana}\p{Katakana}"
_WORD = regex.compile(
    rf"\p{{Han}}\p{{M}}*|\p{{Hiragana}}+|[\p{{Katakana}}ー]+|"
    rf"(?:(?![{_EAST_ASIAN}])[\p{{L}}\p{{N}}\p{{M}}_])+"
    rf"(?:['’\-‑.·\u200c\u200d](?![{_EAST_ASIAN}])[\p{{L}}\p{{N}}\p{{M}}_]+)*"
)
_WINDOW = 200
"""Characters looked at on each side of a place for words and characters."""


class Units:
    """The units of a text. Answers are None where there is no such unit."""

    def __init__(self, text: str, sentences: Iterable[tuple[int, int]], turns: Sequence[Turn] = ()) -> None:
        self.text = text
        self._turns = SpanColumns((turn.start, turn.end) for turn in turns)
        self.use_sentences(sentences)

    def use_sentences(self, sentences: Iterable[tuple[int, int]]) -> None:
        """Take these sentences from now on; they are in order and disjoint, and fetched as far as needed."""
        self._sentences = SpanColumns()
        self._further = iter(sentences)

    def take_all_sentences(self, sentences: SpanColumns) -> None:
        """Take the sentences as they are."""
        self._sentences, self._further = sentences, iter(())

    def ending_after(self, unit: Unit, offset: int) -> Span | None:
        """Return the first unit that ends after `offset`: the one that holds it, or the next."""
        return self._near(unit, offset).ending_after(offset)

    def ending_before(self, unit: Unit, offset: int) -> Span | None:
        """Return the last unit that ends before `offset`."""
        return self._near(unit, offset).ending_before(offset)

    def starting_after(self, unit: Unit, offset: int) -> Span | None:
        """Return the first unit that starts after `offset`."""
        return self._near(unit, offset).starting_after(offset)

    def starting_before(self, unit: Unit, offset: int) -> Span | None:
        """Return the last unit that starts before `offset`."""
        return self._near(unit, offset).starting_before(offset)

    def holding(self, unit: Unit, offset: int) -> Span | None:
        """Return the unit at `offset`; between two of them the next, behind the last that one."""
        return self.ending_after(unit, offset) or self.ending_before(unit, offset + 1)

    def turns_after(self, offset: int) -> Iterator[tuple[int, Span]]:
        """Yield the turns that start after `offset`, each with its number from 0."""
        for place in self._turns.places_after(offset):
            turn = self._turns.at(place)
            if turn is not None:
                yield place, turn

    def turns_before(self, offset: int) -> Iterator[tuple[int, Span]]:
        """Yield the turns that start before `offset`, the nearest first, each with its number from 0."""
        for place in reversed(range(self._turns.places_after(offset - 1).start)):
            turn = self._turns.at(place)
            if turn is not None:
                yield place, turn

    def _near(self, unit: Unit, offset: int) -> SpanColumns:
        """Return units around `offset`, with at least one beyond it on each side where there is one."""
        match unit:
            case Unit.CHARACTER:
                return self._characters_near(offset)
            case Unit.WORD:
                return self._words_near(offset)
            case Unit.SENTENCE:
                return self._sentences_near(offset)
            case Unit.PARAGRAPH:
                return self._paragraphs_near(offset)
            case Unit.TURN:
                return self._turns

    def _sentences_near(self, offset: int) -> SpanColumns:
        """Return the sentences up to one that starts behind `offset`; the whole text where there are none."""
        last = self._sentences.at(len(self._sentences) - 1)
        if last is None or last.start <= offset:
            for start, end in self._further:
                self._sentences.append(start, end)
                if start > offset:
                    break
            if not self._sentences and self.text.strip():
                self._sentences.append(0, len(self.text))
        return self._sentences

    def _characters_near(self, offset: int) -> SpanColumns:
        """Return the characters around `offset`; what takes no cells belongs to the one before."""
        start = certain_boundary(self.text, max(0, offset - _WINDOW // 2))
        found: list[tuple[int, int]] = []
        for left, right in clusters(self.text, start, min(len(self.text), offset + _WINDOW)):
            cluster = self.text[left:right]
            if found and cluster != "\n" and cell_len(cluster) == 0 and self.text[found[-1][0]] != "\n":
                found[-1] = (found[-1][0], right)
            else:
                found.append((left, right))
        return SpanColumns(found[:-1] if found and found[-1][1] < len(self.text) else found)

    def _words_near(self, offset: int) -> SpanColumns:
        reach = _WINDOW
        while True:
            low, high = max(0, offset - reach), min(len(self.text), offset + reach)
            found = [match.span() for match in _WORD.finditer(self.text, low, high)]
            if low > 0 and found and found[0][0] == low:
                del found[0]  # it may have begun before the window
            if high < len(self.text) and found and found[-1][1] == high:
                del found[-1]
            before = low == 0 or (found and found[0][1] < offset)
            behind = high == len(self.text) or (found and found[-1][0] > offset)
            if before and behind:
                return SpanColumns(found)
            reach *= 4

    def _paragraphs_near(self, offset: int) -> SpanColumns:
        """Return the written lines around `offset`, each within one turn."""
        line_end = self.text.find("\n", offset)
        sentences = (
            self.ending_before(Unit.SENTENCE, offset),
            self.holding(Unit.SENTENCE, offset),
            self.starting_after(Unit.SENTENCE, len(self.text) if line_end < 0 else line_end),
        )
        return SpanColumns(sorted({self._paragraph(sentence) for sentence in sentences if sentence}))

    def _paragraph(self, sentence: Span) -> tuple[int, int]:
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
        return min(first.start, sentence.start), max(last.end, sentence.end)
