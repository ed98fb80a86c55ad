"""Names of codes that are nearly the same: a new code may be an old one mistyped, and two old ones one. No SQL here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches
from heapq import nlargest
from itertools import chain

from qualcode.model import Code

NEAR = 0.75
"""From this ratio on (difflib's: twice the letters that match, divided by all) two names are nearly the same."""
SHORTEST = 3
"""Two shorter names are nearly the same only where they are the same but for case."""
COMPARED_IN_FULL = 40
FEWEST_PAIRS = 0.25
"""So many pairs of letters, as a share of the pairs of both, two near names have in common; a few that are near
by their letters alone, in another order, have fewer and are passed over."""


class NearNames:
    """The names of the codes, found by a name that is nearly one of them: a new code may be an old one mistyped."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._by_name: dict[str, Code] = {}
        for code in codes:
            self._by_name.setdefault(code.name.casefold(), code)
        self._pairs = {name: _pairs(name) for name in self._by_name}

    def to(self, name: str, most: int = 3) -> list[Code]:
        """Return the codes whose name is nearly, or but for case, the one given: the nearest first.

        Only the names that share most pairs of letters with it are compared in full.
        """
        wanted = name.strip().casefold()
        if len(wanted) < SHORTEST:
            return [self._by_name[wanted]] if wanted in self._by_name else []
        pairs, longest = _pairs(wanted), len(wanted) * (2 - NEAR) / NEAR  # beyond it the ratio is under NEAR
        alike = {
            name: len(pairs & others) / (len(name) + len(wanted))
            for name, others in self._pairs.items()
            if len(name) <= longest
        }
        compared = nlargest(COMPARED_IN_FULL, alike, key=alike.__getitem__)
        return [self._by_name[near] for near in get_close_matches(wanted, compared, n=most, cutoff=NEAR)]


def _pairs(name: str) -> set[str]:
    """Return the pairs of letters in a name, with its beginning and its end."""
    written = f"\n{name}\n"
    return {written[at : at + 2] for at in range(len(written) - 1)}


def similar_names(name: str, codes: Iterable[Code], most: int = 3) -> list[Code]:
    """Return codes whose name is nearly, or but for case, the name typed: for asking once."""
    return NearNames(codes).to(name, most)


def near_names(codes: Iterable[Code]) -> Iterator[tuple[Code, Code]]:
    """Yield the pairs of codes whose names are nearly, or but for case, the same, the earlier code of each first."""
    by_name: dict[str, list[Code]] = {}
    for code in codes:
        by_name.setdefault(code.name.strip().casefold(), []).append(code)
    for namesakes in by_name.values():
        yield from ((namesakes[0], other) for other in namesakes[1:])
    names = list(by_name)
    matcher = SequenceMatcher(autojunk=False)
    for place, near in _alike(names):
        matcher.set_seq2(names[place])
        for other in near:
            matcher.set_seq1(names[other])
            if matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
                yield by_name[names[other]][0], by_name[names[place]][0]


def _alike(names: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Yield the place of each name and of those before it that share so many pairs of letters that they may be near.

    The pairs that all share with all are counted by multiplying two tables: for thousands of names a hundred times
    sooner than set by set.
    """
    import numpy  # takes its time to load, and is needed nowhere near the start

    pairs_of = [_pairs(name) for name in names]
    # A pair that only one name has is shared with none, and in many scripts most are such.
    shared_pairs = (pair for pair, number in Counter(chain.from_iterable(pairs_of)).items() if number > 1)
    known = {pair: column for column, pair in enumerate(shared_pairs)}
    pairs = [[known[pair] for pair in own if pair in known] for own in pairs_of]
    table = numpy.zeros((len(names), len(known)), dtype=numpy.float32)
    for place, columns in enumerate(pairs):
        table[place, columns] = 1
    lengths = numpy.array([len(name) for name in names], dtype=numpy.float32)
    sizes = numpy.array(
        [len(own) for own in pairs_of], dtype=numpy.float32
    )  # letters + 1 unless pairs repeat
    for place, name in enumerate(names):
        shared = table[:place] @ table[place]
        alike = shared >= FEWEST_PAIRS * (sizes[:place] + sizes[place] - 2)
        if len(name) < SHORTEST:
            alike &= lengths[:place] >= SHORTEST
        yield place, numpy.nonzero(alike)[0].tolist()
