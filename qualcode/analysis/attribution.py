"""Whose words codings lie on: participants with their attributes, speakers, sections, turn and line.

Where a scope leaves some speakers or participants out, only the others are named, so that counting the rows by
speaker or participant gives the numbers of the theme table.

Which turns and sections many spans overlap is found for all of a document at once; what that means in words is
put together once for each run of turns and used for every span on it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import numpy as np

from qualcode.analysis.corpus import Corpus, lay_out
from qualcode.analysis.naming import headings_of
from qualcode.analysis.spans import Integers, numbers, overlapped
from qualcode.model import Attribute, AttributeType
from qualcode.project import ProjectFile
from qualcode.project.scope import Chosen
from qualcode.text.lines import line_of, line_starts

BETWEEN = "; "
SAFE_INTEGER = 10**15  # spreadsheets keep 15 digits

Words = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A turn, or what lies between turns; `number` is the turn's, from 1."""

    speaker: str | None
    participants: tuple[int, ...]
    number: int | None
    counted: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class People:
    """Names of participants by place, and the attributes of participants and documents, as values of their type."""

    names: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    of_participants: tuple[dict[str, str], ...]
    document_attributes: tuple[Attribute, ...]
    of_documents: dict[int, dict[str, str]]

    def known_of(self, participants: Sequence[int]) -> Words:
        """Return the participants' attribute values, one per attribute; different ones joined."""
        found = []
        for attribute in self.attributes:
            held = dict.fromkeys(
                self.of_participants[place].get(attribute.name, "") for place in participants
            )
            held.pop("", None)
            single = len(held) == 1
            found.append(typed_cell(attribute, next(iter(held))) if single else BETWEEN.join(held))
        return tuple(found)

    def known_of_document(self, number: int) -> Words:
        """Return the document's attribute values, one per attribute."""
        held = self.of_documents.get(number, {})
        return tuple(
            typed_cell(each, held[each.name]) if each.name in held else ""
            for each in self.document_attributes
        )


@dataclass(slots=True)
class Attribution:
    """One document's turns and sections, ready to say whose words a span holds."""

    document: str
    known: Words
    people: People
    stretches: list[Stretch]
    start: Integers
    end: Integers
    section_start: Integers
    section_end: Integers
    section_names: list[tuple[str, ...]]
    _said: dict[tuple[int, int], Words | None] = field(default_factory=dict)
    _named: dict[tuple[int, int], str] = field(default_factory=dict)

    def of_spans(self, text: str, start: Integers, end: Integers) -> Iterator[Words | None]:
        """Yield (document, participant, attributes …, speaker, section, turn, line) of spans.

        None stands for a span out of scope. Several names are joined in the order of the text.
        """
        lines = line_starts(text)
        stretches = overlapped(start, end, self.start, self.end)
        sections = overlapped(start, end, self.section_start, self.section_end)
        lists = [column.tolist() for column in (*stretches, *sections, start)]
        for first, last, first_part, last_part, at in zip(*lists, strict=True):
            said = self._on(first, last)
            if said is None:
                yield None
                continue
            section = self._in(first_part, last_part)
            yield (*said[:-1], section, said[-1], line_of(lines, at))

    def _on(self, first: int, last: int) -> Words | None:
        if (first, last) not in self._said:
            self._said[first, last] = self._words_on(self.stretches[first:last])
        return self._said[first, last]

    def _words_on(self, touched: list[Stretch]) -> Words | None:
        """Return all but section and line, for the stretches that the scope leaves in; None when it leaves none."""
        touched = [each for each in touched if each.counted] or touched
        kept = [each for each in touched if each.kept]
        if not kept:
            return None
        participants = list(dict.fromkeys(place for each in kept for place in each.participants))
        speakers = dict.fromkeys(each.speaker for each in kept if each.speaker is not None)
        return (
            self.document,
            BETWEEN.join(self.people.names[place] for place in participants),
            *self.people.known_of(participants),
            *self.known,
            BETWEEN.join(speakers),
            touched[0].number,
        )

    def _in(self, first: int, last: int) -> str:
        if (first, last) not in self._named:
            names = dict.fromkeys(name for part in self.section_names[first:last] for name in part)
            self._named[first, last] = BETWEEN.join(names)
        return self._named[first, last]


def attributions(project: ProjectFile, chosen: Chosen) -> Iterator[tuple[int, Attribution]]:
    """Yield (row number, attribution) of each document in scope, in the project's order."""
    corpus = lay_out(project, chosen)
    names = headings_of(corpus.documents)
    people = _people(project, corpus)
    labels = {speaker.id: speaker.label for speaker in project.documents.speakers()}
    sections = {number: list(rows) for number, rows in groupby(project.tallies.sections(), itemgetter(0))}
    bounds = np.searchsorted(corpus.stretches.document, np.arange(len(corpus.documents) + 1)).tolist()
    for place, document in enumerate(corpus.documents):
        own = slice(bounds[place], bounds[place + 1])
        yield (
            document.id,
            Attribution(
                names[place],
                people.known_of_document(document.id),
                people,
                _stretches(corpus, own, labels),
                corpus.stretches.start[own] - corpus.begin[place],
                corpus.stretches.end[own] - corpus.begin[place],
                *_parts(sections.get(document.id, [])),
            ),
        )


def _stretches(corpus: Corpus, own: slice, labels: dict[int, str]) -> list[Stretch]:
    stretches = corpus.stretches
    speakers = stretches.speaker[own].tolist()
    counted = stretches.counted[own].tolist()
    is_turn, kept = stretches.is_turn[own].tolist(), stretches.kept[own].tolist()
    links = stretches.participants
    begin, target = links.begin[own.start : own.stop + 1].tolist(), links.target
    result, number = [], 0
    for place, speaker in enumerate(speakers):
        number += is_turn[place]
        result.append(
            Stretch(
                labels.get(speaker),
                tuple(target[begin[place] : begin[place + 1]].tolist()),
                number if is_turn[place] else None,
                counted[place],
                kept[place],
            )
        )
    return result


def _parts(sections: Sequence[Words]) -> tuple[Integers, Integers, list[tuple[str, ...]]]:
    """Return sections cut at every edge into parts that do not overlap, and the names of each part."""
    edges = sorted({place for _, start, end, _ in sections for place in (start, end)})
    start, end = numbers(pairwise(edges), 2)
    names: list[list[str]] = [[] for _ in start]
    for _, first, last, name in sections:
        for part in range(bisect_left(edges, first), bisect_left(edges, last)):
            names[part].append(name)
    return start, end, [tuple(each) for each in names]


def _people(project: ProjectFile, corpus: Corpus) -> People:
    values = project.participants.values()
    return People(
        headings_of(corpus.participants),
        tuple(project.participants.attributes()),
        tuple(values.get(participant.id, {}) for participant in corpus.participants),
        tuple(project.participants.attributes("document")),
        project.participants.values("document"),
    )


def typed_cell(attribute: Attribute, value: str) -> int | float | date | datetime | str:
    """Return a stored value as a cell of a table holds it; what a cell could not hold exactly stays text."""
    match attribute.type:
        case AttributeType.INTEGER if abs(int(value)) < SAFE_INTEGER:
            return int(value)
        case AttributeType.FLOAT if len(value.strip("+-0.").replace(".", "")) <= 15:
            return float(value)
        case AttributeType.DATE:
            return date.fromisoformat(value)
        case AttributeType.DATETIME:
            moment = datetime.fromisoformat(value)
            return value if moment.tzinfo else moment
    return value


def described_by(project: ProjectFile) -> Iterable[Attribute]:
    """Return the attributes of participants, then those of documents, in the order of the columns."""
    return [*project.participants.attributes(), *project.participants.attributes("document")]
