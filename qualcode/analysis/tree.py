"""The codes of a table in the order of the codebook, and how parents gather what their subtree has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qualcode.analysis.naming import code_labels
from qualcode.analysis.spans import Integers, Lanes, union
from qualcode.model import Code
from qualcode.project import ProjectFile
from qualcode.project.scope import Chosen


@dataclass(frozen=True)
class CodeTree:
    """The codes of a table; with `gathers`, a parent's counts hold those of all codes under it."""

    codes: tuple[Code, ...]
    labels: tuple[str, ...]
    gathers: bool = False

    @cached_property
    def place(self) -> dict[int, int]:
        """Row number of a code → its place in the table."""
        return {code.id: number for number, code in enumerate(self.codes)}

    @cached_property
    def parent(self) -> Integers:
        """Place → place of the parent, -1 where that is not in the table."""
        none = -1
        parents = [self.place.get(code.parent_id or 0, none) for code in self.codes]
        return np.array(parents, dtype=np.int64)

    @cached_property
    def depth(self) -> Integers:
        """Place → depth in the codebook."""
        return np.array([code.depth for code in self.codes], dtype=np.int64)

    def places_of(self, code_rows: Integers) -> Integers:
        """Return the places of codes given by their row numbers, all of which are in the table."""
        rows = np.array([code.id for code in self.codes], dtype=np.int64)
        order = np.argsort(rows)
        found: Integers = order[np.searchsorted(rows[order], code_rows)]
        return found

    def count_distinct(self, code: Integers, group: Integers, thing: Integers, groups: int) -> Integers:
        """Return codes × groups: how many different things each code has in each group."""
        things = int(thing.max()) + 1 if len(thing) else 1
        width = groups * things
        cells = len(self.codes) * groups
        counts = np.zeros(cells, dtype=np.int64)
        for keys in self._rising(np.unique((code * groups + group) * things + thing), width):
            counts += np.bincount(keys // things, minlength=cells)
        return counts.reshape(len(self.codes), groups)

    def _rising(self, keys: Integers, width: int) -> Iterator[Integers]:
        """Yield distinct keys (code × width + rest), from the deepest level up when parents gather."""
        if not self.gathers:
            yield keys
            return
        level = self.depth[keys // width]
        carried = keys[:0]
        for depth in range(int(self.depth.max(initial=0)), -1, -1):
            here = np.unique(np.concatenate((carried, keys[level == depth])))
            yield here
            carried = self._to_parents(here, width)

    def _to_parents(self, keys: Integers, width: int) -> Integers:
        parent = self.parent[keys // width]
        raised = parent * width + keys % width
        return raised[parent >= 0]

    def count_covered(
        self, spans: Lanes, width: int, groups: int, count: Callable[[Lanes], Integers]
    ) -> Integers:
        """Return codes × groups: what `count` finds in the union of each code's spans.

        A span's lane is code × `width` + rest; only spans of the same lane are united. `count` takes united
        spans and returns an array of codes × groups.
        """
        counts = np.zeros(len(self.codes) * groups, dtype=np.int64)
        if not self.gathers:
            counts += count(union(spans))
            return counts.reshape(len(self.codes), groups)
        level = self.depth[spans.lane // width]
        carried = Lanes(*(column[:0] for column in spans))
        for depth in range(int(self.depth.max(initial=0)), -1, -1):
            own = Lanes(*(column[level == depth] for column in spans))
            joined = Lanes(*(np.concatenate(pair) for pair in zip(carried, own, strict=True)))
            here = union(joined)
            counts += count(here)
            has_parent = self.parent[here.lane // width] >= 0
            carried = Lanes(self._to_parents(here.lane, width), here.start[has_parent], here.end[has_parent])
        return counts.reshape(len(self.codes), groups)

    def gather(self, counts: Integers) -> Integers:
        """Return codes × groups with each parent's row the sum of its subtree's rows, if parents gather."""
        if self.gathers:
            counts = counts.copy()
            for place in range(len(self.codes) - 1, -1, -1):
                if self.parent[place] >= 0:
                    counts[self.parent[place]] += counts[place]
        return counts


def table_codes(project: ProjectFile, chosen: Chosen, *, gathers: bool) -> CodeTree:
    """Return the codes that a table has rows for, in the order of the codebook.

    A retired code is there only if it, or one under it, is used.
    """
    everything = project.codebook.all()
    open_codes = {code.id for code in project.codebook.all(retired=False)}
    needed = project.tallies.used_codes()
    parent = {code.id: code.parent_id for code in everything}
    for code in reversed(everything):  # children come after their parents
        above = parent[code.id]
        if code.id in needed and above is not None:
            needed.add(above)
    rows = [code for code in everything if code.id in open_codes or code.id in needed]
    if chosen.codes is not None:
        rows = [code for code in rows if code.id in chosen.codes]
    labels = code_labels(everything)
    return CodeTree(tuple(rows), tuple(labels[code.id] for code in rows), gathers)
