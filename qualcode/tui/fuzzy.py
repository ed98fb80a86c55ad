"""Finding codes by a few letters, and noticing that a new name is nearly one that exists. No screen here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from heapq import nlargest
from operator import itemgetter

from qualcode.model import Code

IN_NAME, IN_PATH, IN_DEFINITION, SCATTERED = 0, 1, 2, 3
NEAR = 0.75
COMPARED_IN_FULL = 40


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
        self._known = list(enumerate(map(_Known, by_recency)))
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
        ranked = []
        for place, known in asked:
            rank = known.rank(words)
            if rank is not None:
                ranked.append((rank, place, known))
        self._before, self._answered = typed, [(place, known) for _, place, known in ranked]
        ranked.sort(key=itemgetter(0, 1))
        return Found([known.match(words) for _, _, known in ranked[:most]], len(ranked))


class _Known:
    """A code with its folded texts."""

    __slots__ = ("_definition", "_name_at", "_path", "code")

    def __init__(self, code: Code) -> None:
        self.code = code
        self._path = _folded(code.path)
        self._name_at = max(0, len(code.path) - len(code.name))
        self._definition = _folded(code.definition)

    def rank(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Return how well the code answers (smaller is better); None where it does not."""
        if not words:
            return 0, 0
        path = self._path
        if all(word in path for word in words):
            places = [self._place(word) for word in words]
            inside = min(places) >= self._name_at
            return (IN_NAME if inside else IN_PATH), (0 if places[0] == self._name_at else 1)
        if all(word in path or word in self._definition for word in words):
            return IN_DEFINITION, 0
        scattered = _scattered("".join(words), path, self._name_at)
        return (SCATTERED, scattered[-1] - scattered[0]) if scattered else None

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
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


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


class NearNames:
    """The names of the codes, found by a name that is nearly one of them: a new code may be an old one mistyped."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._by_name: dict[str, Code] = {}
        for code in codes:
            self._by_name.setdefault(code.name.casefold(), code)
        self._with_pair: dict[str, list[str]] = {}
        for name in self._by_name:
            for pair in _pairs(name):
                self._with_pair.setdefault(pair, []).append(name)

    def to(self, name: str, most: int = 3) -> list[Code]:
        """Return the codes whose name is nearly, or but for case, the one given: the nearest first.

        Only the names that share most pairs of letters with it are compared in full.
        """
        wanted = name.strip().casefold()
        if len(wanted) < 3:
            return [self._by_name[wanted]] if wanted in self._by_name else []
        shared = Counter(near for pair in _pairs(wanted) for near in self._with_pair.get(pair, ()))
        alike = {near: pairs / (len(near) + len(wanted)) for near, pairs in shared.items()}
        compared = nlargest(COMPARED_IN_FULL, alike, key=alike.__getitem__)
        return [self._by_name[near] for near in get_close_matches(wanted, compared, n=most, cutoff=NEAR)]


def _pairs(name: str) -> set[str]:
    """Return the pairs of letters in a name, with its beginning and its end."""
    written = f"\n{name}\n"
    return {written[at : at + 2] for at in range(len(written) - 1)}


def similar_names(name: str, codes: Iterable[Code], most: int = 3) -> list[Code]:
    """Return codes whose name is nearly, or but for case, the name typed: for asking once."""
    return NearNames(codes).to(name, most)
