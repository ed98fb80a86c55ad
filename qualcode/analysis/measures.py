"""Codes × groups: how many codings, documents, participants, words or characters.

- codings: each counts once per group, however many places of the group it touches
- documents, participants: different ones, with at least one coding
- words: those of which at least half is covered by the union of the code's spans
- characters: those in the union of the code's spans

A parent that gathers its subtree counts different things and the union of all spans in it, so nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qualcode.analysis.coverage import Coverage
from qualcode.analysis.evidence import Study
from qualcode.analysis.groups import Groups
from qualcode.analysis.spans import Integers, clip, numbers
from qualcode.errors import InvalidValue

MEASURES = ("codings", "documents", "participants", "words", "characters")


@dataclass(frozen=True)
class Measures:
    """Counts of one scope in one set of groups; each is an array of codes × (groups and one for none)."""

    study: Study
    groups: Groups

    def of(self, measure: str) -> Integers:
        """Return the counts of one of `MEASURES`; raises `InvalidValue` for another."""
        match measure:
            case "codings" | "documents" if self._is_plain(measure):
                return self._counted_by_sqlite(measure)
            case "codings" | "documents" | "participants":
                return self._distinct(measure)
            case "words":
                return self.coverage.words()
            case "characters":
                return self.coverage.characters()
        raise InvalidValue(f"“{measure}” cannot be counted; choose one of {', '.join(MEASURES)}.")

    @cached_property
    def coverage(self) -> Coverage:
        """What the codings cover."""
        return Coverage(self.study, self.groups)

    def _is_plain(self, measure: str) -> bool:
        """Whether SQLite can count by itself, without looking at where in a document a coding lies."""
        source = self.groups.source
        return not self.study.chosen.by_place and (
            source == "document" or (source == "coder" and measure == "codings")
        )

    def _counted_by_sqlite(self, measure: str) -> Integers:
        tallies, chosen = self.study.project.tallies, self.study.chosen
        by_coder = self.groups.source == "coder"
        rows = tallies.by_coder(chosen) if by_coder else tallies.by_document(chosen)
        code, item, number = numbers(rows, 3)
        code = self.study.tree.places_of(code)
        item = self.groups.coder_places(item) if by_coder else self.study.corpus.place_of(item)
        row, group = self.groups.links.of_or(item, self.groups.none)
        if measure == "documents":
            return self.study.tree.count_distinct(code[row], group, item[row], self.groups.width)
        counts = np.zeros((len(self.study.tree.codes), self.groups.width), dtype=np.int64)
        np.add.at(counts, (code[row], group), number[row])
        return self.study.tree.gather(counts)

    def _distinct(self, measure: str) -> Integers:
        """Return how many different codings, documents or participants there are."""
        if measure == "participants":
            row, group, thing = self._participants()
        else:
            row, group = self._belonging()
            coding = self.study.on_stretches.coding[row]
            thing = coding if measure == "codings" else self.study.codings.document[coding]
        code = self.study.codings.code[self.study.on_stretches.coding[row]]
        return self.study.tree.count_distinct(code, group, thing, self.groups.width)

    def _participants(self) -> tuple[Integers, Integers, Integers]:
        """Return (row of `on_stretches`, group, participant)."""
        if self.groups.source == "participant":
            return self._through_participants()
        row, group = self._belonging()
        participants = self.study.corpus.stretches.participants
        step, participant = participants.of(self.study.on_stretches.stretch[row])
        return row[step], group[step], participant

    def _through_participants(self) -> tuple[Integers, Integers, Integers]:
        """Return (row of `on_stretches`, group, participant) where groups consist of participants."""
        row, participant = self.study.corpus.stretches.participants.of(self.study.on_stretches.stretch)
        step, group = self.groups.links.of_or(participant, self.groups.none)
        return row[step], group, participant[step]

    def _belonging(self) -> tuple[Integers, Integers]:
        """Return (row of `on_stretches`, group); all rows of a coding without any group have `none`."""
        if self.groups.source == "participant":
            row, group, _ = self._through_participants()
        else:
            row, group = self._groups_of_rows()
        grouped = np.zeros(len(self.study.codings.code), dtype=np.bool_)
        grouped[self.study.on_stretches.coding[row]] = True
        missing = np.flatnonzero(~grouped[self.study.on_stretches.coding])
        none = np.full(len(missing), self.groups.none, dtype=np.int64)
        return np.concatenate((row, missing)), np.concatenate((group, none))

    def _groups_of_rows(self) -> tuple[Integers, Integers]:
        links, item = self.groups.links, self.study.on_stretches
        match self.groups.source:
            case "document":
                return links.of(self.study.codings.document[item.coding])
            case "coder":
                return links.of(self.groups.coder_places(self.study.codings.coder[item.coding]))
            case "stretch":
                return links.of(item.stretch)
        stretches = self.study.corpus.stretches
        start = np.maximum(self.study.codings.start[item.coding], stretches.start[item.stretch])
        end = np.minimum(self.study.codings.end[item.coding], stretches.end[item.stretch])
        pieces = clip(start, end, self.groups.part_start, self.groups.part_end)
        row, group = links.of(pieces.place)
        return pieces.span[row], group
