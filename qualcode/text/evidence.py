"""The evidence for and against one label as a speaker's, gathered over the whole file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qualcode.text import labels
from qualcode.text.headers import Header

ENOUGH = 4  # points that make a label a speaker
_SHAPES = {"code": 2, "unknown": 1, "capitals": 1, "name": 1, "words": -2}


@dataclass(slots=True)
class Ground:
    """What is known about the file apart from the candidates."""

    characters: int
    lines: int  # that hold something
    head_end: int  # offset before which labels are metadata
    announced: frozenset[str] = field(default_factory=frozenset)  # names that the head mentions
    paragraphs: int = 1
    cues: int = 0  # of a caption file, where labels stand in nearly every cue


def _timed(group: Sequence[Header]) -> int:
    return sum([header.time is not None for header in group])


class Body:
    """The candidates of one way of writing that stand behind the head."""

    def __init__(self, headers: Sequence[Header], ground: Ground) -> None:
        self.ground = ground
        self.headers = [header for header in headers if header.start >= ground.head_end]
        self.groups: dict[str, list[Header]] = defaultdict(list)
        for header in self.headers:
            self.groups[header.key].append(header)

    @cached_property
    def at_paragraphs(self) -> bool:
        """Whether labels that come back stand, nearly all, at the beginning of a paragraph."""
        heads = {label for label in {h.label for h in self._coming_back} if labels.is_metadata(label)}
        back = [h for h in self._coming_back if h.label not in heads] if heads else self._coming_back
        back = back or [header for header in self.headers if header.time is not None]
        return bool(back) and sum([header.paragraph for header in back]) >= 0.7 * len(back)

    @cached_property
    def in_small_letters(self) -> bool:
        """Whether what follows labels mostly begins in small letters, as in automatic captions."""
        return sum([header.rest[:1].islower() for header in self.headers]) >= 0.6 * len(self.headers)

    def goes_on(self, header: Header) -> bool:
        """Whether the words after a label go on in the middle of a sentence."""
        return header.rest[:1].islower() and not self.in_small_letters

    def objection(self, key: str) -> str | None:
        """Why a label cannot be a speaker's, whatever else speaks for it; None when it can."""
        group = self.groups[key]
        label = group[0].label
        if labels.is_metadata(label) and not (_timed(group) == len(group) > 1):
            return "it is a word of heads and notes"
        if labels.says(label):
            return "it ends in a verb of saying"
        if len(group) == 1 and not _timed(group):
            return "it stands there once"
        if labels.is_unsure(label) and len(group) < 3:
            return "it may head a question"
        if group[0].kind in ("dash", "sign", "alone", "tab") and labels.shape(label) == "words":
            return "it is part of a sentence"
        return None

    def points(self, key: str) -> float:
        """The evidence for a label less the evidence against it."""
        group = self.groups[key]
        label, count = group[0].label, len(group)
        bold = sum([header.bold for header in group]) >= 0.8 * count
        points = 2.0 * (count >= 2) + (count >= 3) + (count >= 5)
        points += 2 * labels.is_role(label) + 2 * (key in self.ground.announced)
        points += self._look(label) + bold + (self._alternation.get(key, 0.0) >= 0.5)
        points += self._place(group) + self._time(group)
        points -= len(label.split("(")[0].split()) > 3
        points -= 2 * (labels.is_unsure(label) and self._alternation.get(key, 0.0) < 0.5)
        return points - self._mid_sentence(group)

    def _look(self, label: str) -> float:
        shape = labels.shape(label)
        if shape == "words" and self.in_small_letters and " " not in label:
            return 0  # where everything is in small letters, names are too
        return _SHAPES[shape]

    def _place(self, group: list[Header]) -> float:
        share = sum([header.paragraph for header in group]) / len(group)
        if share >= 0.8:
            return 1
        return -3 if self.at_paragraphs and share < 0.5 else 0

    def _time(self, group: list[Header]) -> float:
        """A time in the header is proof enough even for a label that stands there once."""
        if _timed(group) < 0.8 * len(group):
            return 0
        return 3 if len(group) == 1 else 2

    def _mid_sentence(self, group: list[Header]) -> float:
        if labels.is_role(group[0].label) or 2 * _timed(group) >= len(group):
            return 0
        small = sum([header.rest[:1].islower() for header in group]) * 2 > len(group)
        return float(small and not self.in_small_letters)

    @cached_property
    def _coming_back(self) -> list[Header]:
        return [header for header in self.headers if len(self.groups[header.key]) > 1]

    @cached_property
    def _alternation(self) -> dict[str, float]:
        """For each label that comes back, in what share of its places another stands before it."""
        changes: Counter[str] = Counter()
        before = None
        for key in [header.key for header in self._coming_back]:
            if key != before and before is not None:
                changes[key] += 1
            before = key
        first = self._coming_back[0].key if self._coming_back else None
        counts = {key: len(group) - (key == first) for key, group in self.groups.items()}
        return {key: change / max(1, counts[key]) for key, change in changes.items()}
