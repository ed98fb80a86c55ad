"""The codings of a scope and the stretches of text they lie on: what every count is made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from qualcode.analysis.corpus import Corpus, lay_out
from qualcode.analysis.spans import Integers, numbers, overlapped, spread
from qualcode.analysis.stretches import Stretches
from qualcode.analysis.tree import CodeTree, table_codes
from qualcode.project import ProjectFile
from qualcode.project.scope import Chosen


class Codings(NamedTuple):
    """Codings as columns; places of documents and codes, row numbers of coders, spans on the common line."""

    document: Integers
    code: Integers
    coder: Integers
    start: Integers
    end: Integers


class Placed(NamedTuple):
    """Which stretches each coding lies on; `coding` is a place in `Codings`."""

    coding: Integers
    stretch: Integers


@dataclass(frozen=True)
class Study:
    """A scope of a project, laid out for counting."""

    project: ProjectFile
    chosen: Chosen
    corpus: Corpus
    tree: CodeTree

    @cached_property
    def codings(self) -> Codings:
        """The codings of the codes, documents and coders in scope, in the order of the texts."""
        rows = self.project.tallies.spans(self.chosen)
        document, code, coder, start, end = numbers(rows, 5)
        document = self.corpus.place_of(document)
        begin = self.corpus.begin[document]
        return Codings(document, self.tree.places_of(code), coder, start + begin, end + begin)

    @cached_property
    def on_stretches(self) -> Placed:
        """Where the codings lie; those that speakers or participants put out of scope have no row."""
        return placed(self.codings, self.corpus.stretches)


def study(project: ProjectFile, chosen: Chosen, *, gathers: bool = False) -> Study:
    """Return a scope of a project, laid out for counting; with `gathers`, parents count their subtrees."""
    return Study(project, chosen, lay_out(project, chosen), table_codes(project, chosen, gathers=gathers))


def placed(codings: Codings, stretches: Stretches) -> Placed:
    """Return the stretches on which codings lie, and which the scope leaves in.

    What lies between turns (a label, a time mark) does not matter for a coding that also lies on a turn; a
    coding that lies on turns of which none is left in is out of scope, and so in none of the rows.
    """
    coding, stretch = spread(*overlapped(codings.start, codings.end, stretches.start, stretches.end))
    counted = stretches.counted[stretch]
    on_turn = np.bincount(coding[counted], minlength=len(codings.start)) > 0
    left_in = (counted | ~on_turn[coding]) & stretches.kept[stretch]
    return Placed(coding[left_in], stretch[left_in])
