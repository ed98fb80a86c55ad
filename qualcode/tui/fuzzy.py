"""Finding codes by a few letters, and noticing that a new name is nearly one that exists. No screen here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from qualcode.model import Code

IN_NAME, IN_PATH, IN_DEFINITION, SCATTERED = 0, 1, 2, 3
NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """A code that answers to what was typed; `marks` are the places of the letters in its path."""

    code: Code
    marks: tuple[int, ...]


class CodeFinder:
    """Finds codes by what is typed; what does not change between two key strokes is worked out once."""

    def __init__(self, codes: Sequence[Code], recency: Sequence[int] = ()) -> None:
        rank = {code_id: place for place, code_id in enumerate(recency)}
        by_recency = sorted(codes, key=lambda code: rank.get(code.id, len(rank)))
        self._known = [_Known(code) for code in by_recency]

    def best_first(self, typed: str) -> list[Match]:
        """Return the codes that answer: best first, among equals the most recently used first.

        A code answers where every word typed stands in its path or definition, or where the letters typed stand
        in its name in that order.
        """
        words = _folded(typed).replace(">", " ").split()
        found = []
        for place, known in enumerate(self._known):
            answer = known.answer(words)
            if answer is not None:
                found.append((answer[0], place, Match(known.code, answer[1])))
        return [match for _, _, match in sorted(found, key=lambda item: item[:2])]


class _Known:
    """A code with its folded texts."""

    __slots__ = ("_definition", "_name_at", "_path", "code")

    def __init__(self, code: Code) -> None:
        self.code = code
        self._path = _folded(code.path)
        self._name_at = max(0, len(code.path) - len(code.name))
        self._definition = _folded(code.definition)

    def answer(self, words: Sequence[str]) -> tuple[tuple[int, int], tuple[int, ...]] | None:
        """Return how well the code answers (smaller is better) and the places to mark in its path."""
        if not words:
            return (0, 0), ()
        places = [self._place(word) for word in words]
        if all(place >= 0 for place in places):
            marks = sorted({at + i for at, word in zip(places, words, strict=True) for i in range(len(word))})
            inside = all(place >= self._name_at for place in places)
            begins = 0 if places[0] == self._name_at else 1
            return (IN_NAME if inside else IN_PATH, begins), tuple(marks)
        if all(word in self._path or word in self._definition for word in words):
            return (IN_DEFINITION, 0), ()
        scattered = _scattered("".join(words), self._path, self._name_at)
        return ((SCATTERED, scattered[-1] - scattered[0]), scattered) if scattered else None

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


def similar_names(name: str, codes: Iterable[Code], most: int = 3) -> list[Code]:
    """Return codes whose name is nearly, or but for case, the name typed: a new code may be one of them."""
    by_name: dict[str, Code] = {}
    for code in codes:
        by_name.setdefault(code.name.casefold(), code)
    wanted = name.strip().casefold()
    if len(wanted) < 3:
        return [by_name[wanted]] if wanted in by_name else []
    return [by_name[near] for near in get_close_matches(wanted, list(by_name), n=most, cutoff=NEAR)]
