"""Which way of counting a file uses: found out from its passages, never believed from its name alone.

Each way that can differ for a text is tried on all passages; the one whose passages cut the fewest words, and match the
names that were kept of them, is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.exchange.foreign.positions import STANDARD, Convention, FileText, PositionMap

_NO_NAME = re.compile(r"line:\d+|\s*\d+\s*,\s*\d+\s*")
_SHORTEST_NAME = 9  # characters; a shorter one matches by chance
DOUBTFUL = 0.9  # below this share of uncut word ends, a reading is doubtful
_OF_PRODUCERS = (
    ("nvivo", Convention(utf16=True)),
    ("atlas", Convention(crlf=1)),
    ("qualcoder", Convention(crlf=1)),
)


class Passage(NamedTuple):  # made three times as fast as a frozen dataclass, and there are many
    """A passage as a file has it: its ends in the file's own counting, and the name it goes by."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a way of counting fits: shares of all passages, and how many of the names to compare match."""

    words: float = 0.0  # 1.0: no passage begins or ends inside a word
    names: float = 0.0  # 2.0: the name of every passage is its text
    named: int = 0
    matching: int = 0

    @property
    def total(self) -> float:
        """What the ways are compared by, at most 3.0."""
        return self.words + self.names


@dataclass(frozen=True, slots=True)
class Calibration:
    """The way of counting that was taken for one text, how well it fits, and the next best where they differ."""

    convention: Convention
    map: PositionMap
    score: Score
    unambiguous: bool
    rival: Convention | None = None
    tied: bool = False  # the rival fits as well, and gives other passages

    @property
    def doubtful(self) -> bool:
        """Whether somebody should look at the passages."""
        names_fail = self.score.matching * 2 < self.score.named
        return self.tied or self.score.words < DOUBTFUL or names_fail


def calibrate(text: FileText, passages: Sequence[Passage], origin: str = "") -> Calibration:
    """Find out how a file counts positions in a text.

    Per passage half a point for each end that cuts no word, and two points where a name of more than 8 characters is
    its text; divided by the number of passages. A tie goes to the habit of the program that wrote the file (`origin`),
    else to the standard: code points, CRLF as 2, no mark.
    """
    candidates = _by_preference(text.candidates(), origin)
    wanted = [" ".join(each.name.split()) if is_telling(each.name) else "" for each in passages]
    best, way, score = candidates[0], text.map_of(candidates[0]), Score(1.0)
    if passages:
        score = score_of(text.stored, way, passages, wanted) or score
    equal: list[Convention] = []  # fit as well; those that fit less well are not looked at to the end
    for other in candidates[1:] if passages else ():
        its_way = text.map_of(other)
        its_score = score_of(text.stored, its_way, passages, wanted, score)
        if its_score is not None and its_score.total > score.total:
            equal, best, way, score = [], other, its_way, its_score
        elif its_score is not None:
            equal.append(other)
    rivals = [other for other in equal if _differ(way, text.map_of(other), passages)]
    fits = score.words >= DOUBTFUL and score.matching * 2 >= score.named
    return Calibration(
        best,
        way,
        score,
        unambiguous=not rivals and (len(equal) == len(candidates) - 1 or not passages),
        rival=rivals[0] if rivals else None if fits else _next_best(text, best, candidates, passages, wanted),
        tied=bool(rivals),
    )


def _next_best(
    text: FileText,
    best: Convention,
    candidates: Sequence[Convention],
    passages: Sequence[Passage],
    wanted: Sequence[str],
) -> Convention | None:
    way = text.map_of(best)
    found: tuple[float, Convention] | None = None
    for other in candidates:
        its_way = text.map_of(other)
        score = score_of(text.stored, its_way, passages, wanted)
        better = score is not None and (found is None or score.total > found[0])
        if other != best and score is not None and better and _differ(way, its_way, passages):
            found = (score.total, other)
    return found[1] if found else None


def is_telling(name: str) -> bool:
    """Whether a passage's name can be compared with its text: not `line:N`, not `start,end`, not a few letters."""
    return len(name.strip()) >= _SHORTEST_NAME and not _NO_NAME.fullmatch(name)


def _by_preference(candidates: list[Convention], origin: str) -> list[Convention]:
    """Return the candidates with the habit of a program first, the others in the standard's order."""
    folded = origin.casefold()
    habit = next((each for producer, each in _OF_PRODUCERS if producer in folded), STANDARD)
    # A habit is looked for as far as it matters for this text: without CRLFs, for example, none of them counts.
    units = {each.utf16 for each in candidates}
    line_ends = {each.crlf for each in candidates}
    first = Convention(
        habit.utf16 and True in units, habit.crlf if habit.crlf in line_ends else 2, habit.mark
    )
    return sorted(candidates, key=lambda each: each != first)


def score_of(
    stored: str,
    way: PositionMap,
    passages: Sequence[Passage],
    wanted: Sequence[str],
    to_reach: Score | None = None,
) -> Score | None:
    """Return how well a way of counting fits, or None once it cannot reach another score any more."""
    number = len(passages)
    named = sum(map(bool, wanted))
    lost, matching = 0, 0  # in half points
    most = 2 * number + 4 * named
    may_lose = most - (round(to_reach.total * 2 * number) if to_reach else 0)
    for passage, name in zip(passages, wanted, strict=True):
        span = way.span(passage.start, passage.end)
        if span is None:
            lost += 6 if name else 2
        else:
            lost += cuts(stored, span[0]) + cuts(stored, span[1])
            if name:
                fits = is_named(stored, span, name)
                matching += fits
                lost += 0 if fits else 4
        if lost > may_lose:
            return None
    uncut = most - lost - 4 * matching
    return Score(uncut / 2 / number, 2 * matching / number, named, matching)


def cuts(text: str, offset: int) -> bool:
    """Whether an offset stands between two letters or digits."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def is_named(stored: str, span: tuple[int, int], name: str) -> bool:
    """Whether a name is the text of a span, or its beginning when it ends with an ellipsis."""
    begun = name.removesuffix("…") if name.endswith("…") else name.removesuffix("...")
    text = stored[span[0] : span[1]]
    if begun == name:
        return " ".join(text.split()) == name
    return " ".join(text.split()).startswith(begun.rstrip())


def _differ(one: PositionMap, other: PositionMap, passages: Sequence[Passage]) -> bool:
    return any(
        one.span(each.start, each.end) != other.span(each.start, each.end)
        for each in passages
        if each.start <= each.end
    )
