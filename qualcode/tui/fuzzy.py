"""Finding codes by a few letters. No screen here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

from qualcode.model import Code

IN_NAME, IN_PATH, IN_DEFINITION, SCATTERED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Match:
    """A code that answers to what was typed; `marks` are the places of the letters in its path."""

    code: Code
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The codes that answer best, and how many there are in all."""

    matches: list[Match]
    number: int


class CodeFinder:
    """Finds codes by what is typed; what does not change between two key strokes is worked out once.

    Who answers to more letters answered to fewer: while a name is typed on, only these are asked again.
    """

    def __init__(self, codes: Sequence[Code], recency: Sequence[int] = ()) -> None:
        rank = {code_id: place for place, code_id in enumerate(recency)}
        by_recency = sorted(codes, key=lambda code: rank.get(code.id, len(rank)))
        self._known = [_Known(code) for code in by_recency]
        self._before, self._answered = "", self._known

    def best_first(self, typed: str) -> list[Match]:
        """Return the codes that answer: best first, among equals the most recently used first.

        A code answers where every word typed stands in its path or definition, or where the letters typed stand
        in its name in that order.
        """
        return self.find(typed, len(self._known)).matches

    def find(self, typed: str, most: int) -> Found:
        """Return at most so many of the codes that answer, best first, and the number of all."""
        typed = _folded(typed)
        words = typed.replace(">", " ").split()
        asked = self._answered if self._before and typed.startswith(self._before) else self._known
        answered, by_rank = [], dict[int, list[_Known]]()  # no tuples: thousands of them wake the collector
        for known in asked:
            rank = known.rank(words)
            if rank >= 0:
                answered.append(known)
                by_rank.setdefault(rank, []).append(known)
        self._before, self._answered = typed, answered
        best = chain.from_iterable(by_rank[rank] for rank in sorted(by_rank))
        return Found([known.match(words) for known in islice(best, most)], len(answered))


class _Known:
    """A code with its folded texts."""

    __slots__ = ("_definition", "_name_at", "_path", "code")

    def __init__(self, code: Code) -> None:
        self.code = code
        self._path = _folded(code.path)
        self._name_at = max(0, len(code.path) - len(code.name))
        self._definition = _folded(code.definition)

    def rank(self, words: Sequence[str]) -> int:
        """Return how well the code answers (smaller is better); negative where it does not."""
        path, name_at, level = self._path, self._name_at, IN_NAME
        for word in words:
            if path.find(word, name_at) < 0:
                if word in path:
                    level = max(level, IN_PATH)
                elif word in self._definition:
                    level = IN_DEFINITION
                else:
                    return self._rank_scattered("".join(words))
        begins = level == IN_DEFINITION or not words or self._place(words[0]) == name_at
        return 2 * level + (not begins)

    def _rank_scattered(self, letters: str) -> int:
        places = _scattered(letters, self._path, self._name_at)
        return 2 * SCATTERED + places[-1] - places[0] if places else -1

    def match(self, words: Sequence[str]) -> Match:
        """Return the code with the places of the letters in its path."""
        places = [self._place(word) for word in words]
        if all(place >= 0 for place in places):
            marks = {at + i for at, word in zip(places, words, strict=True) for i in range(len(word))}
            return Match(self.code, tuple(sorted(marks)))
        if all(word in self._path or word in self._definition for word in words):
            return Match(self.code, ())
        return Match(self.code, _scattered("".join(words), self._path, self._name_at))

    def _place(self, word: str) -> int:
        in_name = self._path.find(word, self._name_at)
        return in_name if in_name >= 0 else self._path.find(word)


def _folded(text: str) -> str:
    """Return text in lower case, character for character, so that places hold."""
    lower = text.lower()
    if len(lower) != len(text):  # the capital I with a dot becomes two characters
        lower = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lower.replace("ς", "σ")


def _scattered(letters: str, path: str, name_at: int) -> tuple[int, ...]:
    """Return the places of letters that stand in a name in this order, the first at the start of a word."""
    places: list[int] = []
    at = name_at
    for letter in letters:
        at = path.find(letter, at)
        if at < 0:
            return ()
        places.append(at)
        at += 1
    starts_word = places[0] == 0 or not path[places[0] - 1].isalnum()
    return tuple(places) if starts_word and len(letters) > 1 else ()
