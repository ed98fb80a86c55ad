"""A document as it is read: turns and what stands between them, sentence by sentence, word by word. No talking here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from qualcode.model import Section, Span, Turn
from qualcode.text.coverage import covered_share, written_lines
from qualcode.text.lines import line_of, line_starts
from qualcode.text.sentences import sentence_spans
from qualcode.text.words import word_spans


@dataclass(frozen=True, slots=True)
class Part:
    """A turn, or a written line that belongs to none (then without a number); numbers begin with 1.

    In a document without turns the written lines are its paragraphs, and have the numbers.
    """

    start: int
    end: int
    number: int | None = None
    speaker: str | None = None
    seconds: float | None = None


class Passages:
    """The parts of a document's text in their order."""

    def __init__(
        self,
        text: str,
        turns: Sequence[Turn] = (),
        sections: Sequence[Section] = (),
        unspoken: Sequence[tuple[int, int]] = (),
        language: str | None = None,
    ) -> None:
        self.text = text
        self._turns = turns
        self.noun = "turn" if turns else "paragraph"
        self.parts = list(_parts(text, turns, unspoken) if turns else _paragraphs(text))
        self._sections, self._unspoken, self._language = sections, unspoken, language
        self._starts = [part.start for part in self.parts]
        self._sentences: dict[int, list[Span]] = {}

    def sentences(self, place: int) -> list[Span]:
        """Return the sentences of the part at a place of `parts`, those of the screen."""
        if place not in self._sentences:
            part = self.parts[place]
            found = sentence_spans(self.text[part.start : part.end], (), self._language)
            sentences = [Span(part.start + start, part.start + end) for start, end in found]
            self._sentences[place] = sentences or [Span(part.start, part.end)]
        return self._sentences[place]

    def words(self, span: Span) -> list[Span]:
        """Return the words of a span; time marks and typed line numbers are none."""
        found = word_spans(self.text, span.start, span.end, self._unspoken)
        return [Span(start, end) for start, end in found]

    def place_at(self, offset: int) -> int:
        """Return the place of the part that holds an offset, else of the next one, else of the last."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and offset < self.parts[place].end:
            return place
        return min(place + 1, len(self.parts) - 1)

    def sentence_at(self, place: int, offset: int) -> int:
        """Return the place of the sentence of a part that holds an offset, else of the next, else of the last."""
        sentences = self.sentences(place)
        return next((at for at, each in enumerate(sentences) if offset < each.end), len(sentences) - 1)

    def numbered(self, number: int) -> int | None:
        """Return the place of the turn (or paragraph) of that number."""
        return self._by_number.get(number)

    @property
    def last_number(self) -> int:
        """How many turns (or paragraphs) there are."""
        return len(self._by_number)

    @cached_property
    def _by_number(self) -> dict[int, int]:
        return {part.number: at for at, part in enumerate(self.parts) if part.number is not None}

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text)

    def line(self, offset: int) -> int:
        """Return the number of the stored line of an offset, from 1."""
        return line_of(self._line_starts, offset)

    def line_start(self, number: int) -> int | None:
        """Return where the stored line of that number begins; None where there is none."""
        return self._line_starts[number - 1] if 1 <= number <= len(self._line_starts) else None

    def share(self, spans: Sequence[tuple[int, int]]) -> float:
        """Return how much of the turns (or paragraphs) some stretches cover, 0–1."""
        return covered_share(self.text, self._turns, [Span(start, end) for start, end in spans])

    def section(self, offset: int) -> str | None:
        """Return the name of the section of an offset: the last one that has begun and not ended."""
        held = [each.name for each in self._sections if each.start <= offset < each.end]
        return held[-1] if held else None


def _paragraphs(text: str) -> Iterator[Part]:
    """Yield the written lines of a text without turns."""
    for number, span in enumerate(written_lines(text, 0, len(text)), 1):
        yield Part(span.start, span.end, number)


def _parts(text: str, turns: Sequence[Turn], unspoken: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """Yield turns, and the lines between them that are no label and no time mark."""
    done = 0
    for number, turn in enumerate(turns, 1):
        lines = list(written_lines(text, done, turn.start))
        for at, line in enumerate(lines):
            is_label = at == len(lines) - 1 and _names(text[line.start : line.end], turn.speaker)
            if not is_label and not _is_unspoken(text, line, unspoken):
                yield Part(line.start, line.end)
        yield Part(turn.start, turn.end, number, turn.speaker, turn.start_time)
        done = max(done, turn.end)
    for line in written_lines(text, done, len(text)):
        if not _is_unspoken(text, line, unspoken):
            yield Part(line.start, line.end)


def _names(line: str, speaker: str | None) -> bool:
    return speaker is not None and speaker.casefold() in line.casefold()


def _is_unspoken(text: str, line: Span, unspoken: Sequence[tuple[int, int]]) -> bool:
    """Say whether a line holds time marks or typed numbers and no word beside them; `unspoken` is in order."""
    first = max(0, bisect_right(unspoken, (line.start, len(text) + 1)) - 1)
    marks = []
    for start, end in islice(unspoken, first, None):
        if start >= line.end:
            break
        marks += [(start, end)] if end > line.start else []
    return bool(marks) and not word_spans(text, line.start, line.end, marks)


def joined(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return stretches in order, those made one that overlap or have only white space between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip()):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
