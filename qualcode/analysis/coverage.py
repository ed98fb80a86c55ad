"""How much text codes cover, in words and characters, in all of a scope or in groups of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qualcode.analysis.evidence import Study
from qualcode.analysis.groups import Groups
from qualcode.analysis.spans import Integers, Lanes, by_lanes, characters_covered, clip, words_covered

WHO_SPEAKS = ("stretch", "participant")


@dataclass(frozen=True)
class Coverage:
    """Text covered by the codings of a scope.

    Where speakers or participants matter, only text in turns (or in documents without turns) is covered.
    """

    study: Study
    groups: Groups

    @cached_property
    def counted_words(self) -> tuple[Integers, Integers]:
        """Start and end of each word that the scope counts."""
        start, end = self.study.corpus.words
        if not self.study.chosen.by_place:
            return start, end
        kept_start, kept_end, _ = self._spoken
        place = np.searchsorted(kept_end, start, side="right")
        inside = place < len(kept_end)
        inside[inside] = kept_start[place[inside]] <= start[inside]
        return start[inside], end[inside]

    def words(self) -> Integers:
        """Return codes × groups: words of which at least half is covered."""
        start, end = self.counted_words
        return self._count(lambda lanes, number: words_covered(lanes, number, start, end))

    def characters(self) -> Integers:
        """Return codes × groups: characters covered."""
        return self._count(characters_covered)

    def _count(self, measure: Callable[[Lanes, int], Integers]) -> Integers:
        codings, groups = self.study.codings, self.groups
        by_coder = groups.source == "coder"
        coders = len(groups.coders) if by_coder else 1
        lane = codings.code * coders
        if by_coder:
            lane = lane + groups.coder_places(codings.coder)
        cells = len(self.study.tree.codes) * groups.width

        def count(united: Lanes) -> Integers:
            counts = np.zeros(cells, dtype=np.int64)
            for spans in by_lanes(united, coders):
                counts += measure(self._in_groups(self._in_scope(spans), coders), cells)
            return counts

        spans = Lanes(lane, codings.start, codings.end)
        return self.study.tree.count_covered(spans, coders, groups.width, count)

    @cached_property
    def _spoken(self) -> tuple[Integers, Integers, Integers]:
        """Start, end and number of the stretches that count and that the scope leaves in."""
        stretches = self.study.corpus.stretches
        which = np.flatnonzero(stretches.kept & stretches.counted)
        return stretches.start[which], stretches.end[which], which

    def _in_scope(self, united: Lanes) -> tuple[Lanes, Integers]:
        """Return what of the spans lies in stretches left in, and in which; -1 where that does not matter."""
        if not self.study.chosen.by_place and self.groups.source not in WHO_SPEAKS:
            return united, np.full(len(united.lane), -1, dtype=np.int64)
        start, end, which = self._spoken
        pieces = clip(united.start, united.end, start, end)
        return Lanes(united.lane[pieces.span], pieces.start, pieces.end), which[pieces.place]

    def _in_groups(self, found: tuple[Lanes, Integers], coders: int) -> Lanes:
        """Return the spans with lanes of code × group."""
        spans, stretch = found
        code, coder = np.divmod(spans.lane, coders)
        groups, links = self.groups, self.groups.links
        match groups.source:
            case "document":
                item = np.searchsorted(self.study.corpus.begin, spans.start, side="right") - 1
            case "coder":
                item = coder
            case "stretch" | "participant":
                item = stretch
            case _:
                return self._in_sections(spans, code)
        if groups.source == "participant":
            links = groups.through(self.study.corpus.stretches.participants)
        row, group = links.of_or(item, groups.none)
        return Lanes(code[row] * groups.width + group, spans.start[row], spans.end[row])

    def _in_sections(self, spans: Lanes, code: Integers) -> Lanes:
        """Return the spans cut where sections begin and end; what lies in none has the group none."""
        groups = self.groups
        edge_start, edge_end, part = groups.parts_and_gaps(int(spans.end.max(initial=0)))
        pieces = clip(spans.start, spans.end, edge_start, edge_end)
        row, group = groups.links.of_or(part[pieces.place], groups.none)
        lane = code[pieces.span][row] * groups.width + group
        return Lanes(lane, pieces.start[row], pieces.end[row])
