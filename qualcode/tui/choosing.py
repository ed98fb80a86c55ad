"""Finding among many things by a few letters of their names. No screen here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing that can be chosen: what it stands for, its name, its colour if it has one, and what stands beside."""

    key: Hashable
    name: str
    colour: str = ""
    beside: str = ""


def answering(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return the choices that answer to what was typed: those that hold its words, then those with its letters.

    Case does not matter; the words may stand in any order, the letters only in this one.
    """
    words = typed.casefold().replace(">", " ").split()
    if not words:
        return list(choices)
    letters = "".join(words)
    folded = [(choice, choice.name.casefold()) for choice in choices]
    holding = [choice for choice, name in folded if all(word in name for word in words)]
    scattered = [
        choice
        for choice, name in folded
        if len(letters) > 1 and not all(word in name for word in words) and _in_order(letters, name)
    ]
    return holding + scattered


def _in_order(letters: Iterable[str], name: str) -> bool:
    at = 0
    for letter in letters:
        at = name.find(letter, at) + 1
        if not at:
            return False
    return True
