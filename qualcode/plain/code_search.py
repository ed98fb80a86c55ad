"""Which codes answer to what was typed. No talking here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from qualcode.errors import InvalidValue
from qualcode.model import PATH_SEPARATOR, Code
from qualcode.project.codes import join_path, split_path

NEAR = 0.75
SHORTEST_INSIDE = 3


def named(typed: str, codes: Sequence[Code]) -> list[Code]:
    """Return the codes whose path or name is exactly what was typed, in any case; a path comes first."""
    wanted = _same(typed)
    return [code for code in codes if code.path.casefold() == wanted] or [
        code for code in codes if code.name.casefold() == typed.strip().casefold()
    ]


def fitting(typed: str, codes: Sequence[Code]) -> list[Code]:
    """Return the codes in which every word typed stands: in the name first, then in the path, then in the definition.

    Letters scattered over a name do not count: why a code is read out should be heard in it.
    """
    words = typed.casefold().replace(">", " ").split()
    is_path = PATH_SEPARATOR in typed
    ranked: dict[int, list[Code]] = {0: [], 1: [], 2: []}
    for code in codes if words else ():
        name, path = code.name.casefold(), code.path.casefold()
        texts = (name, path) if is_path else (name, path, f"{path} {code.definition.casefold()}")
        for rank, text in enumerate(texts):
            if all(_stands_in(word, text) for word in words):
                ranked[rank].append(code)
                break
    return [code for rank in sorted(ranked) for code in ranked[rank]]


def meant_by_name(typed: str, codes: Sequence[Code]) -> list[Code]:
    """Return the codes with just this name or path; else the one in whose name or path all words typed stand."""
    exact = named(typed, codes)
    words = typed.casefold().replace(">", " ").split()
    inside = [
        code for code in codes if words and all(_stands_in(word, code.path.casefold()) for word in words)
    ]
    return exact or (inside if len(inside) == 1 else [])


def _stands_in(word: str, text: str) -> bool:
    """Say whether a word stands in a text; one of a letter or two only where a word begins."""
    at = text.find(word)
    while at >= 0 and len(word) < SHORTEST_INSIDE and at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at >= 0


def nearly(typed: str, codes: Iterable[Code]) -> list[Code]:
    """Return codes whose name is nearly the last name typed."""
    by_name: dict[str, Code] = {}
    for code in codes:
        by_name.setdefault(code.name.casefold(), code)
    name = typed.rsplit(PATH_SEPARATOR, 1)[-1].strip().casefold()
    return [by_name[near] for near in get_close_matches(name, list(by_name), n=3, cutoff=NEAR)]


def new_path(typed: str, codes: Sequence[Code]) -> str:
    """Return the path for a new code; its parent may be written by its name alone, in any case.

    Raises `InvalidValue` when a name in it is empty.
    """
    *above, name = split_path(typed)
    if not above:
        return join_path([name])
    parents = named(join_path(above), codes)
    parent = parents[0].path if len(parents) == 1 else join_path(above)
    return parent + PATH_SEPARATOR + join_path([name])


def _same(typed: str) -> str:
    try:
        return join_path(split_path(typed)).casefold()
    except InvalidValue:
        return typed.strip().casefold()
